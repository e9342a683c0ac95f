package forkshell.libc;

import java.util.function.Consumer;

/**
 * Tells each call of {@link Sys} in the notation of strace(1). Off unless asked for; a child
 * inherits the setting that its parent had at the fork. Not told: polls that end without an event,
 * the printing of children's words, and the reading of /proc.
 */
public final class Trace {
    private static volatile boolean on;
    private static volatile Consumer<String> sink = System.err::println;

    private Trace() {}

    public static boolean on() {
        return on;
    }

    /** Returns whether there is nothing to tell of a call: it succeeded, and the trace is off. */
    static boolean quiet(long result) {
        return result >= 0 && !on;
    }

    public static void turn(boolean on) {
        Trace.on = on;
    }

    /** Sets where the lines go; a child sends its own to its parent. */
    public static void to(Consumer<String> sink) {
        Trace.sink = sink;
    }

    static void tell(String call, String arguments, String value) {
        sink.accept("[pid " + Libc.getpid() + "] " + call + "(" + arguments + ") = " + value);
    }
}
