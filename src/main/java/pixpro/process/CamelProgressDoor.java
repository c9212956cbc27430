package pixpro.process;

import java.util.function.Consumer;
import org.apache.camel.ProducerTemplate;
import pixpro.event.ImageProgress;

/** Puts progress into the queue from which the notify stage takes it; when that is full, it is dropped. */
public class CamelProgressDoor implements Consumer<ImageProgress> {

    /** Nobody waits for what is still in it when PixPro stops. */
    public static final String URI = "seda:notify-announce-progress?discardWhenFull=true&purgeWhenStopping=true";

    private final ProducerTemplate template;

    /** @param template of the context that has the queue */
    public CamelProgressDoor(ProducerTemplate template) {
        this.template = template;
    }

    @Override
    public void accept(ImageProgress progress) {
        template.sendBody(URI, progress);
    }
}
