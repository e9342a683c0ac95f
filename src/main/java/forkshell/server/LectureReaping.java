package forkshell.server;

import forkshell.process.Exit;

/** Reaps as the first lecture does: a SIGCHLD handler, and after each accept what that missed. */
final class LectureReaping {
    private LectureReaping() {}

    static void begin(AcceptLoop loop) {
        if (loop.options().reapedBy(Reaping.SIGCHLD)) {
            loop.reapOnSigchld(ChildStatus::print);
        }
    }

    /** Not waiting, because it is enough to reap when the next client comes. */
    static void afterAccept(AcceptLoop loop) {
        if (loop.options().reapedBy(Reaping.AFTER_ACCEPT)) {
            for (Exit exit = loop.reapOne(); exit != null; exit = loop.reapOne()) {
                ChildStatus.print(exit);
            }
        }
    }
}
