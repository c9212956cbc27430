package faults;

import static com.mongodb.client.model.Filters.empty;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.minio.GetObjectArgs;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.Result;
import io.minio.messages.Item;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;
import org.bson.Document;

/**
 * What is there after the load, gathered from outside.
 *
 * @param sent what the ledger says, file by file
 * @param owners the {@code sub} of each person
 * @param said all records of all topics, in the order of each partition
 * @param quarantined keys of the records in quarantine: the places of those that nobody could read
 * @param objects SHA-256 of each object in the bucket, by key
 * @param collections MongoDB's documents
 * @param libraries of each person: images by id, as {@code GET /api/images} pages through them
 * @param downloads SHA-256 of some originals as their owner's link gives them, by image id
 * @param peeks status of the answer to somebody else who asks for an image, for some of them
 * @param inboxes of each person: ids as {@code GET /api/notifications} pages through them
 * @param kpis as an admin reads them
 * @param lags of consumer groups that have something left to do
 * @param breakers of each instance: its circuit breaker's states that are on
 */
record Evidence(
        List<Sent> sent,
        Map<String, String> owners,
        List<Said> said,
        Set<String> quarantined,
        Map<String, String> objects,
        Map<String, List<Document>> collections,
        Map<String, Map<String, JsonNode>> libraries,
        Map<String, String> downloads,
        Map<String, Integer> peeks,
        Map<String, List<JsonNode>> inboxes,
        JsonNode kpis,
        Map<String, Long> lags,
        Map<String, List<String>> breakers) {

    static final List<String> PEOPLE = List.of("ada", "bob");

    private static final List<String> COLLECTIONS = List.of("images", "jobs", "notifications", "job_facts");
    private static final int PAGE = 200;
    private static final int SAMPLE = 50;

    static Evidence gather(Platform platform, List<Ledger.Attempt> attempts) throws Exception {
        String brokers = platform.property("pixpro.kafka.brokers");
        Client client = platform.client();
        Map<String, String> owners = new LinkedHashMap<>();
        Map<String, Map<String, JsonNode>> libraries = new LinkedHashMap<>();
        Map<String, List<JsonNode>> inboxes = new LinkedHashMap<>();
        for (String person : PEOPLE) {
            owners.put(person, client.expectOk(person, "/api/me").path("sub").asText());
            libraries.put(person, library(client, person));
            inboxes.put(person, inbox(client, person));
        }
        Map<String, List<String>> breakers = new LinkedHashMap<>();
        for (var instance : platform.instances()) {
            breakers.put(instance.name(), breakers(client, instance.url()));
        }
        return new Evidence(
                attempts.stream().flatMap(attempt -> Sent.of(attempt).stream()).toList(),
                owners,
                Injector.dump(brokers, Platform.TOPICS).stream().map(Said::of).toList(),
                Injector.dump(brokers, List.of(Platform.QUARANTINE)).stream()
                        .map(entry -> new String(entry.key(), StandardCharsets.UTF_8))
                        .collect(Collectors.toSet()),
                objects(platform),
                collections(platform),
                libraries,
                downloads(client, libraries),
                peeks(client, libraries),
                inboxes,
                client.expectOk("root", "/api/admin/kpis"),
                Lags.open(brokers),
                breakers);
    }

    private static Map<String, JsonNode> library(Client client, String person)
            throws IOException, InterruptedException {
        Map<String, JsonNode> images = new LinkedHashMap<>();
        String cursor = "";
        do {
            JsonNode page = client.expectOk(person, "/api/images?limit=" + PAGE + cursor);
            page.path("items").forEach(image -> images.put(image.path("id").asText(), image));
            cursor = page.path("nextCursor").isTextual()
                    ? "&cursor=" + page.path("nextCursor").asText()
                    : null;
        } while (cursor != null);
        return images;
    }

    private static Map<String, String> downloads(Client client, Map<String, Map<String, JsonNode>> libraries)
            throws IOException, InterruptedException {
        Map<String, String> downloads = new HashMap<>();
        for (Map<String, JsonNode> library : libraries.values()) {
            for (JsonNode image : library.values().stream().limit(SAMPLE).toList()) {
                byte[] original = client.download(image.at("/original/url").asText());
                downloads.put(image.path("id").asText(), DigestUtils.sha256Hex(original));
            }
        }
        return downloads;
    }

    private static Map<String, Integer> peeks(Client client, Map<String, Map<String, JsonNode>> libraries)
            throws IOException, InterruptedException {
        Map<String, Integer> peeks = new HashMap<>();
        for (String person : PEOPLE) {
            String other = PEOPLE.stream()
                    .filter(each -> !each.equals(person))
                    .findFirst()
                    .orElseThrow();
            for (String id :
                    libraries.get(person).keySet().stream().limit(SAMPLE).toList()) {
                peeks.put(id, client.get(other, "/api/images/" + id).status());
            }
        }
        return peeks;
    }

    private static List<JsonNode> inbox(Client client, String person) throws IOException, InterruptedException {
        List<JsonNode> all = new ArrayList<>();
        JsonNode page;
        do {
            String after = all.isEmpty()
                    ? ""
                    : "&after=" + all.get(all.size() - 1).path("id").asText();
            page = client.expectOk(person, "/api/notifications?limit=" + PAGE + after)
                    .path("items");
            page.forEach(all::add);
        } while (!page.isEmpty());
        return all;
    }

    private static Map<String, String> objects(Platform platform) throws Exception {
        String bucket = platform.property("pixpro.storage.bucket");
        Map<String, String> objects = new TreeMap<>();
        MinioClient storage = MinioClient.builder()
                .endpoint(platform.property("pixpro.storage.endpoint"))
                .region(platform.property("pixpro.storage.region"))
                .credentials(
                        platform.property("pixpro.storage.access-key"), platform.property("pixpro.storage.secret-key"))
                .build();
        try {
            for (Result<Item> item : storage.listObjects(
                    ListObjectsArgs.builder().bucket(bucket).recursive(true).build())) {
                String key = item.get().objectName();
                try (InputStream bytes = storage.getObject(
                        GetObjectArgs.builder().bucket(bucket).object(key).build())) {
                    objects.put(key, DigestUtils.sha256Hex(bytes));
                }
            }
        } finally {
            storage.close();
        }
        return objects;
    }

    private static Map<String, List<Document>> collections(Platform platform) {
        Map<String, List<Document>> collections = new HashMap<>();
        try (MongoClient mongo = MongoClients.create(platform.property("pixpro.mongodb.uri"))) {
            for (String name : COLLECTIONS) {
                collections.put(
                        name,
                        mongo.getDatabase(platform.property("pixpro.mongodb.database"))
                                .getCollection(name)
                                .find(empty())
                                .into(new ArrayList<>()));
            }
        }
        return collections;
    }

    /** A breaker counts for nothing here; that it is stuck shows nowhere else. */
    private static List<String> breakers(Client client, String url) throws IOException, InterruptedException {
        String metrics = new String(client.download(url + "/actuator/prometheus"), StandardCharsets.UTF_8);
        return metrics.lines()
                .filter(line -> line.startsWith("resilience4j_circuitbreaker_state{"))
                .filter(line -> line.contains("name=\"vision\"") && line.endsWith(" 1.0"))
                .map(line -> line.replaceFirst(".*state=\"([a-z_]+)\".*", "$1"))
                .toList();
    }
}
