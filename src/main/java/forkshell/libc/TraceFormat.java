package forkshell.libc;

import com.sun.jna.Pointer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes arguments and results of calls as strace(1) does. */
final class TraceFormat {
    private static final int LONGEST_STRING = 32;

    private TraceFormat() {}

    static String arguments(Object... arguments) {
        return Stream.of(arguments).map(TraceFormat::argument).collect(Collectors.joining(", "));
    }

    private static String argument(Object argument) {
        return argument instanceof SocketAddress address
                ? address.traced() + ", " + address.length()
                : argument.toString();
    }

    static String value(long result, Errno errno) {
        return errno == null ? Long.toString(result) : "-1 " + errno + " (" + errno.meaning() + ")";
    }

    /** Returns a pointer, in hexadecimal. */
    static String hexadecimal(long address) {
        return "0x" + Long.toHexString(address);
    }

    /** The bytes that a call has read or written; only an address when the call failed. */
    record Bytes(long address, long count) {
        @Override
        public String toString() {
            return count < 0 ? hexadecimal(address) : quoted(address, count);
        }
    }

    /** A {@code struct pollfd} before and after poll(2). */
    record Polled(int fd, int events, int revents) {
        @Override
        public String toString() {
            return "[{fd=" + fd + ", events=" + Flags.poll(events) + "}]";
        }

        String result() {
            return "([{fd=" + fd + ", revents=" + Flags.poll(revents) + "}])";
        }
    }

    /** {@code "hello\n"}, cut after 32 bytes. */
    private static String quoted(long address, long count) {
        int shown = (int) Math.min(count, LONGEST_STRING);
        byte[] bytes = new Pointer(address).getByteArray(0, shown);
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
