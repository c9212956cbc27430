package pixpro.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pixpro.corpus.GoodImages;
import pixpro.corpus.PngChunks;

/** Breaks good images at random, always the same way: whatever comes in, facts or a refusal come out, and nothing else. */
class ImageInspectorMutationTest {

    private static final int MUTATIONS = 2000;
    private static final int SEED = 20_261_123;
    /** The window, an unpacker's buffers and a directory: no image may cost more, whatever its header claims. */
    private static final long MAX_ALLOCATED_BYTES = 1024 * 1024;

    private static final int[] TELLING = {0, 1, 2, 0x7F, 0x80, 0xFE, 0xFF};

    private final ImageInspector inspector = new ImageInspector(ImageLimits.DEFAULT);

    @ParameterizedTest
    @EnumSource(ImageFormat.class)
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void answersEveryMutationWithFactsOrRefusalAtLittleCost(ImageFormat format) {
        Random random = new Random(SEED + format.ordinal());
        List<byte[]> seeds = GoodImages.all().entrySet().stream()
                .filter(image -> image.getKey().endsWith("." + format.extension()))
                .map(Map.Entry::getValue)
                .collect(Collectors.toList());
        int refused = 0;
        long most = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] mutant = mutate(seeds.get(random.nextInt(seeds.size())), random);
            if (format == ImageFormat.PNG && random.nextInt(4) > 0) {
                // or most would be refused for a checksum before anything else is looked at
                mutant = PngChunks.resummed(mutant);
            }
            long before = allocatedBytes();
            refused += isRefused(mutant) ? 1 : 0;
            most = Math.max(most, allocatedBytes() - before);
        }
        assertThat(most).isLessThan(MAX_ALLOCATED_BYTES);
        assertThat(refused).isBetween(MUTATIONS / 20, MUTATIONS - 1);
    }

    private boolean isRefused(byte[] mutant) {
        try {
            ImageFacts facts = inspector.inspect(mutant);
            assertThat(facts.width()).isPositive();
            assertThat(facts.height()).isPositive();
            assertThat((long) facts.width() * facts.height()).isLessThanOrEqualTo(ImageLimits.DEFAULT.maxPixels());
            assertThat(facts.frames()).isPositive();
            assertThat(facts.orientation()).isBetween(1, 8);
            return false;
        } catch (UnfitImageException refusal) {
            return true;
        }
    }

    /** Changes up to eight bytes, mostly near the beginning, where headers are; sometimes cuts or repeats a part. */
    private static byte[] mutate(byte[] image, Random random) {
        byte[] mutant = image.clone();
        int changes = 1 + random.nextInt(8);
        for (int i = 0; i < changes; i++) {
            int reach = random.nextInt(3) == 0 ? mutant.length : Math.min(mutant.length, 200);
            mutant[random.nextInt(reach)] =
                    (byte) (random.nextBoolean() ? TELLING[random.nextInt(TELLING.length)] : random.nextInt(256));
        }
        int length = random.nextInt(mutant.length);
        return switch (random.nextInt(10)) {
            case 0 -> Arrays.copyOf(mutant, length);
            case 1 -> {
                int from = random.nextInt(mutant.length - length);
                System.arraycopy(image, from, mutant, random.nextInt(mutant.length - length), length);
                yield mutant;
            }
            default -> mutant;
        };
    }

    private static long allocatedBytes() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
