package forkshell.libc;

/** Checks and traces the result of a call of {@link Libc}. */
final class CallResult {
    private CallResult() {}

    /**
     * Traces a call that returns nothing but success.
     *
     * @throws SystemCallException if {@code result} is negative, with the errno of the call
     */
    static void check(int result, String call, Object... arguments) {
        if (!Trace.quiet(result)) {
            checked(result, call, arguments);
        }
    }

    /**
     * Traces a call and returns its result.
     *
     * @throws SystemCallException if {@code result} is negative, with the errno of the call
     */
    static long checked(long result, String call, Object... arguments) {
        Errno errno = errnoOf(result);
        trace(result, errno, call, arguments);
        if (errno != null) {
            throw SystemCallException.of(call, errno, arguments);
        }
        return result;
    }

    /** Traces a call whose failure is an answer, not an error. */
    static void traced(long result, String call, Object... arguments) {
        trace(result, errnoOf(result), call, arguments);
    }

    private static Errno errnoOf(long result) {
        return result < 0 ? Errno.of(Libc.errno()) : null;
    }

    private static void trace(long result, Errno errno, String call, Object... arguments) {
        if (Trace.on()) {
            Trace.tell(call, TraceFormat.arguments(arguments), TraceFormat.value(result, errno));
        }
    }
}
