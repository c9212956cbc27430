package pixpro.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import pixpro.PixPro;

/** {@code mvn spring-boot:run}: the local stack, then PixPro. */
public final class LocalPixPro {

    private static final String SERVER_PORT = "server.port";
    private static final int USUAL_PORT = 8080;

    private LocalPixPro() {}

    /** @param args given to PixPro as they are; {@code --name=value} also gives a neighbour */
    public static void main(String[] args) {
        Console console = Console.ofThisProcess();
        Settings settings = Settings.ofThisProcess(args);
        StackFolders folders = new StackFolders(Path.of(".local"), Path.of(".local", "dist"));
        LocalStack stack = new LocalStack(console, settings, folders, true);
        StopOnExit onExit = StopOnExit.register(stack);
        try {
            console.progress("starting PixPro's neighbours (data and logs in .local)");
            Ports ports = new Ports();
            String port = ownPort(settings, ports, console);
            stack.start(LocalStack.neighbours(), ports, "http://localhost:" + port);
            stack.properties().forEach(System::setProperty);
            console.progress("starting PixPro");
            onExit.afterSpring();
            PixPro.main(args);
            report(console, stack, folders, port);
        } catch (LocalStackException e) {
            console.text("\nPixPro cannot start: " + e.getMessage());
            exitWithFailure(stack);
        } catch (RuntimeException e) {
            // Spring has logged it
            console.text("\nPixPro cannot start: " + e);
            exitWithFailure(stack);
        }
    }

    private static void exitWithFailure(LocalStack stack) {
        stack.close();
        System.exit(1);
    }

    private static String ownPort(Settings settings, Ports ports, Console console) {
        return settings.get(SERVER_PORT).orElseGet(() -> {
            int port = ports.free(USUAL_PORT);
            if (port != USUAL_PORT) {
                console.progress("PixPro: port %d is taken, using %d".formatted(USUAL_PORT, port));
            }
            System.setProperty(SERVER_PORT, Integer.toString(port));
            return Integer.toString(port);
        });
    }

    private static void report(Console console, LocalStack stack, StackFolders folders, String port) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("name", "where", "pid", ""));
        rows.add(List.of(
                "PixPro",
                "http://localhost:" + port,
                Long.toString(ProcessHandle.current().pid()),
                "this process"));
        for (RunningNeighbour neighbour : stack.running()) {
            String pid =
                    neighbour.pid().isPresent() ? Long.toString(neighbour.pid().getAsLong()) : "";
            rows.add(List.of(neighbour.name(), neighbour.url(), pid, neighbour.isGiven() ? "given" : "started"));
        }
        console.text("");
        console.table(rows);
        console.text("");
        console.table(List.of(
                List.of("people", "ada, bob (user)   otto (operator)   root (admin, operator, user)   password = name"),
                List.of("client", "pixpro-dev (password grant, for curl; development only)"),
                List.of("data", folders.root().resolve("data").toString()),
                List.of("logs", folders.root().resolve("log").toString())));
        console.text(String.format(
                Locale.ROOT, "%nPixPro is ready after %.1f s. Ctrl-C stops all of it.", console.seconds()));
    }
}
