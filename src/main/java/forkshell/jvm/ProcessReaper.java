package forkshell.jvm;

import java.util.concurrent.Executor;

/**
 * Lets a child start programs by ProcessBuilder. The JDK has a pool of threads that wait for the
 * ends of programs, and in a child it would hand the work to one that only the parent has. A thread
 * of its own for each program exists wherever the program was started.
 */
public final class ProcessReaper {
    private ProcessReaper() {}

    /** In the parent, once. A JDK that names its pool otherwise keeps it. */
    public static void surviveForks() {
        Executor threads = ProcessReaper::start;
        try {
            JvmTools.setStatic(
                    Class.forName("java.lang.ProcessHandleImpl"),
                    "processReaperExecutor",
                    "Ljava/util/concurrent/Executor;",
                    threads);
        } catch (ClassNotFoundException | NoSuchFieldError anotherJdk) {
            return;
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "process reaper");
        thread.setDaemon(true);
        thread.start();
    }
}
