package pixpro.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pixpro.ingest.FormParts.BrokenFormException;
import pixpro.ingest.FormParts.TooLongFormException;

class FormPartsTest {

    private static final byte[] BOUNDARY = "b--b".getBytes(StandardCharsets.US_ASCII);

    @Test
    void givesEveryPartByteForByteHoweverItArrives() throws Exception {
        Random random = new Random(1);
        for (int round = 0; round < 300; round++) {
            List<byte[]> parts = new ArrayList<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                parts.add(almostBoundaries(random));
            }

            List<byte[]> read = read(new Dripping(body(parts), random), random);

            assertThat(read).as("round %d", round).hasSize(parts.size());
            for (int i = 0; i < parts.size(); i++) {
                assertThat(read.get(i)).as("round %d part %d", round, i).isEqualTo(parts.get(i));
            }
        }
    }

    @Test
    void passesOverWhatNobodyReads() throws Exception {
        byte[] large = new byte[300_000];
        FormParts parts = of(body(List.of(large, "second".getBytes(StandardCharsets.US_ASCII))));

        parts.next();
        parts.body().readNBytes(10);
        parts.next();

        assertThat(parts.body()).hasContent("second");
        assertThat(parts.next()).isNull();
        assertThat(parts.next()).isNull();
    }

    @Test
    void readsHeadersWithAndWithoutLines() throws Exception {
        FormParts parts = of("preamble\r\n--b--b \t\r\nA: 1\r\nB: 2\r\n\r\nx\r\n--b--b\r\n\r\ny\r\n--b--b--rest"
                .getBytes(StandardCharsets.US_ASCII));

        assertThat(parts.next()).isEqualTo("A: 1\r\nB: 2\r\n\r\n");
        assertThat(parts.body()).hasContent("x");
        assertThat(parts.next()).isEqualTo("\r\n");
        assertThat(parts.body()).hasContent("y");
        assertThat(parts.next()).isNull();
    }

    @Test
    void hasNoPartsWhereNoBoundaryIs() throws Exception {
        assertThat(of("nothing of the kind".getBytes(StandardCharsets.US_ASCII)).next())
                .isNull();
        assertThat(of(new byte[0]).next()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--b--b\r\n\r\nx", "--b--b\r\n\r\nx\r\n--b--", "--b--b\r\nA: 1", "--b--bx\r\n\r\n", "--b--b-"})
    void saysOfABrokenBodyThatItIsBroken(String body) {
        FormParts parts = of(body.getBytes(StandardCharsets.US_ASCII));

        assertThatThrownBy(() -> {
                    parts.next();
                    parts.body().readAllBytes();
                })
                .isInstanceOf(BrokenFormException.class);
    }

    @Test
    void refusesAHeaderWithoutEndAndABodyThatIsTooLong() {
        byte[] endless = ("--b--b\r\nA: " + "x".repeat(9000) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> of(endless).next()).isInstanceOf(BrokenFormException.class);

        FormParts parts = new FormParts(new ByteArrayInputStream(body(List.of(new byte[1000]))), BOUNDARY, 999);
        assertThatThrownBy(parts::next).isInstanceOf(TooLongFormException.class);
    }

    private static FormParts of(byte[] body) {
        return new FormParts(new ByteArrayInputStream(body), BOUNDARY, Long.MAX_VALUE);
    }

    private static List<byte[]> read(InputStream in, Random random) throws IOException {
        FormParts parts = new FormParts(in, BOUNDARY, Long.MAX_VALUE);
        List<byte[]> read = new ArrayList<>();
        while (parts.next() != null) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes(parts.body().readNBytes(random.nextInt(50)));
            if (random.nextBoolean()) {
                parts.body().transferTo(bytes);
            } else {
                bytes.writeBytes(parts.body().readAllBytes());
            }
            read.add(bytes.toByteArray());
        }
        return read;
    }

    private static byte[] body(List<byte[]> parts) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            body.writeBytes("--b--b\r\nA: 1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            body.writeBytes(part);
            body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        body.writeBytes("--b--b--\r\n".getBytes(StandardCharsets.US_ASCII));
        return body.toByteArray();
    }

    /** Of the letters of a boundary, but none. */
    private static byte[] almostBoundaries(Random random) {
        byte[] letters = "\r\n-bx".getBytes(StandardCharsets.US_ASCII);
        byte[] part = new byte[random.nextInt(random.nextInt(10) == 0 ? 200_000 : 100)];
        for (int i = 0; i < part.length; i++) {
            part[i] = letters[random.nextInt(letters.length)];
        }
        String text = new String(part, StandardCharsets.US_ASCII).replace("\r\n--b--b", "\r\n--b--x");
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** A few bytes at a time. */
    private static final class Dripping extends InputStream {

        private final InputStream in;
        private final Random random;

        Dripping(byte[] bytes, Random random) {
            in = new ByteArrayInputStream(bytes);
            this.random = random;
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return in.read(target, offset, Math.min(length, 1 + random.nextInt(random.nextBoolean() ? 3 : 100_000)));
        }
    }
}
