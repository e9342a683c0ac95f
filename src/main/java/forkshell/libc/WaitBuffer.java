package forkshell.libc;

/** Room for what wait4(2) fills in: a wait status and a {@code struct rusage}. */
public final class WaitBuffer {
    private final NativeBuffer status = new NativeBuffer(Integer.BYTES);
    private final NativeBuffer rusage = new NativeBuffer(Usage.STRUCT_RUSAGE);

    /** Returns the last wait status; the macros of {@link WaitStatus} decode it. */
    public int status() {
        return status.getInt(0);
    }

    /** Returns what the process of the last status had used by then. */
    public Usage usage() {
        return new Usage(rusage);
    }

    long statusAddress() {
        return status.address();
    }

    long rusageAddress() {
        return rusage.address();
    }

    /** In strace's notation; only an address when wait4(2) has returned no {@code pid}. */
    String tracedStatus(int pid) {
        return pid > 0
                ? "[{" + WaitStatus.traced(status()) + "}]"
                : TraceFormat.hexadecimal(statusAddress());
    }

    /** Returns the same of the struct rusage. */
    String tracedUsage(int pid) {
        return pid > 0 ? usage().traced() : TraceFormat.hexadecimal(rusageAddress());
    }
}
