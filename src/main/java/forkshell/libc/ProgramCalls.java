package forkshell.libc;

import static forkshell.libc.CallResult.check;

import java.nio.charset.StandardCharsets;

/**
 * What a process hands on to the program that it executes: its directory, its mask for new files,
 * its environment, its group. Checked and traced.
 */
public final class ProgramCalls {
    private ProgramCalls() {}

    public static void chdir(String directory) {
        try (NativeBuffer path = string(directory)) {
            check(Libc.chdir(path.address()), "chdir", '"' + directory + '"');
        }
    }

    /** Returns the mask before. */
    public static int umask(int mask) {
        int before = Libc.umask(mask);
        if (Trace.on()) {
            Trace.tell("umask", octal(mask), octal(before));
        }
        return before;
    }

    private static String octal(int mask) {
        return mask == 0 ? "000" : "0" + Integer.toOctalString(mask);
    }

    /** Sets a variable in the library's own memory, without a system call: setenv(3). */
    public static void setenv(String name, String value) {
        try (NativeBuffer key = string(name);
                NativeBuffer text = string(value)) {
            check(Libc.setenv(key.address(), text.address(), 1), "setenv", name, value, 1);
        }
    }

    public static void setpgid(int pid, int group) {
        check(Libc.setpgid(pid, group), "setpgid", pid, group);
    }

    /** Returns the id of the new session. */
    public static int setsid() {
        int session = Libc.setsid();
        check(session, "setsid");
        return session;
    }

    static NativeBuffer string(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        NativeBuffer memory = new NativeBuffer(bytes.length + 1);
        memory.put(0, bytes, 0, bytes.length);
        return memory;
    }
}
