package pixpro.library;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EntryNameTest {

    @Test
    void endsAsItsBytesAreAndClimbsNowhere() {
        assertThat(EntryName.as("0001-cat.JPEG", "image/png")).isEqualTo("0001-cat.png");
        assertThat(EntryName.as("0001-cat", "image/jpeg")).isEqualTo("0001-cat.jpg");
        assertThat(EntryName.as("0001-../../etc/passwd", "image/x")).isEqualTo("0001-.._.._etc_passwd");
        assertThat(EntryName.as("0001-a\\b\n:c", "image/webp")).isEqualTo("0001-a_b_c.webp");
    }
}
