package pixpro.local;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How a server is started.
 *
 * @param command executable and arguments
 * @param environment added to the inherited environment
 */
record Launch(List<String> command, Map<String, String> environment) {

    /**
     * For servers that wait for disks more than they compute: starts with 40 % less work. Not for those that hash, aggregate or
     * draw, where the second compiler is worth waiting for.
     */
    static final String QUICK_START = "-XX:TieredStopAtLevel=1";

    private static final List<String> SMALL_JVM = List.of("-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");

    static Launch java(List<String> options, String classPath, String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(SMALL_JVM);
        command.addAll(options);
        command.add("-cp");
        command.add(classPath);
        command.add(mainClass);
        command.addAll(arguments);
        return new Launch(List.copyOf(command), Map.of());
    }

    Launch with(Map<String, String> moreEnvironment) {
        return new Launch(command, moreEnvironment);
    }

    static String classPath(List<Path> entries) {
        return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
