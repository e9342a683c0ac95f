package forkshell.check;

import forkshell.libc.Signal;
import forkshell.proc.Stat;
import forkshell.proc.TcpSocket;
import forkshell.proc.TcpState;
import forkshell.proc.TcpTable;
import forkshell.strace.Call;
import forkshell.strace.TraceLine;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The cases of the listening socket and of the arguments. */
final class Listening {
    private static final Predicate<TraceLine> LISTEN =
            line -> line instanceof Call call && call.name().equals("listen") && call.succeeded();

    private Listening() {}

    static void listens(Trial trial) throws IOException {
        StartOptions launch = new StartOptions(trial.subject().program(), trial.freePort());
        Instance server = trial.launch(launch);
        server.hasStarted();
        if (server.isOver()) {
            throw trial.disproof("ended", trial.ending(server), said(server));
        }
        if (!server.listens()) {
            List<String> elsewhere = elsewhere(server);
            throw elsewhere.isEmpty()
                    ? trial.disproof(hasListened(trial) ? "closed" : "never")
                    : trial.disproof("elsewhere", String.join(", ", elsewhere), server.port());
        }
        trial.visit(server);
        trial.require(trial.pace().shows(server::listens), "closed");
    }

    /** Whether strace sees a call of listen(2), however short it was good for. */
    private static boolean hasListened(Trial trial) throws IOException {
        if (!trial.canTrace()) {
            return false;
        }
        StartOptions launch = new StartOptions(trial.subject().program(), trial.freePort());
        Instance again = trial.launch(launch.underStrace(false));
        return trial.pace().shows(() -> Tracer.read(again.trace()).stream().anyMatch(LISTEN));
    }

    private static String said(Instance server) {
        return String.join(" ", server.err().last(2));
    }

    private static List<String> elsewhere(Instance instance) {
        Set<Long> held =
                instance.population().living().stream()
                        .flatMap(stat -> instance.sockets(stat.pid()).stream())
                        .collect(Collectors.toSet());
        return TcpTable.now().held().stream()
                .filter(socket -> socket.isListener() && held.contains(socket.inode()))
                .map(socket -> socket.local().toString())
                .toList();
    }

    static void restart(Trial trial) throws IOException {
        Instance first = trial.start();
        Visitor visitor = trial.served(first);
        first.close();
        visitor.seesEnd();
        visitor.close();
        int port = first.port();
        boolean lingers =
                trial.pace()
                        .shows(
                                () ->
                                        TcpSocket.of(port).stream()
                                                .anyMatch(s -> isLingering(s, port)));
        if (!lingers) {
            throw trial.inapplicable("no.timewait");
        }
        trial.served(trial.start(new StartOptions(trial.subject().program(), port)));
    }

    private static boolean isLingering(TcpSocket socket, int port) {
        return socket.state() == TcpState.TIME_WAIT && socket.local().port() == port;
    }

    static void usage(Trial trial) throws IOException {
        StartOptions launch = new StartOptions(trial.subject().program(), 0);
        complains(trial, trial.launch(launch.words(trial.subject().program().withoutArguments())))
                .ifPresent(
                        found -> {
                            throw trial.disproof("usage.found", found);
                        });
    }

    static void badPort(Trial trial) throws IOException {
        if (!trial.subject().program().takesPort()) {
            throw trial.inapplicable("no.port");
        }
        List<String> complaints = new ArrayList<>();
        try (ServerSocket busy = Ports.listener(0)) {
            String taken = Integer.toString(busy.getLocalPort());
            for (String word : List.of("abc", "0x", "70000", taken)) {
                StartOptions launch = new StartOptions(trial.subject().program(), 0);
                Instance run = trial.launch(launch.words(trial.subject().program().with(word)));
                complains(trial, run).ifPresent(found -> complaints.add(word + ": " + found));
                run.close();
            }
        }
        trial.require(complaints.isEmpty(), "bad.found", String.join("; ", complaints));
    }

    /** Empty when the program ends by itself with a message and a status other than 0. */
    private static Optional<String> complains(Trial trial, Instance run) {
        OptionalInt status = run.status();
        if (status.isEmpty()) {
            return Optional.of(trial.text("runs.on"));
        }
        if (status.getAsInt() == 0 || status.getAsInt() > 128) {
            return Optional.of(trial.ending(run));
        }
        return run.err().isBlank() ? Optional.of(trial.text("says.nothing")) : Optional.empty();
    }

    static void ends(Trial trial) throws IOException {
        Instance server = trial.start();
        trial.served(server).close();
        trial.pace().shows(() -> server.children().stream().allMatch(Stat::isZombie));
        server.signal(Signal.SIGTERM);
        trial.require(trial.pace().shows(Zombies.ONE_SECOND, () -> !server.isAlive()), "lives");
        trial.require(
                trial.pace().shows(() -> server.population().living().isEmpty()),
                "left.behind",
                server.population().living().size());
    }
}
