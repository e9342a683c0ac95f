package forkshell.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.jna.NativeLibrary;

/**
 * Gives a child a process group of its own. Where no shell with job control has started the tests,
 * their group is orphaned, and the kernel stops no member of it for SIGTSTP, SIGTTIN or SIGTTOU. A
 * group whose member has its parent in another group of the session is not.
 */
public final class OwnGroup {
    private OwnGroup() {}

    /** setpgid(2) for a child of the caller. */
    public static void of(int child) {
        Object[] arguments = {child, child};
        assertEquals(0, NativeLibrary.getProcess().getFunction("setpgid").invokeInt(arguments));
    }
}
