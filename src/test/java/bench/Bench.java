package bench;

import java.util.List;
import org.apache.commons.lang3.exception.ExceptionUtils;
import pixpro.local.Console;

/** {@code bench/run <name> [options]}. */
final class Bench {

    private static final List<String> MEASUREMENTS = List.of("upload", "resume", "proxy", "sockets");
    private static final int MOST_MINUTES = 20;

    private Bench() {}

    /** @param args the name of a measurement, then its options as {@code name=value} */
    public static void main(String[] args) throws Exception {
        Console console = Console.ofThisProcess();
        if (args.length == 0 || !MEASUREMENTS.contains(args[0])) {
            console.text(
                    "bench/run upload [seconds=5] [pairs=8] [sizes=64k,1m,5m,20m] [stages=all|ingest] [profile=a.jfr]");
            console.text("bench/run resume [files=200] [megabytes=500] [cuts=20] [seed=1]");
            console.text("bench/run proxy [absence=60]");
            console.text("bench/run sockets [sockets=10000] [few=2000] [waves=10] [wave=1000] [events=20]");
            System.exit(1);
        }
        int code = 1;
        try {
            Options options = Options.of(List.of(args).subList(1, args.length));
            if ("upload".equals(args[0])) {
                UploadBench.run(console, options);
                code = 0;
            } else if ("resume".equals(args[0])) {
                code = ResumeBench.run(console, options) ? 0 : 1;
            } else {
                code = NodeBench.run(args[0], options, MOST_MINUTES, console) ? 0 : 1;
            }
        } catch (Exception e) {
            // whatever it was: the process is halted below, so that nobody else would say it
            console.text("The measurement broke off: " + ExceptionUtils.getStackTrace(e));
        } finally {
            // connections that still wait would keep the process
            Runtime.getRuntime().halt(code);
        }
    }
}
