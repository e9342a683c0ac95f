package forkshell.proc;

import java.util.stream.Stream;

/** /proc/PID/environ: the environment that a program was started with. */
public record Environment(String text) {

    public static Fact<Environment> of(int pid) {
        return ProcFile.text(pid + "/environ").map(Environment::new);
    }

    /** Returns whether {@code variable}, such as {@code HOME=/root}, is among them. */
    public boolean has(String variable) {
        return Stream.of(text.split("\0")).anyMatch(variable::equals);
    }
}
