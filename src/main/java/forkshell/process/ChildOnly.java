package forkshell.process;

import forkshell.libc.Errno;
import forkshell.libc.Generation;
import forkshell.libc.SystemCallException;

/** Refuses in the JVM what only a process of one thread can bear. */
final class ChildOnly {
    private ChildOnly() {}

    static void check(String call, Object argument) {
        if (!Generation.isChild()) {
            throw new SystemCallException(
                    call,
                    String.valueOf(argument),
                    Errno.EPERM,
                    "Here it would hit your whole session. Have a child do it: forkChild(() -> { ... }).");
        }
    }
}
