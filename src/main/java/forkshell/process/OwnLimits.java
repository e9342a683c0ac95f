package forkshell.process;

import forkshell.libc.Libc;
import forkshell.libc.RefusedException;
import forkshell.libc.Sys;

/** What a child can take away from itself: descriptors, processes, privileges. */
public final class OwnLimits {
    private static final int NOBODY = 65534;

    private OwnLimits() {}

    /** No descriptor of this child may have a number of {@code count} or more: setrlimit(2). */
    public static void descriptors(int count) {
        RefusedException.unlessInChild("limitDescriptors", count);
        Sys.setrlimit(Libc.RLIMIT_NOFILE, count, "RLIMIT_NOFILE");
    }

    /** A signal that dumps core writes no more than {@code bytes} of it: setrlimit(2). */
    public static void coreFile(int bytes) {
        RefusedException.unlessInChild("limitCoreFile", bytes);
        Sys.setrlimit(Libc.RLIMIT_CORE, bytes, "RLIMIT_CORE");
    }

    /**
     * Lets the user whom this child belongs to have {@code count} processes before this child's
     * fork(2) fails; root is exempt.
     */
    public static void processes(int count) {
        RefusedException.unlessInChild("limitProcesses", count);
        Sys.setrlimit(Libc.RLIMIT_NPROC, count, "RLIMIT_NPROC");
    }

    /** Makes root an ordinary user, for good: setresuid(2); does nothing for others. */
    public static void becomeOrdinaryUser() {
        RefusedException.unlessInChild("becomeOrdinaryUser", "");
        if (Libc.getuid() == 0) {
            Sys.setresgid(NOBODY);
            Sys.setresuid(NOBODY);
        }
    }
}
