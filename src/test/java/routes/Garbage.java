package routes;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.header.internals.RecordHeaders;
import pixpro.event.EventCodec;
import pixpro.event.SampleEvents;

/**
 * A record that is no event, of one of many kinds.
 *
 * @param key any bytes, or none
 * @param value any bytes, or none
 * @param headers any
 */
record Garbage(byte[] key, byte[] value, RecordHeaders headers) {

    /** The largest value that fits into a record of the largest size that Kafka takes by default. */
    private static final int LARGEST = 1_048_588 - 61 - 40;

    /**
     * @param count how many
     * @param codec writes the events that are then spoiled
     * @return that many, of all kinds in turn, the same each time
     */
    static List<Garbage> of(int count, EventCodec codec) {
        Random random = new Random(42);
        String event = codec.encode(SampleEvents.queued());
        List<Garbage> garbage = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            garbage.add(one(i, event, random));
        }
        return garbage;
    }

    private static Garbage one(int i, String event, Random random) {
        byte[] noise = noise(1 + random.nextInt(2_000), random);
        RecordHeaders plain = new RecordHeaders();
        return switch (i % 12) {
            case 0 -> new Garbage(noise(16, random), noise, plain);
            case 1 -> new Garbage(null, null, plain);
            case 2 -> new Garbage(new byte[0], new byte[0], plain);
            case 3 -> new Garbage(null, text("hello " + i), plain);
            case 4 -> new Garbage(null, text("{\"schema\":" + i + ",\"data\":{}}"), plain);
            case 5 -> new Garbage(null, text(event.replace("image.queued", "image.eaten")), plain);
            case 6 -> new Garbage(null, text(event.replace("\"1.0\"", "\"9.9\"")), plain);
            case 7 -> new Garbage(null, text("{\"a\":".repeat(5_000 + i)), plain);
            case 8 -> new Garbage(null, noise, bomb(i, random));
            case 9 -> new Garbage(null, text(event.substring(0, event.length() - 1 - i % 300)), plain);
            // good JSON but for one byte in a text that is no UTF-8
            case 10 -> new Garbage(null, spoiled(event), plain);
            default ->
                new Garbage(null, i < 100 ? noise(LARGEST, random) : text(event.replace("objectKey", "x")), plain);
        };
    }

    /** Headers that Camel keeps to itself, that repeat, that have no value, that are many, or large. */
    private static RecordHeaders bomb(int i, Random random) {
        RecordHeaders headers = new RecordHeaders();
        for (String name : List.of(
                "kafka.OVERRIDE_TOPIC",
                "kafka.TOPIC",
                "KAFKA.partition",
                "kafka.HEADERS",
                "CamelKafkaManualCommit",
                "camelMongoDbCriteria",
                "pixpro-quarantine-topic",
                "")) {
            headers.add(name, text("image-processed"));
            headers.add(name, null);
        }
        headers.add("large", noise(i % 5 == 0 ? 200_000 : 10, random));
        for (int n = 0; n < 500; n++) {
            headers.add("many-" + n % 7, noise(3, random));
        }
        return headers;
    }

    private static byte[] spoiled(String event) {
        byte[] bytes = text(event.replace("A title", "A t\u00eftle"));
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == (byte) 0xc3) {
                bytes[at] = (byte) 0xff;
            }
        }
        return bytes;
    }

    private static byte[] noise(int length, Random random) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
