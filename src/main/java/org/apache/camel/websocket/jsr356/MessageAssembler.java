package org.apache.camel.websocket.jsr356;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Puts the parts of a message together, up to a limit. The container would need a buffer of the largest message for every
 * connection to do so; this one holds memory only while a message arrives.
 */
final class MessageAssembler {

    private final int maxBytes;
    private final Runnable heard;
    private final Consumer<Object> messages;
    private final Consumer<CloseReason> closer;
    private StringBuilder text;
    private ByteArrayOutputStream binary;
    private long textBytes;
    private boolean tooBig;

    /**
     * @param maxBytes the longest message, in bytes (text counts as UTF-8)
     * @param heard is told of every sign of life
     * @param messages takes whole messages, String or InputStream
     * @param closer closes the connection
     */
    MessageAssembler(int maxBytes, Runnable heard, Consumer<Object> messages, Consumer<CloseReason> closer) {
        this.maxBytes = maxBytes;
        this.heard = heard;
        this.messages = messages;
        this.closer = closer;
    }

    MessageHandler textHandler() {
        return new MessageHandler.Partial<String>() {
            @Override
            public void onMessage(String part, boolean last) {
                textPart(part, last);
            }
        };
    }

    MessageHandler binaryHandler() {
        return new MessageHandler.Partial<ByteBuffer>() {
            @Override
            public void onMessage(ByteBuffer part, boolean last) {
                binaryPart(part, last);
            }
        };
    }

    MessageHandler pongHandler() {
        return new MessageHandler.Whole<PongMessage>() {
            @Override
            public void onMessage(PongMessage pong) {
                heard.run();
            }
        };
    }

    private void textPart(String part, boolean last) {
        heard.run();
        textBytes += utf8Length(part);
        if (refuse(textBytes)) {
            return;
        }
        if (!last && text == null) {
            text = new StringBuilder(part);
        } else if (text != null) {
            text.append(part);
        }
        if (last) {
            String whole = text == null ? part : text.toString();
            text = null;
            textBytes = 0;
            messages.accept(whole);
        }
    }

    private void binaryPart(ByteBuffer part, boolean last) {
        heard.run();
        if (refuse((binary == null ? 0L : binary.size()) + part.remaining())) {
            return;
        }
        if (binary == null) {
            binary = new ByteArrayOutputStream(part.remaining());
        }
        byte[] bytes = new byte[part.remaining()];
        part.get(bytes);
        binary.writeBytes(bytes);
        if (last) {
            byte[] whole = binary.toByteArray();
            binary = null;
            messages.accept(new ByteArrayInputStream(whole));
        }
    }

    private boolean refuse(long bytes) {
        if (!tooBig && bytes > maxBytes) {
            tooBig = true;
            text = null;
            binary = null;
            closer.accept(new CloseReason(CloseCodes.TOO_BIG, "a message may have at most " + maxBytes + " bytes"));
        }
        return tooBig;
    }

    private static long utf8Length(String part) {
        long bytes = 0;
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            // each half of a surrogate pair counts two of its four bytes
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }
}
