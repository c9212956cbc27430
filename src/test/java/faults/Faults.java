package faults;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import pixpro.local.RunningNeighbour;

/** All that the nemesis does. */
final class Faults {

    private static final int COPIES = 40;

    private final Platform platform;
    private final Injector injector;

    Faults(Platform platform, Random random) {
        this.platform = platform;
        this.injector = platform.injector(random);
    }

    /**
     * @param andLong whether those, too, that take long
     * @return each once, in no order
     */
    List<Fault> all(boolean andLong) {
        List<Fault> all = new ArrayList<>();
        for (RunningNeighbour server : platform.servers()) {
            all.add(kill(List.of(server)));
            all.add(pause(server));
        }
        all.add(kill(platform.instances()));
        all.add(fillDisk(platform.server("s3proxy")));
        all.add(onTopics("copy records", () -> injector.copyRecords(COPIES)));
        all.add(onTopics("write nonsense", injector::nonsense));
        if (andLong) {
            all.add(rewind("pixpro-project", "image-process"));
            all.add(rewind("pixpro-notify", "image-processed"));
            all.add(rewind("pixpro-aggregate", "image-processed"));
        }
        return all;
    }

    /** kill -9, and a start a while later. */
    static Fault kill(List<RunningNeighbour> servers) {
        return new Fault(
                "kill " + names(servers),
                Set.copyOf(servers.stream().map(RunningNeighbour::name).toList()),
                true,
                false,
                () -> {
                    for (RunningNeighbour server : servers) {
                        server.kill();
                    }
                },
                () -> {
                    for (RunningNeighbour server : servers) {
                        server.startAgain();
                    }
                });
    }

    /** SIGSTOP, and SIGCONT a while later: a zombie that believes it never slept. */
    static Fault pause(RunningNeighbour server) {
        return new Fault("pause " + server.name(), Set.of(server.name()), false, true, server::pause, server::resume);
    }

    private static Fault fillDisk(RunningNeighbour server) {
        return new Fault(
                "fill disk of " + server.name(),
                Set.of(server.name()),
                false,
                false,
                server::fillDisk,
                server::freeDisk);
    }

    private static Fault onTopics(String name, Fault.Step step) {
        return new Fault(name, Set.of("kafka"), false, false, step, Fault.NOTHING);
    }

    /** Everybody is dead; meanwhile a group is sent back to the beginning of a topic. */
    Fault rewind(String group, String topic) {
        Fault kill = kill(platform.instances());
        Set<String> targets = new HashSet<>(kill.targets());
        targets.add("kafka");
        return new Fault(
                "rewind " + group + " on " + topic,
                targets,
                true,
                false,
                () -> {
                    kill.begin().run();
                    injector.rewind(group, topic);
                },
                kill.heal());
    }

    private static String names(List<RunningNeighbour> servers) {
        return servers.stream().map(RunningNeighbour::name).collect(Collectors.joining(" and "));
    }
}
