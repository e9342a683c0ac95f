package forkshell.check;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The cases of what is printed. */
final class Printing {
    private static final int CLIENTS = 4;

    private Printing() {}

    /** What a terminal shows, where each line goes out at once, against what a file gets. */
    static void printedOnce(Trial trial) throws IOException {
        Map<String, Long> once;
        try (Terminal terminal = new Terminal()) {
            StartOptions launch = new StartOptions(trial.subject().program(), trial.freePort());
            play(trial, trial.start(launch.onto(terminal.file())));
            once = count(terminal.text());
        }
        Instance server = trial.start();
        play(trial, server);
        Map<String, Long> inFile = count(server.out().text());
        if (once.isEmpty() && inFile.isEmpty()) {
            throw trial.inapplicable("prints.nothing");
        }
        inFile.forEach(
                (line, times) -> {
                    long right = once.getOrDefault(line, 0L);
                    trial.require(times <= right, "again", line, times, right);
                });
    }

    private static void play(Trial trial, Instance server) throws IOException {
        for (int i = 0; i < CLIENTS; i++) {
            trial.served(server).close();
        }
        trial.pace().shows(() -> server.children().stream().allMatch(s -> s.isZombie()));
        trial.served(server).close();
        trial.pace().shows(() -> server.children().stream().allMatch(s -> s.isZombie()));
        server.close();
    }

    /** How often each line was printed, whatever its numbers. */
    private static Map<String, Long> count(String text) {
        return text.lines()
                .map(line -> line.replaceAll("\\d+", "#"))
                .collect(Collectors.groupingBy(l -> l, TreeMap::new, Collectors.counting()));
    }

    static void lectureLines(Trial trial) throws IOException {
        if (trial.lecture() == null) {
            throw trial.inapplicable("no.lecture");
        }
        try (Terminal terminal = new Terminal()) {
            StartOptions launch = new StartOptions(trial.subject().program(), trial.freePort());
            Instance server = trial.start(launch.onto(terminal.file()));
            Visitor visitor = trial.served(server);
            int child = trial.childOf(server, visitor);
            visitor.close();
            List<String> lines =
                    trial.isOf(Lecture.A)
                            ? List.of(
                                    "accept:\\S+:" + visitor.port(),
                                    "sig_chld_handler:wait:pid=" + child + ",status=256",
                                    "\\s+WIFEXITED:1,WEXITSTATUS:1,WIFSIGNALED:0,.*")
                            : List.of("with child process: " + child);
            for (String line : lines) {
                trial.require(
                        trial.pace().shows(() -> isPrinted(line, server, terminal)),
                        "line.missing",
                        line);
            }
        }
    }

    private static boolean isPrinted(String line, Instance server, Terminal terminal) {
        return (server.err().text() + terminal.text()).lines().anyMatch(l -> l.matches(line));
    }
}
