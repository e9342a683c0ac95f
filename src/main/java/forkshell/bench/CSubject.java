package forkshell.bench;

import forkshell.server.CSource;
import forkshell.server.CTemplate;
import forkshell.server.Design;
import forkshell.server.Prefork;
import forkshell.server.ServerModels;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All designs in one C program, which measures fork and wait, too. Each is what c() prints. */
final class CSubject {
    private static final Set<String> FACTS =
            Set.of("reaps", "sigchld", "after-accept", "wait-once");

    private CSubject() {}

    static String text() {
        Map<String, String> values =
                Map.of(
                        "limit", Integer.toString(JavaSubject.LIMIT),
                        "workers", Integer.toString(Prefork.WORKERS),
                        "dispatch", dispatch());
        Stream<String> parts =
                Stream.of(
                                Stream.of("die"),
                                designs().stream().flatMap(design -> design.c().stream()),
                                Stream.of("listen_on"))
                        .flatMap(names -> names)
                        .distinct()
                        .map(CSource::resource);
        List<String> all = Stream.concat(parts, Stream.of("/bench/measure.c")).toList();
        return new CTemplate(FACTS, values).assemble(all);
    }

    private static List<Design> designs() {
        return ServerModels.designs().stream().filter(Design::inC).toList();
    }

    private static String dispatch() {
        return designs().stream().map(CSubject::dispatch).collect(Collectors.joining("\n"));
    }

    private static String dispatch(Design design) {
        String function = design.c().get(design.c().size() - 1);
        return "  if (!strcmp(design, \"" + design.name() + "\")) " + function + "(sock);";
    }
}
