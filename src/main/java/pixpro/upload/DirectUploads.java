package pixpro.upload;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pixpro.http.Caller;
import pixpro.image.ImageLimits;
import pixpro.ingest.UploadAnswer;
import pixpro.ingest.UploadDesk;
import pixpro.storage.ObjectStorage;
import pixpro.storage.StoredPart;
import pixpro.upload.Batch.Awaited;
import pixpro.upload.UploadView.PartView;

/** Begins uploads straight to object storage, shows them, and keeps what was said of those that are completed. */
public class DirectUploads {

    private static final Logger LOG = LoggerFactory.getLogger(DirectUploads.class);

    /** What it really is, PixPro finds out by its bytes; until then it is nothing that a browser would show. */
    private static final String UNSEEN = "application/octet-stream";

    private final UploadsSettings settings;
    private final ImageLimits limits;
    private final ObjectStorage storage;
    private final UploadStore store;
    private final UploadDesk desk;
    private final ObjectMapper json;
    private final Clock clock;

    DirectUploads(
            UploadsSettings settings,
            ImageLimits limits,
            ObjectStorage storage,
            UploadStore store,
            UploadDesk desk,
            ObjectMapper json,
            Clock clock) {
        this.settings = settings;
        this.limits = limits;
        this.storage = storage;
        this.store = store;
        this.desk = desk;
        this.json = json;
        this.clock = clock;
    }

    /**
     * @param caller who will own the images
     * @param body of the request
     * @return where the files are to be put
     * @throws pixpro.http.ProblemException if it asks for what cannot be done
     * @throws IOException if object storage does not answer
     */
    public BegunUploads begin(Caller caller, Reader body) throws IOException {
        UploadRequest request = UploadRequest.read(json, body, settings.maxFiles(), limits);
        desk.check(request.fields());
        String batchId = UUID.randomUUID().toString();
        Instant now = clock.instant();
        List<Awaited> files = new ArrayList<>();
        for (UploadRequest.Announced file : request.files()) {
            UploadId id = UploadId.of(caller, batchId, files.size());
            String undertaking = isWhole(file.bytes()) ? null : storage.beginParts(id.bytesKey(), UNSEEN);
            files.add(new Awaited(
                    files.size(),
                    UUID.randomUUID().toString(),
                    file.filename(),
                    file.bytes(),
                    file.sha256(),
                    undertaking));
        }
        Batch batch = new Batch(batchId, now, settings.partSize().toBytes(), request.fields(), files);
        store.keep(caller, batch);
        LOG.info("uploads_begun batch={} files={}", batchId, files.size());
        List<UploadView> views = new ArrayList<>();
        for (Awaited file : files) {
            UploadId id = UploadId.of(caller, batchId, file.number());
            views.add(waiting(new UploadInHand(id, batch, file), List.of()));
        }
        return new BegunUploads(batchId, now.plus(settings.ttl()), views);
    }

    /**
     * @param caller who asks
     * @param id of the upload
     * @return the upload
     * @throws pixpro.http.ProblemException 404 if the caller has none of this id
     * @throws IOException if object storage does not answer
     */
    public UploadInHand take(Caller caller, String id) throws IOException {
        UploadId upload = UploadId.of(caller, id);
        Batch batch = store.batch(upload).orElseThrow(UploadId::unknown);
        return new UploadInHand(upload, batch, batch.file(upload.number()).orElseThrow(UploadId::unknown));
    }

    /**
     * @param upload that its sender asks about, perhaps from another device
     * @return what has come of it, and new URLs for the rest
     * @throws IOException if object storage does not answer
     */
    public UploadView show(UploadInHand upload) throws IOException {
        UploadId id = upload.id();
        Awaited file = upload.file();
        if (store.answer(id).isPresent()) {
            return new UploadView(id.text(), file.filename(), file.bytes(), UploadView.COMPLETED, null, null, null);
        }
        if (storage.stat(id.bytesKey()).isPresent()) {
            return new UploadView(id.text(), file.filename(), file.bytes(), UploadView.UPLOADED, null, null, null);
        }
        return waiting(
                upload, file.undertaking() == null ? List.of() : storage.parts(id.bytesKey(), file.undertaking()));
    }

    /**
     * @param upload that its sender completes
     * @return what was said when that happened before; null if it did not
     * @throws IOException if object storage does not answer
     */
    public UploadAnswer answered(UploadInHand upload) throws IOException {
        return store.answer(upload.id()).orElse(null);
    }

    /**
     * What was said is said again whenever it is asked for; the bytes lie in the image now.
     *
     * @param upload that is queued
     * @param answer what its sender is told
     * @return the answer
     */
    public UploadAnswer keep(UploadInHand upload, UploadAnswer answer) {
        try {
            store.keepAnswer(upload.id(), answer);
            storage.delete(upload.id().bytesKey());
        } catch (IOException e) {
            // it is queued: completing it once more queues the same, and the sweep removes what is left
            LOG.warn("upload_left upload={} cause={}", upload.id().text(), e.getMessage());
        }
        return answer;
    }

    private boolean isWhole(long bytes) {
        return bytes <= settings.partSize().toBytes();
    }

    private UploadView waiting(UploadInHand upload, List<StoredPart> come) throws IOException {
        UploadId id = upload.id();
        Awaited file = upload.file();
        Instant until = clock.instant().plus(settings.urlValidity());
        if (file.undertaking() == null) {
            var url = storage.signedPut(id.bytesKey(), settings.urlValidity());
            return new UploadView(id.text(), file.filename(), file.bytes(), UploadView.WAITING, url, null, until);
        }
        Map<Integer, Long> there = new HashMap<>();
        come.forEach(part -> there.put(part.number(), part.bytes()));
        List<PartView> parts = new ArrayList<>();
        for (Part part : Part.of(file.bytes(), upload.batch().partBytes())) {
            boolean done = Long.valueOf(part.bytes()).equals(there.get(part.number()));
            var url = done
                    ? null
                    : storage.signedPart(id.bytesKey(), file.undertaking(), part.number(), settings.urlValidity());
            parts.add(new PartView(part.number(), part.from(), part.bytes(), done, url));
        }
        return new UploadView(id.text(), file.filename(), file.bytes(), UploadView.WAITING, null, parts, until);
    }
}
