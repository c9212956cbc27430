package pixpro.health;

import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.stereotype.Component;

/**
 * Whether PixPro has been told to end. From then on nothing long is begun: what runs is finished, what waits is left to the
 * next. Known before anything is stopped, while requests are still answered.
 */
@Component("closing")
public class Closing implements ApplicationListener<ContextClosedEvent> {

    private volatile boolean begun;

    /** @return whether the end has begun */
    public boolean hasBegun() {
        return begun;
    }

    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        begun = true;
    }
}
