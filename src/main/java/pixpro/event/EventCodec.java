package pixpro.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonFormat;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import org.springframework.stereotype.Component;

/**
 * Events to and from the text of a Kafka record: CloudEvents 1.0, JSON event format, structured mode.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md">JSON format</a>
 */
@Component
public class EventCodec {

    private static final URI SOURCE = URI.create("/pixpro");

    private final JsonFormat format = new JsonFormat();
    private final ObjectMapper json;

    /** @param json knows {@code java.time} */
    public EventCodec(ObjectMapper json) {
        this.json = json;
    }

    /**
     * @param event what happened
     * @return the record's value
     */
    public String encode(ImageEvent event) {
        try {
            CloudEvent envelope = CloudEventBuilder.v1()
                    .withId(event.eventId())
                    .withSource(SOURCE)
                    .withType(event.type())
                    .withSubject(event.image().id())
                    .withTime(event.at().atOffset(ZoneOffset.UTC))
                    .withData("application/json", json.writeValueAsBytes(event))
                    .build();
            return new String(format.serialize(envelope), StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("event cannot be written as JSON: " + event.eventId(), e);
        }
    }

    /**
     * @param value a record's value, from anybody
     * @return the event it holds
     * @throws UnreadableEventException if it holds none
     */
    public ImageEvent decode(byte[] value) throws UnreadableEventException {
        if (value == null || value.length == 0) {
            throw new UnreadableEventException("the record is empty");
        }
        try {
            CloudEvent envelope = format.deserialize(value);
            if (envelope == null || envelope.getData() == null) {
                throw new UnreadableEventException("the record has no event, or an event without data");
            }
            JavaType type = json.constructType(classOf(envelope.getType()));
            ImageEvent event = json.readValue(envelope.getData().toBytes(), type);
            return complete(event);
        } catch (IOException | RuntimeException e) {
            // whatever a parser makes of bytes from anybody, they will never be an event
            throw new UnreadableEventException("the record is not a CloudEvent of PixPro", e);
        }
    }

    private static Class<? extends ImageEvent> classOf(String type) throws UnreadableEventException {
        return switch (type) {
            case ImageQueued.QUEUED, ImageQueued.STORED -> ImageQueued.class;
            case ImageProcessed.PROCESSED -> ImageProcessed.class;
            case ImageFailed.FAILED -> ImageFailed.class;
            case ImagePrepared.PREPARED -> ImagePrepared.class;
            default -> throw new UnreadableEventException("unknown event type " + type);
        };
    }

    private static ImageEvent complete(ImageEvent event) throws UnreadableEventException {
        // the JSON text null is read as no event at all
        StoredImage image = event == null ? null : event.image();
        if (image == null || image.id() == null || image.owner() == null || image.objectKey() == null) {
            throw new UnreadableEventException("the event does not say which image it is about");
        }
        Job job = event.job();
        boolean jobNeeded = event instanceof ImageProcessed || event instanceof ImageFailed;
        if (job == null ? jobNeeded : job.id() == null || job.effect() == null || job.queuedAt() == null) {
            throw new UnreadableEventException("the event does not say which job it is about");
        }
        if (event instanceof ImageQueued queued
                && job != null
                && queued.done().size() >= job.steps().size()) {
            throw new UnreadableEventException("the event does not say what is to be done next");
        }
        if (event.at() == null
                || event instanceof ImageProcessed done && done.result() == null
                || event instanceof ImageFailed failed && failed.code() == null
                || event instanceof ImagePrepared prepared && !isComplete(prepared)) {
            throw new UnreadableEventException("the event does not say what happened");
        }
        return event;
    }

    private static boolean isComplete(ImagePrepared prepared) {
        return prepared.canBeShown()
                ? prepared.thumbnails().stream().allMatch(each -> each.objectKey() != null)
                : prepared.code() != null;
    }
}
