package pixpro.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every adapter of the storage port promises. An adapter's test extends it and says which storage to ask: the local
 * stack's, or whichever the environment names. MinIO, SeaweedFS (its gateway {@code weed s3}) or Garage, for example:
 *
 * <pre>
 * PIXPRO_STORAGE_ENDPOINT=http://localhost:9000 PIXPRO_STORAGE_REGION=us-east-1 PIXPRO_STORAGE_BUCKET=pixpro-contract \
 * PIXPRO_STORAGE_ACCESSKEY=… PIXPRO_STORAGE_SECRETKEY=… \
 * mvn verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dit.test='*ObjectStorageIT'
 * </pre>
 *
 * <p>The bucket is made if it is not there. Garage's region is {@code garage} by default, and a key of it needs the right to
 * make buckets. {@code PIXPRO_STORAGE_PUBLICENDPOINT} names another address for signed URLs.
 */
public abstract class ObjectStorageContract extends SignedUrlContract {

    private static final int THIRTY_MEGABYTES = 30 * 1024 * 1024;
    private static final int MANY = 16;

    /** @return the adapter under test, told of a server that is not there */
    protected abstract ObjectStorage awayStorage();

    @Test
    void givesBackWhatWasPut() throws Exception {
        storage().put(key, file(new byte[] {1, 2, 3, -1, 0}), "image/png");

        try (InputStream in = storage().get(key)) {
            assertThat(in).hasBinaryContent(new byte[] {1, 2, 3, -1, 0});
        }
        assertThat(storage().stat(key)).contains(new ObjectFacts(5, "image/png"));
    }

    @Test
    void replacesWhatTheKeyHeldBefore() throws Exception {
        storage().put(key, file("first".getBytes()), "image/png");
        storage().put(key, file("second, longer".getBytes()), "image/jpeg");

        try (InputStream in = storage().get(key)) {
            assertThat(in).hasContent("second, longer");
        }
        assertThat(storage().stat(key)).contains(new ObjectFacts(14, "image/jpeg"));
    }

    @Test
    void saysOfAMissingObjectThatItIsMissing() throws Exception {
        assertThat(storage().stat(key)).isEmpty();
        assertThatThrownBy(() -> storage().get(key)).isInstanceOf(NoSuchObjectException.class);
    }

    @Test
    void copiesAnObjectWithItsTypeSoThatEachLivesByItself() throws Exception {
        String copy = key.replace("original", "copy");
        storage().put(key, file("twice".getBytes()), "image/webp");

        storage().copy(key, copy);
        storage().delete(key);

        try (InputStream in = storage().get(copy)) {
            assertThat(in).hasContent("twice");
        }
        assertThat(storage().stat(copy)).contains(new ObjectFacts(5, "image/webp"));
        assertThatThrownBy(() -> storage().copy(key, copy)).isInstanceOf(NoSuchObjectException.class);
    }

    @Test
    void deletesAndDoesNotMindASecondTime() throws Exception {
        storage().put(key, file("x".getBytes()), "image/png");

        storage().delete(key);
        storage().delete(key);

        assertThat(storage().stat(key)).isEmpty();
    }

    @Test
    void listsAllUnderAPrefixPageByPageInTheOrderOfTheirKeys() throws Exception {
        String prefix = "contract/" + UUID.randomUUID() + "/";
        List<String> keys = new ArrayList<>();
        for (String name : List.of("a/original", "a/results/1", "a/steps/1/1", "b/original", "c")) {
            storage().put(prefix + name, file(name.getBytes()), "image/png");
            keys.add(prefix + name);
        }
        storage().put(key, file("not asked for".getBytes()), "image/png");

        List<StoredObject> listed = new ArrayList<>();
        List<StoredObject> page;
        do {
            page = storage()
                    .list(
                            prefix,
                            listed.isEmpty()
                                    ? ""
                                    : listed.get(listed.size() - 1).key(),
                            2);
            assertThat(page).hasSizeLessThanOrEqualTo(2);
            listed.addAll(page);
        } while (page.size() == 2);

        assertThat(listed).extracting(StoredObject::key).containsExactlyElementsOf(keys);
        assertThat(listed.get(0).bytes()).isEqualTo("a/original".length());
        assertThat(listed.get(0).storedAt()).isCloseTo(Instant.now(), within(5, ChronoUnit.MINUTES));
    }

    @Test
    void keepsThirtyMegabytesByteForByte() throws Exception {
        byte[] bytes = random(THIRTY_MEGABYTES);
        storage().put(key, file(bytes), "image/tiff");

        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        try (DigestInputStream in = new DigestInputStream(storage().get(key), sha256)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        assertThat(HexFormat.of().formatHex(sha256.digest()))
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    }

    @Test
    void keepsNothingAtAllAsAnObjectOfNoBytes() throws Exception {
        storage().put(key, file(new byte[0]), "image/png");

        assertThat(storage().stat(key)).contains(new ObjectFacts(0, "image/png"));
        try (InputStream in = storage().get(key)) {
            assertThat(in).isEmpty();
        }
    }

    @Test
    void takesAStreamThatDoesNotSayHowLongItIs() throws Exception {
        byte[] bytes = random(3_000_001);

        storage().put(key, new ByteArrayInputStream(bytes), "image/bmp");

        try (InputStream in = storage().get(key)) {
            assertThat(in).hasBinaryContent(bytes);
        }
        assertThat(storage().stat(key)).contains(new ObjectFacts(bytes.length, "image/bmp"));
    }

    @Test
    void givesARangeOfAnObject() throws Exception {
        storage().put(key, file("0123456789".getBytes()), "image/png");

        assertThat(storage().get(key, 0, 1)).hasContent("0");
        assertThat(storage().get(key, 3, 4)).hasContent("3456");
        assertThat(storage().get(key, 8, 100)).hasContent("89");
        assertThatThrownBy(() -> storage().get(key + "2", 0, 1)).isInstanceOf(NoSuchObjectException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"müßig/日本語/🎞", "a b+c%20d&e=f?g#h", "'quoted' (and) [more]!", "...", "~$@;:,"})
    void keepsAnObjectUnderAKeyOfAnyLetters(String name) throws Exception {
        String odd = key + "/" + name;
        storage().put(odd, file(name.getBytes(StandardCharsets.UTF_8)), "image/png");

        try (InputStream in = storage().get(odd)) {
            assertThat(in).hasContent(name);
        }
        assertThat(get(storage().signedGet(odd, FIVE_MINUTES)).body()).isEqualTo(name);
        assertThat(storage().list(key + "/", "", 10))
                .extracting(StoredObject::key)
                .containsExactly(odd);
        storage().copy(odd, odd + ".2");
        storage().delete(odd);
        assertThat(storage().stat(odd)).isEmpty();
        assertThat(storage().stat(odd + ".2")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "../x", "a/../../x", "./x", "a//x", "x/", "a\0x", "a\nx"})
    void refusesAKeyThatCouldMeanAnotherObject(String hostile) throws Exception {
        Path file = file("x".getBytes());

        assertThatThrownBy(() -> storage().put(hostile, file, "image/png"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> storage().get(hostile)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> storage().delete(hostile)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> storage().signedPut(hostile, FIVE_MINUTES))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepsApartWhatManyPutAtOnce() throws Exception {
        List<byte[]> contents = new ArrayList<>();
        List<Callable<Void>> puts = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            byte[] content = random(200_000 + i);
            contents.add(content);
            Path file = file(content);
            String own = key + "/" + i;
            puts.add(() -> {
                storage().put(own, file, "image/png");
                return null;
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(MANY);
        try {
            for (Future<Void> put : threads.invokeAll(puts)) {
                put.get();
            }
        } finally {
            threads.shutdownNow();
        }

        for (int i = 0; i < MANY; i++) {
            try (InputStream in = storage().get(key + "/" + i)) {
                assertThat(in).hasBinaryContent(contents.get(i));
            }
        }
    }

    @Test
    void saysOfAStorageThatIsAwayThatItIsAway() throws Exception {
        Path file = file("x".getBytes());
        ObjectStorage away = awayStorage();

        assertThatThrownBy(() -> away.put("key", file, "image/png")).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> away.get("key")).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> away.get("key", 0, 1)).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> away.stat("key")).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> away.copy("key", "other")).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> away.delete("key")).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> away.list("key", "", 1)).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> away.beginParts("key", "image/png")).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> away.parts("key", "1")).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> away.abandonParts("key", "1")).isInstanceOf(StorageException.class);
    }
}
