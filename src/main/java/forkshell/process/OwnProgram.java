package forkshell.process;

import forkshell.libc.Exec;
import forkshell.libc.ProgramCalls;
import forkshell.libc.RefusedException;
import forkshell.libc.Sys;
import java.util.ArrayList;
import java.util.List;

/**
 * Another program in the place of a child, and what the child hands on to it: descriptors,
 * directory, mask, environment. The session's JVM would be lost by each, so it is refused.
 */
public final class OwnProgram {
    private OwnProgram() {}

    /** Executes {@code program}, with its name as the argument in front: execve(2). */
    public static void exec(String program, List<String> arguments) {
        RefusedException.unlessInChild("exec", program);
        List<String> argv = new ArrayList<>();
        argv.add(program);
        argv.addAll(arguments);
        System.out.flush();
        System.err.flush();
        Exec.execvp(program, argv);
    }

    /** Makes {@code newfd} a copy of {@code oldfd}: dup2(2). */
    public static void dup2(int oldfd, int newfd) {
        RefusedException.unlessInChild("dup2", oldfd + ", " + newfd);
        Sys.dup2(oldfd, newfd);
    }

    /** Changes the directory in which relative names begin: chdir(2). */
    public static void chdir(String directory) {
        RefusedException.unlessInChild("chdir", directory);
        ProgramCalls.chdir(directory);
    }

    /** Sets the permissions that new files do not get; returns those before: umask(2). */
    public static int umask(int mask) {
        RefusedException.unlessInChild("umask", "0" + Integer.toOctalString(mask));
        return ProgramCalls.umask(mask);
    }

    /** Sets a variable for programs that are executed from now on: setenv(3). */
    public static void setenv(String name, String value) {
        RefusedException.unlessInChild("setenv", name);
        ProgramCalls.setenv(name, value);
    }

    /** Begins a session, and in it a group, that this child leads: setsid(2). */
    public static int setsid() {
        RefusedException.unlessInChild("setsid", "");
        return ProgramCalls.setsid();
    }
}
