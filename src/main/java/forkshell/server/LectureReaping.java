package forkshell.server;

import forkshell.process.Exit;

/** Reaps as the first lecture does: a SIGCHLD handler, and after each accept what that missed. */
final class LectureReaping {
    private LectureReaping() {}

    static void begin(ServerContext server) {
        if (server.reapedBy(Reaping.SIGCHLD)) {
            server.reapOnSigchld(ChildStatus::print);
        }
    }

    /** Not waiting, because it is enough to reap when the next client comes. */
    static void afterAccept(ServerContext server) {
        if (server.reapedBy(Reaping.AFTER_ACCEPT)) {
            for (Exit exit = server.reapOne(); exit != null; exit = server.reapOne()) {
                ChildStatus.print(exit);
            }
        }
    }
}
