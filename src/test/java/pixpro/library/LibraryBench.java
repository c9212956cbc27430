package pixpro.library;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import pixpro.cache.BenchCache;
import pixpro.http.Caller;
import pixpro.local.SharedLocalStack;
import pixpro.mongodb.IndexBuilder;
import pixpro.project.LibraryLoader;

/**
 * The library's queries at many images against the same at few, each owner with as many. Not one of the tests that always
 * run: see {@code bench/library/README.md}.
 */
class LibraryBench {

    private static final int PER_OWNER = 1000;
    private static final int LIMIT = 20;
    private static final int PAGES = 50;
    private static final String EXPLAIN = "explain";

    private final int small = Integer.getInteger("bench.small", 10_000);
    private final int large = Integer.getInteger("bench.large", 1_000_000);
    private final int rounds = Integer.getInteger("bench.rounds", 200);
    private final double most = Double.parseDouble(System.getProperty("bench.ratio", "1.5"));
    private final ObjectMapper json = new ObjectMapper().registerModule(new JavaTimeModule());
    private final List<BsonDocument> asked = new ArrayList<>();
    private final StringBuilder report = new StringBuilder();

    @Test
    void manyImagesCostNoMoreThanFew() throws Exception {
        try (MongoClient client = client();
                BenchCache cache = new BenchCache(property("pixpro.redis.host"), property("pixpro.redis.port"))) {
            Side few = new Side(client, small);
            Side many = new Side(client, large);
            line(
                    "| query | plan at %,d | examined | %,d: median ms | %,d: median ms | ratio | p95 ratio |",
                    large, small, large);
            line("|---|---|---|---|---|---|---|");
            Map<String, Double> ratios = new LinkedHashMap<>();
            for (Map.Entry<String, Map<String, String>> query : queries().entrySet()) {
                Document plan = many.explain(query.getValue());
                measure(
                        query.getKey(),
                        plan,
                        few.asking(query.getValue(), null),
                        many.asking(query.getValue(), null),
                        ratios);
                measure(
                        query.getKey() + ", cached",
                        new Document(),
                        few.asking(query.getValue(), cache.of(few.database)),
                        many.asking(query.getValue(), cache.of(many.database)),
                        ratios);
            }
            Files.writeString(Path.of("target", "bench-library.md"), report);
            assertThat(ratios)
                    .allSatisfy((query, ratio) -> assertThat(ratio).as(query).isLessThanOrEqualTo(most));
        }
    }

    private static Map<String, Map<String, String>> queries() {
        Map<String, Map<String, String>> queries = new LinkedHashMap<>();
        queries.put("first page", Map.of());
        queries.put("oldest first", Map.of("sort", "oldest"));
        queries.put("by title", Map.of("sort", "title"));
        queries.put("status", Map.of("status", "failed"));
        queries.put("effect", Map.of("effect", "cartoon"));
        queries.put("project", Map.of("projectId", "project-3"));
        queries.put("category", Map.of("category", "garden"));
        queries.put("tag", Map.of("tag", "dog"));
        queries.put(
                "tag, category and time", Map.of("tag", "dog", "category", "garden", "from", "2026-01-01T00:01:00Z"));
        queries.put("one word", Map.of("q", "boat"));
        queries.put("two words", Map.of("q", "boat tree"));
        queries.put("beginning of a word", Map.of("q", "bri*"));
        queries.put("page 50", Map.of("page", Integer.toString(PAGES)));
        return queries;
    }

    /** In turns, so that whatever else the machine does hits both. */
    private void measure(String name, Document plan, Asking few, Asking many, Map<String, Double> ratios)
            throws Exception {
        double[] fews = new double[rounds];
        double[] manys = new double[rounds];
        Random random = new Random(7);
        for (int i = -rounds / 5; i < rounds; i++) {
            double one = few.ask(random);
            double other = many.ask(random);
            if (i >= 0) {
                fews[i] = one;
                manys[i] = other;
            }
        }
        Arrays.sort(fews);
        Arrays.sort(manys);
        double ratio = manys[rounds / 2] / fews[rounds / 2];
        ratios.put(name, ratio);
        line(
                "| %s | %s | %s | %.2f | %.2f | %.2f | %.2f |",
                name,
                plan.getOrDefault("plan", ""),
                plan.getOrDefault("examined", ""),
                fews[rounds / 2],
                manys[rounds / 2],
                ratio,
                manys[rounds * 95 / 100] / fews[rounds * 95 / 100]);
    }

    private void line(String format, Object... values) {
        report.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private MongoClient client() {
        return MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(property("pixpro.mongodb.uri")))
                .addCommandListener(new CommandListener() {
                    @Override
                    public void commandStarted(CommandStartedEvent event) {
                        if (event.getCommandName().equals("find")) {
                            asked.add(event.getCommand().clone());
                        }
                    }
                })
                .build());
    }

    private static String property(String name) {
        String given = System.getProperty(name);
        return given == null ? SharedLocalStack.properties().get(name) : given;
    }

    /** Asks once. */
    private interface Asking {

        /** @return how long it took, in milliseconds */
        double ask(Random random) throws Exception;
    }

    private final class Side {

        private final MongoDatabase database;
        private final TestLibrary library;
        private final int owners;
        private final Map<Integer, String> cursors = new HashMap<>();

        Side(MongoClient client, int images) {
            database = client.getDatabase("bench-library-" + images);
            owners = Math.max(1, images / PER_OWNER);
            IndexBuilder.build(database);
            new LibraryLoader(database).load(images, owners);
            library = new TestLibrary(database);
        }

        Asking asking(Map<String, String> query, BenchCache.Cached cache) {
            return random -> {
                // few owners, so that those of the many are asked as often
                int owner = random.nextInt(Math.min(10, owners)) * (owners / Math.min(10, owners));
                Map<String, String> all = parameters(query, owner);
                long begin = System.nanoTime();
                if (cache == null) {
                    answer(owner, all);
                } else {
                    cache.answer(LibraryLoader.owner(owner), all.toString(), () -> answer(owner, all));
                }
                return (System.nanoTime() - begin) / 1e6;
            };
        }

        private String answer(int owner, Map<String, String> parameters) throws IOException {
            return json.writeValueAsString(library.queries.list(caller(owner), parameters));
        }

        private Map<String, String> parameters(Map<String, String> query, int owner) {
            Map<String, String> all = new HashMap<>(query);
            all.put("limit", Integer.toString(LIMIT));
            if (all.remove("page") != null) {
                all.put("cursor", cursors.computeIfAbsent(owner, this::cursor));
            }
            return all;
        }

        /** Of the last page, by walking there. */
        private String cursor(int owner) {
            String cursor = "";
            for (int page = 1; page < PAGES; page++) {
                cursor = library.queries
                        .list(caller(owner), Map.of("limit", Integer.toString(LIMIT), "cursor", cursor))
                        .nextCursor();
            }
            return cursor;
        }

        private static Caller caller(int owner) {
            return new Caller(LibraryLoader.owner(owner), "", Set.of());
        }

        /** How the server goes about it; what it says of itself, if it does. */
        Document explain(Map<String, String> query) {
            Map<String, String> parameters = parameters(query, 0);
            asked.clear();
            library.queries.list(caller(0), parameters);
            BsonDocument find = asked.get(0);
            find.keySet().removeIf(name -> name.startsWith("$") || name.equals("lsid") || name.equals("readConcern"));
            try {
                Document explained = database.runCommand(
                        new BsonDocument(EXPLAIN, find).append("verbosity", new BsonString("executionStats")));
                String plan = explained.toJson();
                Number examined =
                        explained.get("executionStats", new Document()).get("totalDocsExamined", Number.class);
                String index = plan.replaceFirst("(?s).*?\"indexName\": \"([^\"]*)\".*", "$1");
                return new Document(
                                "plan", plan.contains("IXSCAN") ? index : plan.contains("COLLSCAN") ? "COLLSCAN" : "?")
                        .append("examined", examined);
            } catch (MongoCommandException e) {
                return new Document("plan", "not told by this server");
            }
        }
    }
}
