package bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.MinioClient;
import io.minio.http.Method;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpPut;
import org.apache.hc.core5.http.ContentType;
import org.springframework.util.FileSystemUtils;
import pixpro.local.Console;
import pixpro.local.LoneStack;
import pixpro.local.RunningNeighbour;

/**
 * How much of the speed of a direct PUT to object storage is left to {@code POST /api/images}: token checked, image
 * inspected, stored, and announced to Kafka, which has acknowledged it. Rounds of both alternate as A B B A, so that what
 * disturbs the machine disturbs both; the two As of each four are compared with each other as a control.
 */
final class UploadBench {

    private static final int CONNECTIONS = 8;
    /** As long as a browser's: the longer it is, the faster it is found. */
    private static final String BOUNDARY = "----WebKitFormBoundary7MA4YWxkTrZu0gW6";

    private static final int WARM_UP_SECONDS = 12;
    /** Of small images, once: after that the compiler no longer takes a third of PixPro's time. */
    private static final int COMPILE_SECONDS = 60;

    private static final double CONTROL = 0.05;
    private static final int CREATED = 202;
    private static final int STORED = 200;
    private static final int SPARE_URLS = 500;
    private static final Duration URL_VALIDITY = Duration.ofHours(1);
    private static final Map<String, Integer> SIZES =
            Map.of("64k", 64 << 10, "256k", 256 << 10, "1m", 1 << 20, "5m", 5 << 20, "20m", 20 << 20);
    private static final Map<String, Double> GOALS = Map.of("64k", 0.40, "1m", 0.80, "5m", 0.85, "20m", 0.85);
    /** What reads the topics, which other instances may do. */
    private static final String OTHER_STAGES = "kafka:*";

    private static final List<String> JVM = List.of("-Xms512m", "-Xmx512m", "-XX:-UseSerialGC", "-XX:+UseG1GC");

    private final Console console;
    private final LoneStack stack;
    private final RunningNeighbour pixpro;
    private final Load load = new Load(CONNECTIONS);
    private final MinioClient signer;
    private final Queue<URI> urls = new ConcurrentLinkedQueue<>();

    private UploadBench(Console console, LoneStack stack, RunningNeighbour pixpro) {
        this.console = console;
        this.stack = stack;
        this.pixpro = pixpro;
        signer = MinioClient.builder()
                .endpoint(stack.property("pixpro.storage.endpoint"))
                .region(stack.property("pixpro.storage.region"))
                .credentials(stack.property("pixpro.storage.access-key"), stack.property("pixpro.storage.secret-key"))
                .build();
    }

    /** Starts a stack of its own, measures, prints a table and writes {@code target/bench/upload.json}. */
    static void run(Console console, Options options) throws Exception {
        try (LoneStack stack = new LoneStack("bench-stack", true, console)) {
            Map<String, String> properties = new LinkedHashMap<>();
            if ("ingest".equals(options.text("stages", "all"))) {
                properties.put("camel.main.auto-startup-exclude-pattern", OTHER_STAGES);
            }
            options.given().forEach((name, value) -> {
                if (name.startsWith("pixpro.")) {
                    properties.put(name, value);
                }
            });
            List<String> jvm = new ArrayList<>(JVM);
            if (options.given().containsKey("jvm")) {
                jvm.add(options.text("jvm", ""));
            }
            String profile = options.text("profile", null);
            if (profile != null) {
                jvm.add("-XX:StartFlightRecording=settings=profile");
            }
            RunningNeighbour pixpro = stack.startPixPro("pixpro", properties, jvm);
            new UploadBench(console, stack, pixpro).measure(options);
            if (profile != null) {
                dump(pixpro, Path.of(profile).toAbsolutePath());
                console.text("PixPro's flight recording: " + profile);
            }
        }
    }

    /** While it lives: the stack's end is no end that would write it. */
    private static void dump(RunningNeighbour process, Path file) throws IOException, InterruptedException {
        String pid = Long.toString(process.pid().orElseThrow());
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        new ProcessBuilder(jcmd.toString(), pid, "JFR.dump", "filename=" + file)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private void measure(Options options) throws Exception {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "size",
                "ratio",
                "95 %",
                "min-max",
                "goal",
                "",
                "control",
                "direct/s",
                "PixPro/s",
                "CPU ms: PixPro",
                "storage",
                "storage, direct"));
        List<Map<String, Object>> report = new ArrayList<>();
        console.progress("warming up");
        Payload small = Payload.of(SIZES.get("64k"));
        for (int i = 0; i < COMPILE_SECONDS / 5; i++) {
            through(small, 5, new double[3]);
            direct(small, 1, 0, new double[3]);
        }
        for (String size : options.text("sizes", "64k,1m,5m,20m").split(",")) {
            Result result = measure(size, options.number("seconds", 5), options.number("pairs", 8));
            rows.add(result.row());
            report.add(result.json());
            console.progress(String.join("  ", result.row()));
        }
        console.text("\nPOST /api/images as a share of a direct PUT (object storage: S3Proxy, so ratios only):");
        console.table(rows);
        Path file = Path.of("target", "bench", "upload.json");
        Files.createDirectories(file.getParent());
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), report);
        console.text("\nas JSON: " + file);
    }

    private Result measure(String size, int seconds, int pairs) throws Exception {
        Payload payload = Payload.of(SIZES.get(size));
        double warm = warmUp(payload);
        List<Double> direct = new ArrayList<>();
        List<Double> through = new ArrayList<>();
        double[] cpu = new double[3];
        for (int i = 0; i < (pairs + 1) / 2; i++) {
            direct.add(direct(payload, seconds, warm, cpu));
            through.add(through(payload, seconds, cpu));
            through.add(through(payload, seconds, cpu));
            direct.add(direct(payload, seconds, warm, cpu));
        }
        int rounds = direct.size();
        for (int i = 0; i < cpu.length; i++) {
            cpu[i] /= rounds;
        }
        return new Result(size, payload.bytes(), direct, through, cpu);
    }

    /** @return direct PUTs a second, roughly */
    private double warmUp(Payload payload) throws Exception {
        double[] ignored = new double[3];
        sign(SPARE_URLS * CONNECTIONS);
        double rate = direct(payload, 2, 0, ignored);
        for (int i = 0; i < WARM_UP_SECONDS / 4; i++) {
            through(payload, 3, ignored);
            direct(payload, 1, rate, ignored);
        }
        return rate;
    }

    private double direct(Payload payload, int seconds, double expected, double[] cpu) throws Exception {
        // signed beforehand: who puts directly is not slowed down by it
        sign((int) (2 * expected * seconds) + SPARE_URLS);
        double storage = cpuSeconds("s3proxy");
        double rate = load.run(seconds, STORED, () -> {
            URI url = urls.poll();
            HttpPut put = new HttpPut(url == null ? signed() : url);
            put.setEntity(new Pieces(ContentType.IMAGE_JPEG, payload.beginning(), payload.rest()));
            return put;
        });
        cpu[2] += 1000 * (cpuSeconds("s3proxy") - storage) / (rate * seconds);
        tidy();
        return rate;
    }

    private double through(Payload payload, int seconds, double[] cpu) throws Exception {
        String token = "Bearer " + stack.token("ada");
        ContentType type = ContentType.create("multipart/form-data")
                .withParameters(new org.apache.hc.core5.http.message.BasicNameValuePair("boundary", BOUNDARY));
        byte[] head = ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"photo.jpg\"\r\n"
                        + "Content-Type: image/jpeg\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] tail = ("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII);
        double own = cpuSeconds(pixpro);
        double storage = cpuSeconds("s3proxy");
        double rate = load.run(seconds, CREATED, () -> {
            HttpPost post = new HttpPost(pixpro.url() + "/api/images");
            post.setHeader("Authorization", token);
            post.setEntity(new Pieces(type, head, payload.beginning(), payload.rest(), tail));
            return post;
        });
        cpu[0] += 1000 * (cpuSeconds(pixpro) - own) / (rate * seconds);
        cpu[1] += 1000 * (cpuSeconds("s3proxy") - storage) / (rate * seconds);
        tidy();
        return rate;
    }

    private void sign(int count) {
        while (urls.size() < count) {
            urls.add(signed());
        }
    }

    private URI signed() {
        try {
            return URI.create(signer.getPresignedObjectUrl(GetPresignedObjectUrlArgs.builder()
                    .method(Method.PUT)
                    .bucket(stack.property("pixpro.storage.bucket"))
                    .object("images/" + UUID.randomUUID() + "/original")
                    .expiry((int) URL_VALIDITY.toSeconds())
                    .build()));
        } catch (Exception e) {
            throw new IllegalStateException("Signing is arithmetic", e);
        }
    }

    /** Gigabytes come together in a run. What is being stored meanwhile, such as thumbnails, goes the next time. */
    private void tidy() throws IOException {
        try {
            FileSystemUtils.deleteRecursively(stack.data()
                    .resolve("s3proxy/objects")
                    .resolve(stack.property("pixpro.storage.bucket"))
                    .resolve("images"));
        } catch (DirectoryNotEmptyException e) {
            console.progress("left for later: " + e.getMessage());
        }
    }

    private double cpuSeconds(String neighbour) throws Exception {
        return cpuSeconds(stack.neighbours().stream()
                .filter(each -> each.name().equals(neighbour))
                .findFirst()
                .orElseThrow());
    }

    private static double cpuSeconds(RunningNeighbour process) {
        return ProcessHandle.of(process.pid().orElseThrow())
                        .flatMap(handle -> handle.info().totalCpuDuration())
                        .orElse(Duration.ZERO)
                        .toMillis()
                / 1000.0;
    }

    private record Result(String size, int bytes, List<Double> direct, List<Double> through, double[] cpu) {

        private Ratios ratios() {
            double[] values = new double[direct.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = through.get(i) / direct.get(i);
            }
            return new Ratios(values);
        }

        /** Direct to direct, which is one if nothing but chance is at work. */
        private Ratios control() {
            double[] values = new double[direct.size() / 2];
            for (int i = 0; i < values.length; i++) {
                values[i] = direct.get(2 * i + 1) / direct.get(2 * i);
            }
            return new Ratios(values);
        }

        private String verdict() {
            if (Math.abs(control().median() - 1) > CONTROL) {
                return "void";
            }
            Double goal = GOALS.get(size);
            return goal == null ? "" : ratios().surelyAbove() >= goal ? "reached" : "missed";
        }

        List<String> row() {
            Ratios ratios = ratios();
            return List.of(
                    size,
                    text("%.2f", ratios.median()),
                    text("%.2f-%.2f", ratios.surelyAbove(), ratios.surelyBelow()),
                    text("%.2f-%.2f", ratios.least(), ratios.most()),
                    GOALS.containsKey(size) ? text("%.2f", GOALS.get(size)) : "",
                    verdict(),
                    text("%.2f", control().median()),
                    text("%.1f", mean(direct)),
                    text("%.1f", mean(through)),
                    text("%.2f", cpu[0]),
                    text("%.2f", cpu[1]),
                    text("%.2f", cpu[2]));
        }

        Map<String, Object> json() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("size", size);
            json.put("bytes", bytes);
            json.put("ratio", ratios().median());
            json.put("interval", new double[] {ratios().surelyAbove(), ratios().surelyBelow()});
            json.put("goal", GOALS.get(size));
            json.put("verdict", verdict());
            json.put("control", control().median());
            json.put("ratios", ratios().values());
            json.put("directPerSecond", direct);
            json.put("throughPerSecond", through);
            json.put("cpuMillisPixPro", cpu[0]);
            json.put("cpuMillisStorage", cpu[1]);
            json.put("cpuMillisStorageDirect", cpu[2]);
            return json;
        }

        private static double mean(List<Double> of) {
            return of.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        }

        private static String text(String format, Object... values) {
            return String.format(Locale.ROOT, format, values);
        }
    }
}
