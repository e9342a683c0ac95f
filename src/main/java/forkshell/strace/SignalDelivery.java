package forkshell.strace;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A signal reached a process, or stopped it.
 *
 * @param signal its name, such as {@code SIGCHLD}
 * @param info siginfo_t as strace writes it: {@code {si_signo=SIGCHLD, si_code=CLD_EXITED, ...}};
 *     empty when the process is stopped by the signal
 */
public record SignalDelivery(int pid, long nanos, String signal, String info, String text)
        implements TraceLine {
    private static final Pattern SENDER = Pattern.compile("si_pid=(\\d+)");

    /**
     * Returns whether this line says that the process is stopped now, not that the signal has come.
     */
    public boolean stopped() {
        return info.isEmpty();
    }

    /**
     * Returns who sent it; for SIGCHLD, the child that it is about. Empty when the kernel sent it.
     */
    public OptionalInt sender() {
        Matcher sender = SENDER.matcher(info);
        return sender.find()
                ? OptionalInt.of(Integer.parseInt(sender.group(1)))
                : OptionalInt.empty();
    }
}
