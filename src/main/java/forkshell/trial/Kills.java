package forkshell.trial;

import forkshell.libc.Signal;
import forkshell.process.Child;
import forkshell.process.Exit;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Children that were killed on purpose, by the time of it, and which cuts they explain. Those that
 * had ended before their signal came do not count; all have to be reaped when one asks.
 */
final class Kills {
    /**
     * A client whose connection the server ended early.
     *
     * @param address the client's
     * @param from before it connected, in nanoseconds
     * @param to after it had found out
     */
    record Cut(String address, long from, long to) {}

    private record Kill(Child child, long from, long to) {}

    private final String host;
    private final Map<Child, Kill> kills = new HashMap<>();

    /**
     * @param host the host of all clients
     */
    Kills(String host) {
        this.host = host;
    }

    /** Has {@code signal} send SIGKILL to {@code child}, whose first is what counts. */
    void kill(Child child, Runnable signal) {
        long from = System.nanoTime();
        signal.run();
        long to = System.nanoTime();
        kills.putIfAbsent(child, new Kill(child, from, to));
    }

    long count() {
        return deadlyByEnd().size();
    }

    private NavigableMap<Long, Kill> deadlyByEnd() {
        NavigableMap<Long, Kill> deadly = new TreeMap<>();
        kills.values().stream().filter(Kills::wasDeadly).forEach(k -> deadly.put(k.to, k));
        return deadly;
    }

    /**
     * Counts how many of {@code cuts}, in the order of their ends, are left over when each kill has
     * explained one: of the client that the child served or, of a child that names none, of any
     * that was connected then.
     */
    long unexplained(Iterable<Cut> cuts) {
        NavigableMap<Long, Kill> left = deadlyByEnd();
        long unexplained = 0;
        for (Cut cut : cuts) {
            Optional<Kill> cause =
                    left.tailMap(cut.from, true).values().stream()
                            .takeWhile(kill -> kill.from <= cut.to)
                            .filter(kill -> mayHaveServed(kill.child, cut))
                            .findFirst();
            cause.ifPresent(kill -> left.remove(kill.to));
            unexplained += cause.isPresent() ? 0 : 1;
        }
        return unexplained;
    }

    private boolean mayHaveServed(Child child, Cut cut) {
        String purpose = child.purpose();
        return purpose.endsWith(" " + cut.address) || !purpose.contains(" " + host + ":");
    }

    private static boolean wasDeadly(Kill kill) {
        Exit exit = kill.child.exit();
        return exit != null && Signal.SIGKILL.equals(exit.signal());
    }
}
