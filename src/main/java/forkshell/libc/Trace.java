package forkshell.libc;

import java.util.function.Consumer;

/**
 * Tells each call of {@link Sys} in the notation of strace(1). Off unless asked for; a child
 * inherits the setting that its parent had at the fork. Not told: polls that end without an event,
 * the printing of children's words, and the reading of /proc.
 */
public final class Trace {
    private static final int LONGEST_STRING = 32;

    private static volatile boolean on;
    private static volatile Consumer<String> sink = System.err::println;

    private Trace() {}

    public static boolean on() {
        return on;
    }

    /** Whether there is nothing to tell of a call: it succeeded, and the trace is off. */
    static boolean quiet(long result) {
        return result >= 0 && !on;
    }

    public static void turn(boolean on) {
        Trace.on = on;
    }

    /** Where the lines go; a child sends its own to its parent. */
    public static void to(Consumer<String> sink) {
        Trace.sink = sink;
    }

    static void tell(String call, String arguments, String value) {
        sink.accept("[pid " + Libc.getpid() + "] " + call + "(" + arguments + ") = " + value);
    }

    /** {@code "hello\n"}, cut after 32 bytes as strace does. */
    static String quoted(long address, long count) {
        int shown = (int) Math.min(count, LONGEST_STRING);
        byte[] bytes = new com.sun.jna.Pointer(address).getByteArray(0, shown);
        StringBuilder text = new StringBuilder("\"");
        for (int i = 0; i < shown; i++) {
            text.append(escaped(bytes[i] & 0xff, i + 1 < shown ? bytes[i + 1] : 0));
        }
        return text.append(count > shown ? "\"..." : "\"").toString();
    }

    private static String escaped(int c, int next) {
        switch (c) {
            case '\n':
                return "\\n";
            case '\r':
                return "\\r";
            case '\t':
                return "\\t";
            case 0x0b:
                return "\\v";
            case '\f':
                return "\\f";
            case '"':
            case '\\':
                return "\\" + (char) c;
            default:
                return c >= ' ' && c < 0x7f
                        ? String.valueOf((char) c)
                        : octal(c, next >= '0' && next <= '7');
        }
    }

    private static String octal(int c, boolean digitFollows) {
        return digitFollows ? String.format("\\%03o", c) : "\\" + Integer.toOctalString(c);
    }
}
