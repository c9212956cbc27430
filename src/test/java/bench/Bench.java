package bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import pixpro.local.Console;

/** {@code bench/run <name> [options]}. */
final class Bench {

    private Bench() {}

    /** @param args the name of a measurement, then its options as {@code name=value} */
    public static void main(String[] args) throws Exception {
        Console console = Console.ofThisProcess();
        if (args.length == 0 || !"upload".equals(args[0])) {
            console.text("bench/run upload [seconds=5] [pairs=8] [sizes=64k,1m,5m,20m] [stages=all|ingest]");
            System.exit(1);
        }
        int code = 1;
        try {
            UploadBench.run(console, Options.of(List.of(args).subList(1, args.length)));
            code = 0;
        } catch (IOException | ExecutionException e) {
            console.text("The measurement broke off: " + e);
        } finally {
            // connections that still wait would keep the process
            Runtime.getRuntime().halt(code);
        }
    }
}
