package forkshell.trial;

import forkshell.libc.Libc;
import forkshell.proc.FdInfo;
import forkshell.proc.ProcessFamily;
import java.util.Map;

/** What /proc says about this process. */
final class OwnProcess {
    private OwnProcess() {}

    /** Counts the open descriptors. */
    static int descriptors() {
        return FdInfo.targets(Libc.getpid()).map(Map::size).orElse(0);
    }

    /** Counts the children of this process that are zombies, whoever started them. */
    static int zombies() {
        return ProcessFamily.of(Libc.getpid()).zombies();
    }
}
