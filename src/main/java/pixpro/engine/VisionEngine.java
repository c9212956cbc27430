package pixpro.engine;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import pixpro.engine.effect.EffectCatalogue;
import pixpro.engine.photo.OpenCv;
import pixpro.engine.photo.PhotoDecoder;

/** The engine's server and, by {@link #main}, its process. */
public final class VisionEngine implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Threads for those who only ask for a list, or are being turned away, while all others wait or work. */
    private static final int SPARE_THREADS = 64;

    private final HttpServer server;
    private final ThreadPoolExecutor threads;
    private final Turnstile turnstile;

    private VisionEngine(EngineSettings settings) throws IOException {
        OpenCv.load();
        PhotoDecoder decoder = new PhotoDecoder(settings.maxPixels());
        EffectCatalogue catalogue = new EffectCatalogue(decoder);
        RequestReader reader = new RequestReader(settings.maxBody());
        turnstile = new Turnstile(settings.concurrency(), settings.queue());
        Inference inference = new Inference(turnstile, reader, catalogue, decoder);
        threads = new ThreadPoolExecutor(
                2,
                settings.concurrency() + settings.queue() + SPARE_THREADS,
                30,
                TimeUnit.SECONDS,
                new SynchronousQueue<>());
        server = HttpServer.create(new InetSocketAddress(settings.host(), settings.port()), settings.queue());
        server.setExecutor(threads);
        server.createContext("/", new OllamaApi(inference, new ModelCards(catalogue), reader, settings.maxBody()));
    }

    /**
     * Starts an engine in this process.
     *
     * @throws IOException if the port is taken
     */
    public static VisionEngine start(EngineSettings settings) throws IOException {
        // answers are written in small pieces: waiting for acknowledgements would cost 40 ms each
        setDefault("sun.net.httpserver.nodelay", "true");
        // a client that stops in the middle of its request or does not take its answer gives its place back
        setDefault("sun.net.httpserver.maxReqTime", "300");
        setDefault("sun.net.httpserver.maxRspTime", "600");
        VisionEngine engine = new VisionEngine(settings);
        engine.server.start();
        return engine;
    }

    /** Gives the port it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Takes no more work, lets running requests finish for some seconds, and stops. */
    @Override
    public void close() {
        try {
            turnstile.close(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.stop(0);
        threads.shutdownNow();
    }

    /** Runs the engine until the process is told to end. Takes no arguments: see {@link EngineSettings}. */
    public static void main(String[] arguments) throws IOException {
        setDefault("java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT.%1$tL%1$tz %4$s %5$s%6$s%n");
        long start = System.nanoTime();
        EngineSettings settings = EngineSettings.ofProcess();
        VisionEngine engine = start(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(engine::close, "engine-stop"));
        OllamaApi.LOG.log(
                Level.INFO,
                "vision engine ready url=http://{0}:{1} opencv={2} concurrency={3} ms={4}",
                settings.host(),
                Integer.toString(engine.port()),
                OpenCv.version(),
                Integer.toString(settings.concurrency()),
                Long.toString((System.nanoTime() - start) / 1_000_000));
    }

    private static void setDefault(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }
}
