package forkshell.strace;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A system call that has returned, or that did not return: {@code exit_group}, or one in which its
 * process was killed.
 *
 * @param begun when it was made, in nanoseconds of {@link System#nanoTime}
 * @param nanos when it returned
 * @param name such as {@code accept}; the kernel's name, so fork(3) is {@code clone}
 * @param arguments as strace writes them: {@code 4<TCP:[127.0.0.1:7777->127.0.0.1:50312]>}
 * @param result what stands behind the equals sign, such as {@code -1 EAGAIN (Resource temporarily
 *     unavailable)}; {@code ?} when it did not return
 * @param injected whether strace made it fail
 * @param stack the callers, innermost first: {@code ./server(main+0x1a3) [0x14b6]}; empty without
 *     {@link Launch#stacks}
 */
public record Call(
        int pid,
        long begun,
        long nanos,
        String name,
        List<String> arguments,
        String result,
        boolean injected,
        List<String> stack,
        String text)
        implements TraceLine {
    private static final Pattern NUMBER = Pattern.compile("(-?\\d+|0x[0-9a-f]+).*");
    private static final Pattern ERROR = Pattern.compile("(?:-1|\\?) (E[A-Z0-9]+) .*");

    /** Returns the number that it returned; -1 also when it did not return. */
    public long value() {
        Matcher number = NUMBER.matcher(result);
        return number.matches() ? Long.decode(number.group(1)) : -1;
    }

    /**
     * Returns the name of the error, {@code EAGAIN}; also {@code ERESTARTSYS} of a call that a
     * signal interrupted. Empty when it succeeded.
     */
    public String error() {
        Matcher error = ERROR.matcher(result);
        return error.matches() ? error.group(1) : "";
    }

    /** Returns whether it returned without an error. */
    public boolean succeeded() {
        return !result.startsWith("?") && error().isEmpty();
    }

    /** Returns an argument, counted from 0; empty when there are fewer. */
    public String argument(int index) {
        return index < arguments.size() ? arguments.get(index) : "";
    }

    /** Returns the descriptor that is its first argument; number -1 when that is none. */
    public TracedDescriptor descriptor() {
        return TracedDescriptor.parse(argument(0));
    }

    Call calledFrom(List<String> callers) {
        return new Call(pid, begun, nanos, name, arguments, result, injected, callers, text);
    }
}
