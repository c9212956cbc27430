package pixpro.ingest;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.UUID;
import org.apache.commons.fileupload2.core.FileItemHeaders;
import org.apache.commons.fileupload2.jakarta.servlet6.JakartaServletFileUpload;
import pixpro.http.Problem;
import pixpro.http.ProblemException;
import pixpro.image.FileName;
import pixpro.image.ImageInspector;
import pixpro.image.ImageLimits;
import pixpro.image.SpooledFile;
import pixpro.image.UnfitImageException;
import pixpro.ingest.FormParts.BrokenFormException;
import pixpro.ingest.FormParts.TooLongFormException;

/**
 * Reads a {@code multipart/form-data} request (RFC 7578) as it arrives: each file goes to disk once, is measured on its
 * way, and is given up as soon as it passes a limit.
 */
public class UploadReader {

    /** The form's text fields are short; parameters are the longest. */
    private static final int MAX_FIELD_BYTES = 64 * 1024;

    private static final int MAX_PARTS_BESIDE_FILES = 50;

    /** Reads the headers of parts; the rest of it is not used. */
    private static final JakartaServletFileUpload<?, ?> HEADERS = headers();

    private static final Problem TOO_LONG =
            new Problem("too-many-bytes", 413, "Too much at once", "The request is larger than PixPro takes.");

    private static final Problem HOSTILE_NAME = new Problem(
            "hostile-filename",
            422,
            "Image not accepted",
            "The file name climbs out of its folder or holds control characters. Please rename the file.");

    private final Path spoolDir;
    private final int maxFiles;
    private final ImageLimits limits;
    private final ImageInspector inspector;

    public UploadReader(Path spoolDir, int maxFiles, ImageLimits limits) {
        this.spoolDir = spoolDir;
        this.maxFiles = maxFiles;
        this.limits = limits;
        this.inspector = new ImageInspector(limits);
    }

    /**
     * @param request its body has not been touched
     * @return what it holds; the caller closes it
     * @throws ProblemException if the request as a whole cannot be read
     * @throws IOException if the sender went away or the disk refuses
     */
    public Upload read(HttpServletRequest request) throws IOException {
        if (!JakartaServletFileUpload.isMultipartContent(request)) {
            throw new ProblemException(new Problem(
                    "not-multipart",
                    415,
                    "Not an upload",
                    "Send the images as multipart/form-data, in fields named file."));
        }
        Upload upload = new Upload(UUID.randomUUID().toString(), new HashMap<>(), new ArrayList<>(), new ArrayList<>());
        try {
            readParts(parts(request), upload);
            return upload;
        } catch (BrokenFormException e) {
            upload.close();
            throw new ProblemException(
                    Problem.badRequest("The multipart body cannot be read: it is cut off, or its boundary is missing."),
                    e);
        } catch (TooLongFormException e) {
            upload.close();
            throw new ProblemException(TOO_LONG, e);
        } catch (IOException | RuntimeException e) {
            upload.close();
            throw e;
        }
    }

    private static JakartaServletFileUpload<?, ?> headers() {
        JakartaServletFileUpload<?, ?> headers = new JakartaServletFileUpload<>();
        headers.setHeaderCharset(StandardCharsets.UTF_8);
        return headers;
    }

    private FormParts parts(HttpServletRequest request) throws IOException {
        byte[] boundary = HEADERS.getBoundary(request.getContentType());
        if (boundary == null) {
            throw new BrokenFormException("no boundary");
        }
        long mostBytes = maxFiles * (limits.maxBytes() + MAX_FIELD_BYTES);
        if (request.getContentLengthLong() > mostBytes) {
            throw new TooLongFormException();
        }
        return new FormParts(request.getInputStream(), boundary, mostBytes);
    }

    private void readParts(FormParts parts, Upload upload) throws IOException {
        int files = 0;
        int others = 0;
        for (String lines = parts.next(); lines != null; lines = parts.next()) {
            FileItemHeaders headers = HEADERS.getParsedHeaders(lines);
            String field = HEADERS.getFieldName(headers);
            String filename = HEADERS.getFileName(headers);
            if (field == null) {
                refuseBeyond(++others, MAX_PARTS_BESIDE_FILES, "fields");
            } else if (filename == null) {
                refuseBeyond(++others, MAX_PARTS_BESIDE_FILES, "fields");
                upload.fields().put(field, text(parts.body()));
            } else if ("file".equals(field)) {
                refuseBeyond(++files, maxFiles, "files");
                readFile(filename, parts.body(), upload);
            } else {
                throw new ProblemException(
                        Problem.badRequest("Images belong into fields named file; this request has one elsewhere."));
            }
        }
    }

    private void readFile(String name, InputStream in, Upload upload) throws IOException {
        String filename = FileName.harmless(name);
        if (FileName.isHostile(name)) {
            upload.rejections().add(new Rejection(filename, HOSTILE_NAME));
            return;
        }
        SpooledFile spooled = null;
        try {
            spooled = SpooledFile.spool(in, spoolDir, limits.maxBytes());
            String id = UUID.randomUUID().toString();
            upload.files().add(new UploadedFile(id, filename, spooled, inspector.inspect(spooled.path())));
            spooled = null;
        } catch (UnfitImageException e) {
            upload.rejections().add(new Rejection(filename, Rejection.reason(e)));
        } finally {
            if (spooled != null) {
                spooled.close();
            }
        }
    }

    private static String text(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MAX_FIELD_BYTES + 1);
        if (bytes.length > MAX_FIELD_BYTES) {
            throw new ProblemException(Problem.badRequest("A text field of the form is longer than 64 KB."));
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void refuseBeyond(int count, int most, String what) {
        if (count > most) {
            throw new ProblemException(new Problem(
                    "too-many-" + what,
                    413,
                    "Too much at once",
                    "A request may have at most " + most + " " + what + "."));
        }
    }
}
