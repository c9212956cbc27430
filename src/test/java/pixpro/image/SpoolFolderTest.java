package pixpro.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolFolderTest {

    @TempDir
    Path parent;

    @Test
    void removesWhatAKilledProcessLeftBehind() throws Exception {
        Path left = Files.createDirectory(parent.resolve("dead"));
        Files.writeString(left.resolve("upload"), "half a picture");
        Files.createFile(parent.resolve("dead.lock"));

        try (SpoolFolder folder = SpoolFolder.open(parent)) {
            assertThat(left).doesNotExist();
            assertThat(parent.resolve("dead.lock")).doesNotExist();
            assertThat(folder.path()).isEmptyDirectory();
        }
    }

    @Test
    void leavesAloneWhatSomebodyHolds() throws Exception {
        try (SpoolFolder living = SpoolFolder.open(parent)) {
            Path upload = Files.writeString(living.path().resolve("upload"), "a picture");

            try (SpoolFolder other = SpoolFolder.open(parent)) {
                assertThat(other.path()).isNotEqualTo(living.path());
                assertThat(upload).hasContent("a picture");
            }
            assertThat(upload).hasContent("a picture");
        }
    }

    @Test
    void leavesAloneWhatAnotherProcessHoldsTwoOf() throws Exception {
        try (SpoolFolder first = SpoolFolder.open(parent);
                SpoolFolder second = SpoolFolder.open(parent)) {
            Path upload = Files.writeString(first.path().resolve("upload"), "a picture");
            Path result = Files.writeString(second.path().resolve("result"), "another");

            Process other = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Other.class.getName(),
                            parent.toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(other.waitFor()).as(said).isZero();
            assertThat(upload).hasContent("a picture");
            assertThat(result).hasContent("another");
        }
    }

    /** A process that opens a folder beside. */
    static final class Other {

        private Other() {}

        public static void main(String[] args) throws Exception {
            SpoolFolder.open(Path.of(args[0])).close();
        }
    }

    @Test
    void leavesAloneWhatItDidNotMake() throws Exception {
        Path stranger = Files.writeString(parent.resolve("notes.txt"), "mine");
        Path folder = Files.createDirectory(parent.resolve("photos"));

        SpoolFolder.open(parent).close();

        assertThat(stranger).hasContent("mine");
        assertThat(folder).isDirectory();
        assertThat(parent.toFile().list()).containsExactlyInAnyOrder("notes.txt", "photos");
    }
}
