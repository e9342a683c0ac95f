package forkshell.check;

import forkshell.proc.Environment;
import forkshell.proc.Stat;
import forkshell.proc.Status;
import forkshell.strace.Guard;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The walls around one start of a program: a session of setsid(2), limits of setrlimit(2), and for
 * root a user of its own, who may read and write files as root but neither exceed the limit of
 * processes nor signal others. Its processes carry a mark, by which those are found that left the
 * session.
 */
final class Sandbox {
    private static final String VARIABLE = "FORKSHELL_CHECK";
    private static final int PROCESSES = 300;
    private static final long FILE_BYTES = 32L << 20;
    private static final long DATA_BYTES = 1L << 30;
    private static final int CPU_SECONDS = 120;

    /** What forks or loops without end must not keep the checker from ending it. */
    private static final String NICENESS = "10";

    private final String mark = UUID.randomUUID().toString();
    private final Guard guard;
    private final int user;
    private final boolean ofItsOwn;

    /**
     * @param guard ends what is left when this JVM has ended
     * @param user whom the program belongs to
     * @param ofItsOwn whether nothing else belongs to that user
     */
    Sandbox(Guard guard, int user, boolean ofItsOwn) {
        this.guard = guard;
        this.user = user;
        this.ofItsOwn = ofItsOwn;
    }

    /** Puts {@code words} behind the programs that build the walls: each executes the next. */
    List<String> around(List<String> words, boolean muchMemory) {
        List<String> limits = new ArrayList<>(List.of("prlimit", "--core=0"));
        limits.addAll(List.of("--cpu=" + CPU_SECONDS, "--fsize=" + FILE_BYTES));
        limits.add("--nproc=" + processes());
        if (!muchMemory) {
            limits.add("--data=" + DATA_BYTES);
        }
        limits.addAll(words);
        List<String> all = new ArrayList<>(List.of("setsid", "nice", "-n", NICENESS));
        all.addAll(asUser(limits));
        return all;
    }

    /** Returns the command line that runs {@code words} as the user of this sandbox. */
    List<String> asUser(List<String> words) {
        List<String> all = new ArrayList<>(List.of("setpriv", "--pdeathsig=KILL"));
        if (ofItsOwn) {
            all.addAll(List.of("--reuid=" + user, "--regid=" + user, "--clear-groups"));
            all.addAll(List.of("--inh-caps=+dac_override", "--ambient-caps=+dac_override"));
        }
        all.addAll(words);
        return all;
    }

    /** The kernel counts all threads of a user. */
    private long processes() {
        return PROCESSES
                + (ofItsOwn
                        ? 0
                        : Stat.all().stream()
                                .filter(stat -> isOf(stat, user))
                                .mapToLong(Stat::threads)
                                .sum());
    }

    void mark(ProcessBuilder builder) {
        guard.mark(builder);
        builder.environment().put(VARIABLE, mark);
    }

    /** Returns whether a process, wherever it is now, came from here. */
    boolean isFromHere(Stat stat) {
        return ofItsOwn
                ? isOf(stat, user)
                : Environment.of(stat.pid())
                        .map(environment -> environment.has(VARIABLE + "=" + mark))
                        .orElse(false);
    }

    private static boolean isOf(Stat stat, int user) {
        return Status.of(stat.pid()).map(status -> status.user() == user).orElse(false);
    }
}
