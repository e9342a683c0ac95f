package forkshell.inspect;

import forkshell.display.Messages;
import forkshell.libc.Errno;
import forkshell.libc.SystemCallException;
import forkshell.proc.Access;
import forkshell.proc.Fact;
import forkshell.proc.Status;
import java.util.List;

/** Says in a sentence why a number that somebody typed is not a process that can be looked at. */
public final class PidArgument {
    private static final Messages WORDS = Messages.of(PidArgument.class);
    private static final String ACCEPTED = WORDS.get("accepted");

    private PidArgument() {}

    /**
     * Returns the pid in {@code text}, an argument of {@code call}.
     *
     * @throws SystemCallException EINVAL, with a sentence, when it is no number
     */
    public static int parse(String call, String text) {
        try {
            return Integer.parseInt(String.valueOf(text).strip());
        } catch (NumberFormatException e) {
            String quoted = "\"" + text + "\"";
            throw new SystemCallException(
                    call, quoted, Errno.EINVAL, WORDS.get("not.a.pid", quoted, ACCEPTED));
        }
    }

    /** Returns why {@code pid} cannot be inspected; empty if it can. */
    public static List<String> objections(int pid) {
        List<String> absence = absence(pid);
        return absence.isEmpty() && !Access.isGranted(pid) ? List.of(foreign(pid)) : absence;
    }

    /** Returns why {@code pid} is not a process; empty if it is one. */
    static List<String> absence(int pid) {
        if (pid <= 0) {
            return List.of(WORDS.get("not.a.pid", pid, ACCEPTED));
        }
        Fact<Integer> process = Status.of(pid).map(Status::processOfThread);
        if (!process.isKnown()) {
            return List.of(WORDS.get("no.process", pid, ACCEPTED));
        }
        return process.value() == pid
                ? List.of()
                : List.of(WORDS.get("thread", pid, process.value()));
    }

    private static String foreign(int pid) {
        return WORDS.get("foreign", pid, Status.of(pid).map(Status::user));
    }
}
