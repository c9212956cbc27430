package pixpro.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.mock.web.MockHttpServletRequest;
import pixpro.corpus.BadImage;
import pixpro.corpus.BadImages;
import pixpro.corpus.GoodImages;
import pixpro.http.Problem;
import pixpro.http.ProblemException;
import pixpro.image.ImageFormat;
import pixpro.image.ImageLimits;

class UploadReaderTest {

    private static final int MAX_FILES = 3;
    private static final ImageLimits LIMITS = new ImageLimits(2_000_000, 100_000_000);
    private static final byte[] JPEG = GoodImages.jpeg(64, 48);
    private static final byte[] PNG = GoodImages.png(64, 48);

    @TempDir
    Path spool;

    @AfterEach
    void nothingStaysInTheSpool() {
        assertThat(spool).isEmptyDirectory();
    }

    @Test
    void readsFilesAndFieldsInAnyOrder() throws Exception {
        MultipartBody body = new MultipartBody()
                .field("title", "Für Oma 猫")
                .file("a.jpg", JPEG)
                .file("b.png", PNG)
                .field("effect", "enhance")
                .field("params", "{}");

        try (Upload upload = read(body.request())) {
            assertThat(upload.fields()).containsEntry("effect", "enhance").containsEntry("title", "Für Oma 猫");
            assertThat(upload.rejections()).isEmpty();
            assertThat(upload.files()).extracting(UploadedFile::filename).containsExactly("a.jpg", "b.png");
            UploadedFile jpeg = upload.files().get(0);
            assertThat(jpeg.facts().format()).isEqualTo(ImageFormat.JPEG);
            assertThat(jpeg.facts().bytes()).isEqualTo(JPEG.length);
            assertThat(jpeg.spooled().sha256()).isEqualTo(DigestUtils.sha256Hex(JPEG));
            assertThat(jpeg.spooled().path()).hasBinaryContent(JPEG).hasParent(spool);
        }
    }

    @Test
    void recognisesByContentWhateverNameAndTypeSay() throws Exception {
        String lie = "Content-Disposition: form-data; name=\"file\"; filename=\"page.html\"\r\nContent-Type: text/html";

        try (Upload upload = read(new MultipartBody().part(lie, PNG).request())) {
            assertThat(upload.files().get(0).facts().format()).isEqualTo(ImageFormat.PNG);
        }
    }

    @Test
    void givesEachUploadAnIdOfItsOwn() throws Exception {
        String first = read(new MultipartBody().request()).batchId();
        String second = read(new MultipartBody().request()).batchId();

        assertThat(first).matches("[0-9a-f-]{36}").isNotEqualTo(second);
    }

    @ParameterizedTest
    @MethodSource("badFiles")
    void rejectsOneFileForItself(BadImage bad) throws Exception {
        MultipartBody body = new MultipartBody()
                .file("a.jpg", JPEG)
                .file("bad.jpg", bad.bytes())
                .file("b.png", PNG);

        try (Upload upload = read(body.request())) {
            assertThat(upload.files()).extracting(UploadedFile::filename).containsExactly("a.jpg", "b.png");
            assertThat(upload.rejections()).hasSize(1);
            Rejection rejection = upload.rejections().get(0);
            assertThat(rejection.filename()).isEqualTo("bad.jpg");
            assertThat(rejection.problem().name()).isEqualTo(bad.problem());
            assertThat(rejection.problem().status()).isBetween(413, 422);
            assertThat(rejection.problem().detail()).matches("\\p{Lu}.*[.?]").doesNotContain("Exception");
            assertThat(spool.toFile().list()).hasSize(2);
        }
    }

    static List<BadImage> badFiles() {
        return List.of(
                new BadImage("empty", BadImages.empty(), "empty-file"),
                new BadImage("text", BadImages.text(), "not-an-image"),
                new BadImage("cut", BadImages.truncatedPng(), "truncated-image"),
                new BadImage("50,000 x 50,000", BadImages.hugePng(), "too-many-pixels"),
                new BadImage("bomb", BadImages.pngBomb(), "corrupt-image"),
                new BadImage("too long", GoodImages.noisyPng(900, 900), "too-many-bytes"));
    }

    @ParameterizedTest
    @CsvSource({
        "C:\\\\Users\\\\ada\\\\cat.jpg, cat.jpg",
        "folder/cat.jpg, cat.jpg",
        "\u202Egpj.exe, gpj.exe",
        "'', image"
    })
    void makesFileNamesHarmless(String sent, String kept) throws Exception {
        try (Upload upload = read(new MultipartBody().file(sent, JPEG).request())) {
            assertThat(upload.files()).extracting(UploadedFile::filename).containsExactly(kept);
        }
    }

    @ParameterizedTest
    @CsvSource({"../../etc/passwd.jpg, passwd.jpg", "a\u0007b\u001b[31m.jpg, ab[31m.jpg", "../.., image"})
    void refusesAFileForItsHostileName(String sent, String shown) throws Exception {
        try (Upload upload = read(new MultipartBody().file(sent, JPEG).request())) {
            assertThat(upload.files()).isEmpty();
            assertThat(upload.rejections()).extracting(Rejection::filename).containsExactly(shown);
            assertThat(upload.rejections()).extracting(r -> r.problem().name()).containsExactly("hostile-filename");
        }
    }

    @Test
    void readsNoFileAsNone() throws Exception {
        try (Upload upload = read(new MultipartBody().field("effect", "enhance").request())) {
            assertThat(upload.files()).isEmpty();
            assertThat(upload.rejections()).isEmpty();
        }
    }

    @Test
    void refusesTooManyFiles() {
        MultipartBody body = new MultipartBody();
        for (int i = 0; i <= MAX_FILES; i++) {
            body.file(i + ".jpg", JPEG);
        }

        assertThat(refusal(body.request()))
                .extracting(Problem::name, Problem::status)
                .containsExactly("too-many-files", 413);
    }

    @Test
    void countsRejectedFilesToo() {
        MultipartBody body = new MultipartBody();
        for (int i = 0; i <= MAX_FILES; i++) {
            body.file(i + ".jpg", BadImages.text());
        }

        assertThat(refusal(body.request()).name()).isEqualTo("too-many-files");
    }

    @Test
    void refusesTooManyFields() {
        MultipartBody body = new MultipartBody().file("a.jpg", JPEG);
        for (int i = 0; i <= 50; i++) {
            body.field("f" + i, "x");
        }

        assertThat(refusal(body.request()).name()).isEqualTo("too-many-fields");
    }

    @Test
    void takesAFieldOf64KilobytesAndNotOneByteMore() throws Exception {
        String longest = "x".repeat(64 * 1024);
        try (Upload upload = read(new MultipartBody().field("params", longest).request())) {
            assertThat(upload.fields()).containsEntry("params", longest);
        }

        MultipartBody longer = new MultipartBody().file("a.jpg", JPEG).field("params", longest + "x");
        assertThat(refusal(longer.request()).detail()).contains("64 KB");
    }

    @Test
    void refusesAFileInAnotherField() {
        MultipartBody body = new MultipartBody().file("a.jpg", JPEG).file("image", "b.jpg", JPEG);

        assertThat(refusal(body.request()).detail()).contains("fields named file");
    }

    @Test
    void refusesWhatIsNoMultipart() {
        assertThat(refusal(MultipartBody.request("image/jpeg", JPEG)).status()).isEqualTo(415);
        assertThat(refusal(MultipartBody.request("application/json", new byte[0]))
                        .status())
                .isEqualTo(415);
        assertThat(refusal(new MockHttpServletRequest("POST", "/api/images")).name())
                .isEqualTo("not-multipart");
    }

    @Test
    void refusesAMissingBoundary() {
        byte[] content = "--a\r\n\r\n--a--\r\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(refusal(MultipartBody.request("multipart/form-data", content)))
                .extracting(Problem::name, Problem::status)
                .containsExactly("bad-request", 400);
    }

    @Test
    void findsNothingBehindAnotherBoundary() throws Exception {
        byte[] content = "--a\r\n\r\n--a--\r\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(read(MultipartBody.request("multipart/form-data; boundary=b", content))
                        .files())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2", "100", "500"})
    void refusesABodyThatIsCutOffInAFile(int bytes) {
        MultipartBody body = new MultipartBody().file("a.jpg", JPEG).file("b.jpg", JPEG);

        assertThat(refusal(body.requestCutBy(bytes)).status()).isEqualTo(400);
    }

    @Test
    void refusesABodyWithoutItsEnd() {
        assertThat(refusal(new MultipartBody().file("a.jpg", JPEG).requestCutBy(0))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void refusesMoreBytesThanAllFilesMayHave() {
        long tooMany = MAX_FILES * (LIMITS.maxBytes() + 64 * 1024) + 1;
        MockHttpServletRequest request = new MultipartBody().file("a.jpg", JPEG).request();
        HttpServletRequest claiming = new HttpServletRequestWrapper(request) {
            @Override
            public long getContentLengthLong() {
                return tooMany;
            }

            @Override
            public String getHeader(String name) {
                return "content-length".equalsIgnoreCase(name) ? String.valueOf(tooMany) : super.getHeader(name);
            }
        };

        assertThat(catchThrowableOfType(ProblemException.class, () -> read(claiming))
                        .problem()
                        .status())
                .isEqualTo(413);
    }

    @Test
    void leavesTheFailureOfALineThatBreaksToItsCaller() {
        MockHttpServletRequest request =
                new MultipartBody().file("a.jpg", JPEG).file("b.jpg", JPEG).request();
        byte[] content = request.getContentAsByteArray();
        HttpServletRequest broken = new HttpServletRequestWrapper(request) {
            @Override
            public ServletInputStream getInputStream() {
                return new BreakingStream(content, content.length - 300);
            }
        };

        assertThatThrownBy(() -> read(broken)).isInstanceOf(IOException.class).hasMessageContaining("connection reset");
    }

    private Upload read(HttpServletRequest request) throws IOException {
        return new UploadReader(spool, MAX_FILES, LIMITS).read(request);
    }

    private Problem refusal(MockHttpServletRequest request) {
        return catchThrowableOfType(ProblemException.class, () -> read(request)).problem();
    }

    /** A client that goes away. */
    private static final class BreakingStream extends ServletInputStream {

        private final byte[] content;
        private final int breaksAt;
        private int at;

        BreakingStream(byte[] content, int breaksAt) {
            this.content = content;
            this.breaksAt = breaksAt;
        }

        @Override
        public int read() throws IOException {
            if (at == breaksAt) {
                throw new IOException("connection reset");
            }
            return content[at++] & 0xFF;
        }

        @Override
        public boolean isFinished() {
            return false;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("only read at once");
        }
    }
}
