package faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record of a topic, read without PixPro's own codec.
 *
 * @param where topic, partition and offset
 * @param topic its topic
 * @param nonsense whether the nemesis wrote it as such
 * @param event the CloudEvent; missing if it is none
 */
record Said(String where, String topic, boolean nonsense, JsonNode event) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Said of(ConsumerRecord<byte[], byte[]> polled) {
        String where = polled.topic() + "/" + polled.partition() + "/" + polled.offset();
        boolean nonsense = polled.headers().lastHeader(Injector.NONSENSE) != null;
        JsonNode event = JSON.missingNode();
        try {
            event = polled.value() == null ? event : JSON.readTree(polled.value());
        } catch (IOException expected) {
            // no JSON: the checker asks who wrote it
        }
        return new Said(where, polled.topic(), nonsense, event);
    }

    String type() {
        return event.path("type").asText();
    }

    boolean isPreparation() {
        return type().equals("image.prepared");
    }

    String imageId() {
        return event.at("/data/image/id").asText(null);
    }

    String jobId() {
        return event.at("/data/job/id").asText(null);
    }

    String filename() {
        return event.at("/data/image/filename").asText();
    }
}
