package org.apache.camel.websocket.jsr356.tomcat;

import org.apache.coyote.Adapter;
import org.apache.coyote.Constants;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.SocketProperties;

/**
 * Tomcat's HTTP connector, whose connections begin with small buffers and get those of the usual size once a request turns
 * out to be none that upgrades. Tomcat gives every connection two buffers of 8 KB for good, and a WebSocket, which has
 * buffers of its own, hardly uses them.
 */
public class LateBuffersProtocol extends Http11NioProtocol {

    private static final int FIRST_SIZE = 512;

    private final int usualSize;

    public LateBuffersProtocol() {
        SocketProperties properties = getEndpoint().getSocketProperties();
        usualSize = Math.max(properties.getAppReadBufSize(), properties.getAppWriteBufSize());
        properties.setAppReadBufSize(FIRST_SIZE);
        properties.setAppWriteBufSize(FIRST_SIZE);
        // a buffer that has grown would come back to a WebSocket out of the pool
        properties.setBufferPool(0);
    }

    @Override
    protected Processor createProcessor() {
        return new LateBuffersProcessor(this, getAdapter(), usualSize);
    }

    private static final class LateBuffersProcessor extends Http11Processor {

        private final int usualSize;

        LateBuffersProcessor(LateBuffersProtocol protocol, Adapter adapter, int usualSize) {
            super(protocol, adapter);
            this.usualSize = usualSize;
        }

        /** The adapter serves the request, whose headers have been read by then; it is asked for other things as well. */
        @Override
        public Adapter getAdapter() {
            boolean serving = request.getRequestProcessor().getStage() == Constants.STAGE_SERVICE;
            if (serving && !isUpgrade() && request.getHeader("Upgrade") == null) {
                getSocketWrapper().getSocketBufferHandler().expand(usualSize);
            }
            return super.getAdapter();
        }
    }
}
