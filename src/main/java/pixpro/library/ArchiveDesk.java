package pixpro.library;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import org.springframework.stereotype.Component;
import pixpro.http.Caller;
import pixpro.http.JsonBody;
import pixpro.http.Problem;
import pixpro.http.ProblemException;
import pixpro.mongodb.Answering;
import pixpro.mongodb.Collections;
import pixpro.storage.ObjectStorage;

/** Hands out many images as one ZIP file. Whose they are is checked before its first byte goes out. */
@Component("archiveDesk")
public class ArchiveDesk {

    private static final int MOST = 1000;
    private static final int LONGEST = 131_072;
    private static final int PAGE = 100;
    private static final String CONTENT = "content";
    private static final String RESULTS = "results";
    private static final Set<String> CONTENTS = Set.of("originals", RESULTS);

    private final MongoDatabase database;
    private final LibraryQueries queries;
    private final ProjectQueries projects;
    private final ObjectStorage storage;
    private final ObjectMapper json;

    ArchiveDesk(
            MongoDatabase database,
            LibraryQueries queries,
            ProjectQueries projects,
            ObjectStorage storage,
            ObjectMapper json) {
        this.database = database;
        this.queries = queries;
        this.projects = projects;
        this.storage = storage;
        this.json = json;
    }

    /**
     * @param caller whose images
     * @param body which, as it comes
     * @return them, in the order of their arrival
     * @throws ProblemException 400 if the body does not fit the contract, 404 if one of them is not the caller's or in the
     *     trash, 503 if MongoDB does not answer
     */
    public Archive ofImages(Caller caller, Object body) {
        JsonNode request = JsonBody.read(json, body, LONGEST, Set.of("ids", CONTENT));
        List<String> ids = BulkDesk.ids(request.path("ids"), MOST);
        boolean results = results(
                request.path(CONTENT).isMissingNode()
                        ? null
                        : request.path(CONTENT).asText());
        JsonBody.require(ids.stream().allMatch(Ids::isOne), "ids must be a list of image ids.");
        Document wanted = new Document("_id", new Document("$in", ids))
                .append("owner", caller.id())
                .append("shown.trashed", false);
        long found = Answering.orUnavailable(
                "The library", () -> database.getCollection(Collections.IMAGES).countDocuments(wanted));
        if (found < ids.size()) {
            throw new ProblemException(Problem.notFound("You have no such image, or it is in the trash."));
        }
        return archive("pixpro-images", wanted, results);
    }

    /**
     * @param caller whose project
     * @param id project id
     * @param content {@code originals} or {@code results}; null for originals
     * @return its images, in the order of their arrival
     * @throws ProblemException 400 if the content is none, 404 if the caller has no such project, 503 if MongoDB does not
     *     answer
     */
    public Archive ofProject(Caller caller, String id, String content) {
        boolean results = results(content);
        Document project = Answering.orUnavailable("The list of projects", () -> projects.find(caller, id));
        Document inside = new Document("owner", caller.id())
                .append("shown.trashed", false)
                .append("shown." + ImageChange.PROJECT, project.getString("_id"));
        return archive("pixpro-project", inside, results);
    }

    private Archive archive(String name, Document wanted, boolean results) {
        return new Archive(
                name + "-" + UUID.randomUUID().toString().substring(0, 8) + ".zip",
                new ZipStream(storage, new Items(wanted, results)));
    }

    private static boolean results(String content) {
        JsonBody.require(
                content == null || content.isEmpty() || CONTENTS.contains(content),
                "content must be originals or results.");
        return RESULTS.equals(content);
    }

    /** Page after page, so that a project of any size needs no more memory than one. */
    private final class Items implements Iterator<ZipStream.Item> {

        private final Document wanted;
        private final boolean results;
        private Iterator<ZipStream.Item> page = List.<ZipStream.Item>of().iterator();
        private Cursor last;
        private boolean ended;
        private int number;

        Items(Document wanted, boolean results) {
            this.wanted = wanted;
            this.results = results;
        }

        @Override
        public boolean hasNext() {
            while (!page.hasNext() && !ended) {
                read();
            }
            return page.hasNext();
        }

        @Override
        public ZipStream.Item next() {
            hasNext();
            return page.next();
        }

        private void read() {
            Document rest = last == null ? wanted : SortOrder.OLDEST.after(wanted, last);
            List<Document> found = database.getCollection(Collections.IMAGES)
                    .find(rest)
                    .sort(SortOrder.OLDEST.sort())
                    .limit(PAGE)
                    .into(new ArrayList<>());
            Map<String, List<Document>> jobs = results ? queries.jobsOf(found) : Map.of();
            page = found.stream()
                    .map(image -> item(image, jobs.getOrDefault(image.getString("_id"), List.of())))
                    .toList()
                    .iterator();
            ended = found.size() < PAGE;
            last = ended ? null : SortOrder.OLDEST.cursorAt(found.get(PAGE - 1));
        }

        /** Numbered, because names may come twice. The newest result that is a picture; without one, the original. */
        private ZipStream.Item item(Document image, List<Document> jobs) {
            number++;
            String name = "%04d-%s".formatted(number, image.getString("filename"));
            return jobs.stream()
                    .map(job -> job.get("result", Document.class))
                    .filter(result -> result != null && result.getString("objectKey") != null)
                    .findFirst()
                    .map(result -> new ZipStream.Item(
                            EntryName.as(name, result.getString("mediaType")), result.getString("objectKey")))
                    .orElseGet(() -> new ZipStream.Item(
                            EntryName.as(name, image.getString("mediaType")), image.getString("objectKey")));
        }
    }
}
