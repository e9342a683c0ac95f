package forkshell.strace;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes records of the lines that {@code strace -f -ttt -T} writes into one file. Not for several
 * threads.
 */
public final class LineParser {
    private static final Pattern LINE = Pattern.compile("(\\d+) +(\\d+)\\.(\\d{6}) (.*)");
    private static final Pattern RESUMED = Pattern.compile("<\\.\\.\\. \\w+ resumed>(.*)");
    private static final Pattern SIGNAL =
            Pattern.compile("--- (SIG\\w+|stopped by SIG\\w+) ?(.*?) ?---");
    private static final Pattern EXITED = Pattern.compile("\\+\\+\\+ exited with (\\d+) \\+\\+\\+");
    private static final Pattern KILLED =
            Pattern.compile("\\+\\+\\+ killed by (\\S+)( \\(core dumped\\))? \\+\\+\\+");
    private static final Pattern CALL = Pattern.compile("(\\w+)\\(.*");
    private static final Pattern RESULT =
            Pattern.compile(
                    " += (.*?)( \\(INJECTED\\))?(?: \\(DELAYED\\))?(?: <(\\d+)\\.(\\d{6})>)?");
    private static final String UNFINISHED = " <unfinished ...>";
    private static final String CALLER = " > ";

    private record Begun(long nanos, String text) {}

    private final Consumer<TraceLine> to;
    private final long clock;
    private final boolean stacks;
    private final Map<Integer, Begun> unfinished = new HashMap<>();
    private final List<String> callers = new ArrayList<>();
    private Call waiting;

    /**
     * @param clock what {@link System#nanoTime} is more than the nanoseconds since 1970
     * @param stacks whether each call is followed by its callers (strace -k), so that it is
     *     complete only when the next line has come
     */
    public LineParser(long clock, boolean stacks, Consumer<TraceLine> to) {
        this.clock = clock;
        this.stacks = stacks;
        this.to = to;
    }

    /** Returns the difference between the two clocks of this computer now. */
    public static long clockNow() {
        Instant now = Instant.now();
        return System.nanoTime() - now.getEpochSecond() * 1_000_000_000L - now.getNano();
    }

    /** Takes the next line, without its end; tells {@code to} what it completes. */
    public void take(String line) {
        if (line.startsWith(CALLER)) {
            callers.add(line.substring(CALLER.length()));
            return;
        }
        flush();
        Matcher m = LINE.matcher(line);
        if (m.matches()) {
            long seconds = Long.parseLong(m.group(2));
            long nanos = (seconds * 1_000_000 + Long.parseLong(m.group(3))) * 1_000 + clock;
            take(Integer.parseInt(m.group(1)), nanos, m.group(4));
        }
    }

    /** After the last line: tells of the call that waited for its callers. */
    public void flush() {
        if (waiting != null) {
            to.accept(waiting.calledFrom(List.copyOf(callers)));
            waiting = null;
        }
        callers.clear();
    }

    private void take(int pid, long nanos, String text) {
        Matcher resumed = RESUMED.matcher(text);
        if (text.endsWith(UNFINISHED)) {
            String cut = text.substring(0, text.length() - UNFINISHED.length());
            unfinished.put(pid, new Begun(nanos, cut));
        } else if (resumed.matches()) {
            Begun begun = unfinished.remove(pid);
            if (begun != null) {
                call(pid, begun.nanos, begun.text + resumed.group(1));
            }
        } else if (text.startsWith("+++ ")) {
            end(pid, nanos, text);
        } else if (text.startsWith("--- ")) {
            signal(pid, nanos, text);
        } else {
            call(pid, nanos, text);
        }
    }

    private void call(int pid, long begun, String text) {
        Matcher name = CALL.matcher(text);
        if (!name.matches()) {
            return;
        }
        Arguments arguments = new Arguments(text, name.end(1) + 1);
        Matcher result = RESULT.matcher(arguments.rest());
        if (result.matches()) {
            tell(
                    new Call(
                            pid,
                            begun,
                            begun + duration(result),
                            name.group(1),
                            arguments.list(),
                            result.group(1),
                            result.group(2) != null,
                            List.of(),
                            text));
        }
    }

    private static long duration(Matcher result) {
        return result.group(3) == null
                ? 0
                : Long.parseLong(result.group(3) + result.group(4)) * 1_000;
    }

    private void tell(Call call) {
        if (stacks) {
            waiting = call;
        } else {
            to.accept(call);
        }
    }

    private void signal(int pid, long nanos, String text) {
        Matcher m = SIGNAL.matcher(text);
        if (m.matches()) {
            String signal = m.group(1).replace("stopped by ", "");
            to.accept(new SignalDelivery(pid, nanos, signal, m.group(2), text));
        }
    }

    /** A process that is killed in a call never returns from it. */
    private void end(int pid, long nanos, String text) {
        Begun begun = unfinished.remove(pid);
        if (begun != null) {
            call(pid, begun.nanos, begun.text + ") = ?");
            flush();
        }
        Matcher exited = EXITED.matcher(text);
        Matcher killed = KILLED.matcher(text);
        if (exited.matches()) {
            to.accept(
                    new ProcessEnd(pid, nanos, Integer.parseInt(exited.group(1)), "", false, text));
        } else if (killed.matches()) {
            boolean core = killed.group(2) != null;
            to.accept(new ProcessEnd(pid, nanos, -1, killed.group(1), core, text));
        }
    }
}
