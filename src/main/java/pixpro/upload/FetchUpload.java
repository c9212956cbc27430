package pixpro.upload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.SynchronizationAdapter;
import pixpro.http.Problem;
import pixpro.http.ProblemException;
import pixpro.image.ImageInspector;
import pixpro.image.ImageLimits;
import pixpro.image.SpooledFile;
import pixpro.image.UnfitImageException;
import pixpro.ingest.Rejection;
import pixpro.ingest.Upload;
import pixpro.ingest.UploadedFile;
import pixpro.storage.ObjectFacts;
import pixpro.storage.ObjectStorage;
import pixpro.storage.StoredPart;
import pixpro.upload.Batch.Awaited;

/**
 * The step that fetches what was put to object storage and finds out whether it is what was announced, and an image. The
 * image is made of what was fetched, not of what lies there: the URLs may still work, and whoever holds them could put
 * something else in its place after the check.
 */
public class FetchUpload implements Processor {

    private final ObjectStorage storage;
    private final Path spoolDir;
    private final ImageLimits limits;
    private final ImageInspector inspector;

    FetchUpload(ObjectStorage storage, Path spoolDir, ImageLimits limits) {
        this.storage = storage;
        this.spoolDir = spoolDir;
        this.limits = limits;
        this.inspector = new ImageInspector(limits);
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        Upload upload = fetch(exchange.getMessage().getBody(UploadInHand.class));
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                upload.close();
            }
        });
        exchange.getMessage().setBody(upload);
    }

    /**
     * @param upload that its sender completes
     * @return its file; the caller closes it
     * @throws ProblemException if it has not come, or is not what was announced, or no image
     * @throws IOException if object storage or the disk does not answer
     */
    Upload fetch(UploadInHand upload) throws IOException {
        Awaited file = upload.file();
        ObjectFacts facts = whole(upload);
        if (facts.bytes() != file.bytes()) {
            throw new ProblemException(new Problem(
                    "size-mismatch",
                    422,
                    "Not what was announced",
                    "What was uploaded has " + facts.bytes() + " bytes, and " + file.bytes() + " were announced."));
        }
        SpooledFile spooled = null;
        try (InputStream in = storage.get(upload.id().bytesKey())) {
            spooled = SpooledFile.spool(in, spoolDir, limits.maxBytes());
            if (file.sha256() != null && !file.sha256().equals(spooled.sha256())) {
                throw new ProblemException(new Problem(
                        "checksum-mismatch",
                        422,
                        "Not what was announced",
                        "The SHA-256 of what was uploaded is not the one that was announced. Please upload it again."));
            }
            UploadedFile fetched =
                    new UploadedFile(file.imageId(), file.filename(), spooled, inspector.inspect(spooled.path()));
            spooled = null;
            return new Upload(upload.batch().id(), upload.batch().fields(), List.of(fetched), List.of());
        } catch (UnfitImageException e) {
            throw new ProblemException(Rejection.reason(e));
        } finally {
            if (spooled != null) {
                spooled.close();
            }
        }
    }

    private ObjectFacts whole(UploadInHand upload) throws IOException {
        String key = upload.id().bytesKey();
        Optional<ObjectFacts> facts = storage.stat(key);
        if (facts.isEmpty() && upload.file().undertaking() != null) {
            join(key, upload);
            facts = storage.stat(key);
        }
        return facts.orElseThrow(() -> incomplete(Map.of()));
    }

    private void join(String key, UploadInHand upload) throws IOException {
        Awaited file = upload.file();
        List<StoredPart> come = storage.parts(key, file.undertaking());
        Map<Integer, Long> there =
                come.stream().collect(Collectors.toMap(StoredPart::number, StoredPart::bytes, (a, b) -> b));
        List<Integer> missing = Part.of(file.bytes(), upload.batch().partBytes()).stream()
                .filter(part -> !Long.valueOf(part.bytes()).equals(there.get(part.number())))
                .map(Part::number)
                .toList();
        if (!missing.isEmpty()) {
            throw incomplete(Map.of("missingParts", missing));
        }
        storage.joinParts(key, file.undertaking(), come);
    }

    private static ProblemException incomplete(Map<String, Object> more) {
        return new ProblemException(new Problem(
                "upload-incomplete",
                409,
                "Not all has come",
                "Not everything has been uploaded. GET this upload to see what is missing and where to put it.",
                more));
    }
}
