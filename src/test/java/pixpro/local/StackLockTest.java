package pixpro.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackLockTest {

    @TempDir
    private Path root;

    @Test
    void letsNobodyElseRunInTheSameFolderAndSaysWhoDoes() throws IOException {
        StackFolders folders = new StackFolders(root, root);
        StackLock first = StackLock.take(folders);
        try {
            assertThatThrownBy(() -> StackLock.take(folders))
                    .isInstanceOf(LocalStackException.class)
                    .hasMessageContaining("already runs here as pid "
                            + ProcessHandle.current().pid());
        } finally {
            first.close();
        }
    }

    @Test
    void freesTheFolderWhenItCloses() throws IOException {
        StackFolders folders = new StackFolders(root, root);
        StackLock.take(folders).close();

        StackLock second = StackLock.take(folders);

        assertThat(second).isNotNull();
        second.close();
    }
}
