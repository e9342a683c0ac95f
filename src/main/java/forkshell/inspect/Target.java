package forkshell.inspect;

import forkshell.proc.Access;
import forkshell.proc.Fact;
import forkshell.proc.Status;
import java.util.List;

/** Says in a sentence why a number that somebody typed is not a process that can be looked at. */
public final class Target {
    private static final String ACCEPTED =
            "a pid is a whole number above 0, and ps() lists those of this session.";

    private Target() {}

    /**
     * The pid in {@code text}; throws {@link IllegalArgumentException} with a sentence when it is
     * none.
     */
    public static int parse(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text + "\" is not a pid: " + ACCEPTED);
        }
    }

    /** Empty when {@code pid} is a process that we may look into. */
    public static List<String> objections(int pid) {
        if (pid <= 0) {
            return List.of(pid + " is not a pid: " + ACCEPTED);
        }
        Fact<Status> status = Status.of(pid);
        if (!status.isKnown()) {
            return List.of("There is no process " + pid + ", or it has ended: " + ACCEPTED);
        }
        return objections(pid, status.value());
    }

    private static List<String> objections(int pid, Status status) {
        if (status.processOfThread() != pid) {
            return List.of(
                    pid
                            + " is a thread of process "
                            + status.processOfThread()
                            + ": ask for that process.");
        }
        if (!Access.isGranted(pid)) {
            return List.of(
                    "Process "
                            + pid
                            + " belongs to user "
                            + status.user()
                            + ", and the kernel does not show you all of it (see ptrace(2)).");
        }
        return List.of();
    }
}
