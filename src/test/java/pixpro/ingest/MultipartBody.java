package pixpro.ingest;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.springframework.mock.web.MockHttpServletRequest;

/** A multipart request, byte by byte as a client sends it, so that it may also be wrong. */
final class MultipartBody {

    private static final String BOUNDARY = "----PixProTest7MA4YWxk";

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    /** A picture where it belongs. */
    MultipartBody file(String filename, byte[] bytes) {
        return file("file", filename, bytes);
    }

    MultipartBody file(String field, String filename, byte[] bytes) {
        return part(
                "Content-Disposition: form-data; name=\"" + field + "\"; filename=\"" + filename + "\"\r\n"
                        + "Content-Type: application/octet-stream",
                bytes);
    }

    MultipartBody field(String name, String value) {
        return part("Content-Disposition: form-data; name=\"" + name + "\"", value.getBytes(StandardCharsets.UTF_8));
    }

    /** Any headers, any content. */
    MultipartBody part(String headers, byte[] content) {
        write("--" + BOUNDARY + "\r\n" + headers + "\r\n\r\n");
        body.writeBytes(content);
        write("\r\n");
        return this;
    }

    /** As a client that sends all of it. */
    MockHttpServletRequest request() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(body.toByteArray());
        whole.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.ISO_8859_1));
        return request("multipart/form-data; boundary=" + BOUNDARY, whole.toByteArray());
    }

    /** As a client whose line breaks so many bytes before the end of what it has sent so far. */
    MockHttpServletRequest requestCutBy(int bytes) {
        byte[] sent = body.toByteArray();
        return request("multipart/form-data; boundary=" + BOUNDARY, Arrays.copyOf(sent, sent.length - bytes));
    }

    static MockHttpServletRequest request(String contentType, byte[] content) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/api/images");
        request.setContentType(contentType);
        request.setContent(content);
        return request;
    }

    private void write(String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
