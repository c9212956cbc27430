package org.apache.camel.websocket.jsr356.springboot;

import org.apache.camel.websocket.jsr356.tomcat.LateBuffersProtocol;
import org.apache.catalina.Context;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;

/**
 * Makes an idle WebSocket cheap: Tomcat sets aside 64 KB of buffers for each one, for messages that seldom come. What the
 * operator has set stays as it is.
 */
class LeanTomcat implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {

    private static final String FRAME_BUFFERS = "org.apache.tomcat.websocket.DEFAULT_BUFFER_SIZE";
    private static final String TEXT_BUFFER = "org.apache.tomcat.websocket.textBufferSize";
    private static final String BINARY_BUFFER = "org.apache.tomcat.websocket.binaryBufferSize";

    /** Of what arrives, of what is sent, and of the text that is made bytes of; a longer text goes in several frames. */
    private static final String FRAME_SIZE = "512";

    /** A message comes in parts of this size, and {@code MessageAssembler} puts them together. */
    private static final String PART_SIZE = "256";

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        // Tomcat reads it once, when the first class of its WebSocket package is loaded
        if (System.getProperty(FRAME_BUFFERS) == null) {
            System.setProperty(FRAME_BUFFERS, FRAME_SIZE);
        }
        factory.addContextCustomizers(context -> {
            preset(context, TEXT_BUFFER);
            preset(context, BINARY_BUFFER);
        });
        factory.setProtocol(LateBuffersProtocol.class.getName());
    }

    private static void preset(Context context, String parameter) {
        if (context.findParameter(parameter) == null) {
            context.addParameter(parameter, PART_SIZE);
        }
    }

    /** Before all others, so that an application's own customizer has the last word. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }
}
