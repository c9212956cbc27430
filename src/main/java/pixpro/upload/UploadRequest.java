package pixpro.upload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pixpro.http.Problem;
import pixpro.http.ProblemException;
import pixpro.image.FileName;
import pixpro.image.ImageLimits;

/**
 * Which files a client wants to upload, and what is to be done with them.
 *
 * @param fields as of the form of {@code POST /api/images}
 * @param files at least one
 */
record UploadRequest(Map<String, String> fields, List<Announced> files) {

    private static final int LONGEST = 1024 * 1024;
    private static final Set<String> TEXTS = Set.of("effect", "title", "category", "projectId");
    private static final Set<String> FILE_FIELDS = Set.of("filename", "bytes", "sha256");

    /**
     * A file as it is announced.
     *
     * @param filename made harmless
     * @param bytes its length
     * @param sha256 lower case, or null
     */
    record Announced(String filename, long bytes, String sha256) {}

    /**
     * @param json reads it
     * @param body of the request, as it comes
     * @param mostFiles of a batch
     * @param limits of a file
     * @throws ProblemException if it does not fit the contract
     */
    static UploadRequest read(ObjectMapper json, Reader body, int mostFiles, ImageLimits limits) {
        JsonNode request = tree(json, body);
        require(request != null && request.isObject(), "The body must be a JSON object.");
        Map<String, String> fields = new HashMap<>();
        for (Iterator<String> names = request.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            JsonNode value = request.get(name);
            if (TEXTS.contains(name)) {
                require(value.isTextual(), name + " must be a text.");
                fields.put(name, value.textValue());
            } else if ("params".equals(name)) {
                require(value.isObject(), "params must be a JSON object.");
                fields.put(name, value.toString());
            } else if ("reuse".equals(name)) {
                require(value.isBoolean(), "reuse must be true or false.");
                fields.put(name, value.asText());
            } else {
                require("files".equals(name), "The body has a field that this call does not know.");
            }
        }
        JsonNode files = request.path("files");
        require(files.isArray() && !files.isEmpty(), "files must be a list with at least one file.");
        if (files.size() > mostFiles) {
            throw new ProblemException(new Problem(
                    "too-many-files", 413, "Too much at once", "A batch may have at most " + mostFiles + " files."));
        }
        List<Announced> announced = new ArrayList<>();
        files.forEach(file -> announced.add(file(file, limits)));
        return new UploadRequest(fields, announced);
    }

    private static Announced file(JsonNode file, ImageLimits limits) {
        require(file.isObject(), "Each file is an object with filename and bytes.");
        for (Iterator<String> names = file.fieldNames(); names.hasNext(); ) {
            require(FILE_FIELDS.contains(names.next()), "A file has a field other than filename, bytes and sha256.");
        }
        JsonNode filename = file.path("filename");
        require(filename.isTextual() && !FileName.isHostile(filename.textValue()), "A file has no fit filename.");
        JsonNode bytes = file.path("bytes");
        require(bytes.isIntegralNumber() && bytes.canConvertToLong() && bytes.asLong() > 0, "A file has no bytes.");
        if (bytes.asLong() > limits.maxBytes()) {
            throw new ProblemException(new Problem(
                    "too-many-bytes",
                    413,
                    "Image not accepted",
                    "“" + FileName.harmless(filename.textValue()) + "” is larger than the " + limits.maxBytes()
                            + " bytes allowed."));
        }
        JsonNode sha256 = file.path("sha256");
        require(
                sha256.isMissingNode()
                        || sha256.isTextual() && sha256.textValue().matches("[0-9a-f]{64}"),
                "sha256 must be 64 lower-case hexadecimal digits.");
        return new Announced(FileName.harmless(filename.textValue()), bytes.asLong(), sha256.textValue());
    }

    private static JsonNode tree(ObjectMapper json, Reader body) {
        try {
            StringBuilder text = new StringBuilder();
            char[] piece = new char[8192];
            for (int read = body.read(piece); read >= 0; read = body.read(piece)) {
                text.append(piece, 0, read);
                require(text.length() <= LONGEST, "The body is too long.");
            }
            return json.readTree(text.toString());
        } catch (IOException e) {
            throw new ProblemException(Problem.badRequest("The body must be a JSON object."), e);
        }
    }

    private static void require(boolean holds, String detail) {
        if (!holds) {
            throw new ProblemException(Problem.badRequest(detail));
        }
    }
}
