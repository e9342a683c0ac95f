package forkshell.proc;

import java.nio.file.Path;

/** The program that a process executes: /proc/PID/exe and /proc/PID/cmdline. */
public final class ExecutedProgram {
    private ExecutedProgram() {}

    /** Returns the file of the program; none for a zombie. */
    public static Fact<Path> file(int pid) {
        return ProcFile.link(pid + "/exe").map(Path::of);
    }

    /** Returns the file of the calling process's program. */
    public static Fact<Path> ownFile() {
        return ProcFile.link("self/exe").map(Path::of);
    }

    /** Returns the calling process's arguments, each with a NUL behind it. */
    public static Fact<String> ownCommandLine() {
        return ProcFile.text("self/cmdline");
    }
}
