package forkshell.jvm;

/**
 * What no thread may be stopped in the midst of: whoever holds this monitor is not stopped by
 * {@link JvmTools#stop} until it gives it back. An exception that was on its way is thrown where
 * the thread returns from its first native call, so begin with one that changes nothing.
 */
public final class StopGuard {
    private static volatile Object monitor = new Object();

    private StopGuard() {}

    public static Object monitor() {
        return monitor;
    }

    /** In a new child: other threads of it do not wait for what its first thread was doing. */
    public static void renew() {
        monitor = new Object();
    }
}
