package pixpro.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import pixpro.storage.InMemoryObjectStorage;

class ZipStreamTest {

    private static final int MEGABYTE = 1_048_576;

    private final InMemoryObjectStorage storage = new InMemoryObjectStorage();

    @Test
    void holdsEveryObjectByteForByte() throws IOException {
        byte[] large = new byte[300_000];
        IntStream.range(0, large.length).forEach(i -> large[i] = (byte) (i * 31));
        storage.put("a", large, "image/png");
        storage.put("b", new byte[0], "image/png");
        storage.put("c", new byte[] {1}, "image/png");

        Map<String, byte[]> read = read(zip(List.of("a", "gone", "b", "c")).readAllBytes());

        assertThat(read.keySet()).containsExactly("a.png", "b.png", "c.png");
        assertThat(read.get("a.png")).isEqualTo(large);
        assertThat(read.get("b.png")).isEmpty();
        assertThat(read.get("c.png")).containsExactly(1);
    }

    @Test
    void isAnEmptyZipFileOfNothing() throws IOException {
        assertThat(zip(List.of()).readAllBytes()).startsWith('P', 'K', 5, 6);
    }

    /** A gigabyte of pictures, while one is 64 MB. */
    @Test
    void needsNoMoreMemoryThanAPiece() throws IOException {
        storage.put("a", new byte[64 * MEGABYTE], "image/png");
        long read = 0;
        byte[] buffer = new byte[100_000];
        Iterator<ZipStream.Item> items = IntStream.range(0, 16)
                .mapToObj(i -> new ZipStream.Item(i + ".png", "a"))
                .iterator();
        try (InputStream zip = new ZipStream(storage, items)) {
            for (int length = 0; length >= 0; length = zip.read(buffer)) {
                read += length;
            }
        }
        assertThat(read).isGreaterThan(1000L * MEGABYTE);
    }

    @Test
    void breaksOffInsteadOfLackingWhatCouldNotBeRead() {
        storage.put("a", new byte[10], "image/png");
        InputStream zip = zip(List.of("a", "a2"));
        storage.failNext(1);
        assertThatThrownBy(zip::readAllBytes).isInstanceOf(IOException.class);
    }

    private InputStream zip(List<String> keys) {
        return new ZipStream(
                storage,
                keys.stream().map(key -> new ZipStream.Item(key + ".png", key)).iterator());
    }

    private static Map<String, byte[]> read(byte[] bytes) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                ByteArrayOutputStream content = new ByteArrayOutputStream();
                zip.transferTo(content);
                files.put(entry.getName(), content.toByteArray());
            }
        }
        return files;
    }
}
