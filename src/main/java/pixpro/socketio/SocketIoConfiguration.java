package pixpro.socketio;

import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires Socket.IO into the web server. */
@Configuration(proxyBeanMethods = false)
class SocketIoConfiguration {

    @Bean
    ServletRegistrationBean<PollingServlet> socketIoPolling(SocketIoServer server, SocketIoSettings settings) {
        ServletRegistrationBean<PollingServlet> registration =
                new ServletRegistrationBean<>(new PollingServlet(server, settings.maxPollBytes()), "/socket.io/*");
        registration.setName("socketIoPolling");
        registration.setAsyncSupported(true);
        return registration;
    }

    @Bean
    SmartLifecycle socketIoFarewell(SocketIoServer server) {
        return new Farewell(server);
    }

    /** Answers the polls that are held, before the web server waits for them at its end. */
    private static final class Farewell implements SmartLifecycle {

        private final SocketIoServer server;
        private volatile boolean running;

        Farewell(SocketIoServer server) {
            this.server = server;
        }

        @Override
        public void start() {
            running = true;
        }

        @Override
        public void stop() {
            running = false;
            server.goAway();
        }

        @Override
        public boolean isRunning() {
            return running;
        }

        /** The last to start, and so the first to stop. */
        @Override
        public int getPhase() {
            return Integer.MAX_VALUE;
        }
    }
}
