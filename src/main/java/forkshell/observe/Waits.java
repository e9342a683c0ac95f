package forkshell.observe;

import forkshell.libc.Signal;
import forkshell.strace.Call;
import forkshell.strace.ProcessEnd;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How processes under observation ended, as long as nobody has waited for them. */
final class Waits {
    private static final Pattern CHILD = Pattern.compile("si_pid=(\\d+)");
    private static final int CORE = 0x80;

    private final Map<Integer, Integer> statuses = new HashMap<>();

    void ended(ProcessEnd end) {
        int signal = Signal.named(end.signal()).map(Signal::number).orElse(0);
        int status = signal == 0 ? end.status() << 8 : signal | (end.core() ? CORE : 0);
        statuses.put(end.pid(), status);
    }

    boolean hasEnded(int pid) {
        return statuses.containsKey(pid);
    }

    /** Returns the status as wait(2) gives it. */
    int take(int pid) {
        return statuses.remove(pid);
    }

    /** Whose status wait4(2) or waitid(2) took; none when nobody had ended. */
    static OptionalInt reaped(Call call) {
        if (call.name().equals("wait4")) {
            boolean goesOn = call.argument(1).matches("\\[\\{WIF(STOPPED|CONTINUED).*");
            return goesOn || call.value() <= 0
                    ? OptionalInt.empty()
                    : OptionalInt.of((int) call.value());
        }
        Matcher child = CHILD.matcher(call.argument(2));
        boolean looksOnly = call.argument(3).contains("WNOWAIT");
        return child.find() && !looksOnly
                ? OptionalInt.of(Integer.parseInt(child.group(1)))
                : OptionalInt.empty();
    }
}
