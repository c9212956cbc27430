package pixpro.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pixpro.corpus.BadImages;
import pixpro.corpus.GoodImages;
import pixpro.image.UnfitImageException.Reason;

class SpooledFileTest {

    private static final long LIMIT = 1024 * 1024;

    @TempDir
    Path directory;

    @Test
    void keepsBytesCountAndHash() throws Exception {
        byte[] bytes = GoodImages.noisyJpeg(400, 300);

        try (SpooledFile file = SpooledFile.spool(new ByteArrayInputStream(bytes), directory, LIMIT)) {
            assertThat(file.path()).hasBinaryContent(bytes);
            assertThat(file.bytes()).isEqualTo(bytes.length);
            assertThat(file.sha256()).isEqualTo(DigestUtils.sha256Hex(bytes));
            assertThat(file.format()).isEqualTo(ImageFormat.JPEG);
        }
    }

    @Test
    void deletesFileWhenClosedAndMindsNoSecondTime() throws Exception {
        SpooledFile file = SpooledFile.spool(stream(GoodImages.png(8, 8)), directory, LIMIT);

        file.close();
        file.close();

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void takesExactlyTheLimit() throws Exception {
        byte[] bytes = GoodImages.png(64, 64);

        try (SpooledFile file = SpooledFile.spool(stream(bytes), directory, bytes.length)) {
            assertThat(file.bytes()).isEqualTo(bytes.length);
        }
    }

    @Test
    void stopsSoonAfterTheLimitAndLeavesNothing() {
        CountingStream endless = new CountingStream(new SequenceInputStream(stream(GoodImages.png(64, 64)), zeros()));

        assertThat(refusal(endless, LIMIT).reason()).isEqualTo(Reason.TOO_MANY_BYTES);

        assertThat(endless.count).isLessThan(LIMIT + 128 * 1024);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void refusesForeignContentByItsFirstBytes() {
        CountingStream endlessText = new CountingStream(new SequenceInputStream(stream(BadImages.text()), spaces()));

        assertThat(refusal(endlessText, LIMIT).reason()).isEqualTo(Reason.NOT_AN_IMAGE);

        assertThat(endlessText.count).isLessThanOrEqualTo(ImageFormat.HEAD_BYTES);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void refusesNothing() {
        assertThat(refusal(stream(BadImages.empty()), LIMIT).reason()).isEqualTo(Reason.EMPTY);
    }

    @Test
    void leavesNothingWhenTheClientGoesAway() {
        InputStream broken = new SequenceInputStream(stream(GoodImages.noisyPng(100, 100)), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }
        });

        assertThatThrownBy(() -> SpooledFile.spool(broken, directory, LIMIT)).hasMessage("connection reset");

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void receivesWhatIsWrittenUpToTheLimit() throws Exception {
        byte[] bytes = GoodImages.png(64, 64);

        try (SpooledFile file = SpooledFile.receive(directory, bytes.length, out -> out.write(bytes))) {
            assertThat(file.path()).hasBinaryContent(bytes);
            assertThat(file.bytes()).isEqualTo(bytes.length);
            assertThat(file.sha256()).isEqualTo(DigestUtils.sha256Hex(bytes));
        }
    }

    @Test
    void receivesNothingBeyondTheLimitAndLeavesNothing() {
        UnfitImageException refusal = catchThrowableOfType(
                UnfitImageException.class, () -> SpooledFile.receive(directory, 99, out -> out.write(new byte[100])));

        assertThat(refusal.reason()).isEqualTo(Reason.TOO_MANY_BYTES);
        assertThat(directory).isEmptyDirectory();
    }

    private UnfitImageException refusal(InputStream in, long limit) {
        return catchThrowableOfType(UnfitImageException.class, () -> SpooledFile.spool(in, directory, limit));
    }

    private static InputStream stream(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    private static InputStream zeros() {
        return endless(0);
    }

    private static InputStream spaces() {
        return endless(' ');
    }

    private static InputStream endless(int value) {
        return new InputStream() {
            @Override
            public int read() {
                return value;
            }
        };
    }

    private static final class CountingStream extends FilterInputStream {
        private long count;

        private CountingStream(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = super.read(target, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
