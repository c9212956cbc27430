package pixpro.socketio;

import io.socket.engineio.server.EngineIoSocket;
import io.socket.socketio.server.parser.IOParser;
import io.socket.socketio.server.parser.Packet;
import io.socket.socketio.server.parser.Parser;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.json.JSONArray;
import org.json.JSONObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pixpro.http.Problem;
import pixpro.http.ProblemException;

/**
 * One client: what it says is read by the workers, one frame after the other, so that nobody else waits while a neighbour
 * is asked. What waits in either direction is bounded; who exceeds that is cut off.
 */
final class SocketIoConnection {

    private static final Logger LOG = LoggerFactory.getLogger(SocketIoConnection.class);

    /** What all keys begin with. Not the engine's id: whoever knows that one can poll. */
    static final String KEYS = "io-";

    private static final String NAMESPACE = "/";
    private static final int MOST_ATTACHMENTS = 100;
    private static final int MOST_DEEP = 100;

    /** Messages of the largest size that may wait, in either direction. */
    private static final int MOST_LARGE = 4;

    /** Weight of a frame beside its content. */
    private static final int FRAME = 256;

    private static final Object LEFT = new Object();

    private enum State {
        NEW,
        KNOCKING,
        IN,
        GONE
    }

    private final String key = KEYS + UUID.randomUUID();
    private final EngineIoSocket engine;
    private final Visitors visitors;
    private final Executor workers;
    private final int maxBytes;
    private final Consumer<String> gone;
    private final IOParser.Decoder decoder = new IOParser.Decoder();
    private final AtomicLong unread = new AtomicLong();

    private final Deque<Object> said = new ArrayDeque<>(0);
    private long saidBytes;
    private boolean reading;
    private boolean left;
    private boolean late;

    private State state = State.NEW;
    private List<String> held = List.of();
    private Future<?> patience;
    private long attached;
    private int attachments;

    /**
     * @param maxBytes the longest message
     * @param gone is told the key of a connection that is no more
     */
    SocketIoConnection(
            EngineIoSocket engine, Visitors visitors, Executor workers, int maxBytes, Consumer<String> gone) {
        this.engine = engine;
        this.visitors = visitors;
        this.workers = workers;
        this.maxBytes = maxBytes;
        this.gone = gone;
        decoder.onDecoded(packet -> take((Packet<?>) packet));
    }

    String key() {
        return key;
    }

    /** @param cutting cuts the connection, unless it is called off by a login */
    void begin(Future<?> cutting) {
        patience = cutting;
        engine.on("message", (socket, data) -> hear(data[0]));
        engine.on("drain", (socket, data) -> unread.set(0));
        engine.on("close", (socket, data) -> hear(LEFT));
    }

    synchronized void send(String event, String json) {
        String packet = Parser.EVENT + "[" + JSONObject.quote(event) + "," + json + "]";
        if (state == State.KNOCKING) {
            held.add(packet);
        } else if (state == State.IN) {
            write(packet);
        }
    }

    synchronized void dismiss(int code, String reason) {
        send(
                "session.ended",
                new JSONObject().put("code", code).put("reason", reason).toString());
        if (state == State.IN) {
            write(String.valueOf(Parser.DISCONNECT));
        }
        cut();
    }

    synchronized void cut() {
        if (state != State.GONE) {
            state = State.GONE;
            engine.close();
            // a client that polls may not be there to be told for a while
            hear(LEFT);
        }
    }

    /**
     * Its patience is over. When all come at once, what a client said may not have been read by now, which is not the
     * client's fault: if that was its login, it stays.
     */
    void cutUnlessIn() {
        synchronized (said) {
            if (reading) {
                late = true;
                return;
            }
        }
        if (!in()) {
            cut();
        }
    }

    /** Called by whoever brings a frame; never waits. */
    private void hear(Object frame) {
        synchronized (said) {
            if (left) {
                return;
            }
            saidBytes += weight(frame);
            left = frame == LEFT;
            if (left || saidBytes <= (long) MOST_LARGE * maxBytes) {
                said.add(frame);
            } else {
                LOG.debug("client says more than can be read key={}", key);
                said.clear();
                workers.execute(this::cut);
            }
            if (reading || said.isEmpty()) {
                return;
            }
            reading = true;
        }
        workers.execute(this::turn);
    }

    /** One frame a turn: others wait, too. */
    private void turn() {
        Object frame;
        synchronized (said) {
            frame = said.poll();
            saidBytes = said.isEmpty() ? 0 : saidBytes - weight(frame);
        }
        try {
            read(frame);
        } catch (RuntimeException e) {
            LOG.debug("cutting a connection off key={} reason={}", key, e.toString());
            cut();
        }
        boolean more;
        boolean over;
        synchronized (said) {
            more = !said.isEmpty();
            reading = more;
            over = late;
        }
        if (over && !in()) {
            cut();
        }
        if (more) {
            workers.execute(this::turn);
        }
    }

    private void read(Object frame) {
        if (frame == LEFT) {
            leave();
        } else if (frame instanceof byte[] bytes) {
            attached += bytes.length;
            if (attached > maxBytes || ++attachments > MOST_ATTACHMENTS) {
                throw new IllegalArgumentException("the attachments are too large or too many");
            }
            decoder.add(bytes);
        } else if (frame instanceof String text) {
            if (text.length() > maxBytes || JsonDepth.of(text) > MOST_DEEP) {
                throw new IllegalArgumentException("the message is too large or too deep");
            }
            attached = text.length();
            attachments = 0;
            decoder.add(text);
        }
    }

    private void take(Packet<?> packet) {
        if (packet.type == Parser.CONNECT) {
            connect(packet);
        } else if (!in()) {
            throw new IllegalStateException("it has not logged in");
        } else if (packet.type == Parser.EVENT || packet.type == Parser.BINARY_EVENT) {
            answer(packet.id, (JSONArray) packet.data);
        } else if (packet.type == Parser.DISCONNECT) {
            cut();
        }
        // acknowledgements are never asked for
    }

    private void connect(Packet<?> packet) {
        if (!NAMESPACE.equals(packet.nsp)) {
            writeRefusal(packet.nsp + ",", Problem.notFound("Invalid namespace"));
            return;
        }
        synchronized (this) {
            if (state != State.NEW) {
                throw new IllegalStateException("it knocks twice");
            }
            state = State.KNOCKING;
            held = new ArrayList<>();
        }
        try {
            Map<String, Object> auth = packet.data == null ? Map.of() : ((JSONObject) packet.data).toMap();
            visitors.arrive(key, Credentials.of(auth));
        } catch (ProblemException e) {
            refuse(e.problem());
            return;
        }
        synchronized (this) {
            if (state == State.KNOCKING) {
                forgetPatience();
                state = State.IN;
                write(Parser.CONNECT + new JSONObject().put("sid", key).toString());
                held.forEach(this::write);
                held = List.of();
            }
        }
    }

    /** It may try again, as long as there is patience: a line that is cut would bring it back with the same token. */
    private synchronized void refuse(Problem problem) {
        writeRefusal("", problem);
        held = List.of();
        if (state == State.KNOCKING) {
            state = State.NEW;
        }
    }

    private void writeRefusal(String namespace, Problem problem) {
        JSONObject more = new JSONObject().put("code", problem.status());
        JSONObject data = new JSONObject().put("message", problem.detail()).put("data", more);
        write(Parser.CONNECT_ERROR + namespace + data);
    }

    private void answer(int id, JSONArray event) {
        List<Object> arguments = event.toList();
        Object name = arguments.remove(0);
        List<Object> answer;
        try {
            answer = visitors.say(key, String.valueOf(name), arguments);
        } catch (ProblemException e) {
            answer = List.of(
                    Map.of("error", e.problem().detail(), "code", e.problem().status()));
        }
        if (id >= 0) {
            Packet<Object> packet = new Packet<>(Parser.ACK, PlainJson.of(answer));
            packet.id = id;
            packet.nsp = NAMESPACE;
            synchronized (this) {
                // a message and its attachments go out together
                new IOParser.Encoder().encode(packet, parts -> {
                    for (Object part : parts) {
                        write(part);
                    }
                });
            }
        }
    }

    private void leave() {
        cut();
        forgetPatience();
        decoder.destroy();
        gone.accept(key);
        visitors.leave(key);
    }

    private synchronized void forgetPatience() {
        if (patience != null) {
            patience.cancel(false);
            patience = null;
        }
    }

    private synchronized boolean in() {
        return state == State.IN;
    }

    /** What a client that polls does not fetch waits in the library, without a bound; one that reads has drained it. */
    private void write(Object part) {
        long waiting = unread.addAndGet(weight(part));
        if (waiting > (long) MOST_LARGE * maxBytes) {
            LOG.debug("client is too slow to read key={}", key);
            cut();
            return;
        }
        engine.send(
                new io.socket.engineio.server.parser.Packet<>(io.socket.engineio.server.parser.Packet.MESSAGE, part));
    }

    private static long weight(Object frame) {
        if (frame instanceof byte[] bytes) {
            return FRAME + (long) bytes.length;
        }
        return FRAME + (frame instanceof String text ? text.length() : 0L);
    }
}
