package forkshell.libc;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The exception of a failed call: which call failed, with which arguments, the errno with its
 * meaning, and a sentence on what to do.
 */
public final class SystemCallException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** {@code forkshell.}, which is what all packages of this program begin with. */
    private static final String OWN_PACKAGES = parent(SystemCallException.class) + ".";

    private final String call;
    private final String arguments;
    private final Errno errno;
    private final String advice;

    public SystemCallException(String call, String arguments, Errno errno, String advice) {
        super(
                call
                        + "("
                        + arguments
                        + ") failed: "
                        + errno
                        + " ("
                        + errno.number()
                        + ") "
                        + errno.meaning()
                        + ". "
                        + advice);
        setStackTrace(withoutOwnFrames(getStackTrace()));
        this.call = call;
        this.arguments = arguments;
        this.errno = errno;
        this.advice = advice;
    }

    /** Returns the exception for {@code call} with {@code arguments}, with the advice that fits. */
    public static SystemCallException of(String call, Errno errno, Object... arguments) {
        String list = Stream.of(arguments).map(String::valueOf).collect(Collectors.joining(", "));
        return new SystemCallException(call, list, errno, Advice.on(call, errno, list));
    }

    /**
     * Returns {@code argument}, which {@code call} needs.
     *
     * @param how where a learner gets one: {@code accept(listener) makes a connection}
     * @throws SystemCallException EINVAL when it is null
     */
    public static <T> T given(String call, T argument, String how) {
        if (argument == null) {
            throw new SystemCallException(call, "null", Errno.EINVAL, Advice.text("given", how));
        }
        return argument;
    }

    private static String parent(Class<?> type) {
        String name = type.getPackageName();
        return name.substring(0, name.lastIndexOf('.'));
    }

    /**
     * A learner wants to see the own line that went wrong, not the way from there to the kernel.
     */
    static StackTraceElement[] withoutOwnFrames(StackTraceElement[] frames) {
        return Stream.of(frames)
                .filter(frame -> !frame.getClassName().startsWith(OWN_PACKAGES))
                .toArray(StackTraceElement[]::new);
    }

    /** Returns the same with the calling thread's frames: another thread made the call for it. */
    public SystemCallException asOfThisThread() {
        return new SystemCallException(call, arguments, errno, advice);
    }

    /** Returns the name of the call, as in C: {@code bind}. */
    public String call() {
        return call;
    }

    /** Returns the arguments as a reader writes them: {@code 4, 127.0.0.1:7777}. */
    public String arguments() {
        return arguments;
    }

    public Errno errno() {
        return errno;
    }

    /** Returns what to do about it, in a sentence. */
    public String advice() {
        return advice;
    }
}
