package forkshell.journal;

import forkshell.libc.Signal;
import forkshell.libc.SocketAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One event as it is read.
 *
 * @param nanos when, in nanoseconds of CLOCK_MONOTONIC, the clock of {@link System#nanoTime}
 * @param pid the process that noted it
 * @param a the first number that the event notes, and so on; see {@link Event}
 */
public record Entry(long nanos, int pid, Event event, long a, long b, long c, long d) {
    /** The bits before an IPv4 address in its IPv6 form, ::ffff:0:0/96. */
    static final long MAPPED_IPV4 = 0xffffL << 32;

    /**
     * Returns what was noted, by name: numbers, the name of a signal, the letter of a state, an
     * address as text.
     */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        long[] numbers = {a, b, c, d};
        for (int i = 0; i < event.numbers().size(); i++) {
            String name = event.numbers().get(i);
            fields.put(name, field(name, numbers[i]));
        }
        return fields;
    }

    private Object field(String name, long number) {
        return switch (name) {
            case "peer", "address" -> address().toString();
            case "signal" -> Signal.nameOf((int) number);
            case "state" -> number >= 'A' && number <= 'Z' ? "" + (char) number : "?";
            case "call" -> Words.of(number);
            case "design" -> Words.of(b, c, d);
            default -> number;
        };
    }

    /** Returns the address of LISTEN, ACCEPT and SERVE. */
    public SocketAddress address() {
        byte[] bytes = ByteBuffer.allocate(16).putLong(c).putLong(d).array();
        try {
            return SocketAddress.of(InetAddress.getByAddress(bytes), (int) b);
        } catch (UnknownHostException e) {
            throw new AssertionError("16 bytes are an address", e);
        }
    }

    /** Returns the event's name: {@code fork attempt}. */
    public String word() {
        return event == Event.SIGCHLD
                ? "SIGCHLD"
                : event.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Returns {@code exchange fd 6, bytes 5, total 10}. */
    public String text() {
        String details =
                fields().entrySet().stream()
                        .map(field -> field.getKey() + " " + field.getValue())
                        .collect(Collectors.joining(", "));
        return (word() + " " + details).strip();
    }

    @Override
    public String toString() {
        return pid + " " + text();
    }
}
