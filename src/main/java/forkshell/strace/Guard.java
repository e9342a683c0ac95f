package forkshell.strace;

import forkshell.libc.Libc;
import forkshell.libc.NativeBuffer;
import forkshell.libc.Sys;
import forkshell.proc.FdInfo;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.UUID;

/**
 * Sees to it that nothing of a program is left behind, also when this JVM is killed: a shell that
 * waits for a word from the JVM, or for its end, and then kills every process that has the guard's
 * mark in its environment, is traced by a strace(1) that has it, or belongs to a user that exists
 * for such programs only. So it finds those that made themselves daemons, too. strace is stopped
 * first: what it traces can fork no more; so are the others.
 */
public final class Guard implements AutoCloseable {
    private static final String VARIABLE = "FORKSHELL_GUARD";

    private static final String SCRIPT =
            """
            trap '' HUP INT QUIT TERM
            read -r word
            for tracer in $(grep -lsx strace /proc/[0-9]*/comm | cut -d/ -f3); do
                if grep -qsz "^$1$" /proc/$tracer/environ; then
                    kill -STOP $tracer
                    kill -KILL $(grep -ls "^TracerPid:.$tracer$" /proc/[0-9]*/status | cut -d/ -f3)
                    kill -KILL $tracer
                fi
            done
            all() {
                {
                    grep -lsz "^$1$" /proc/[0-9]*/environ
                    [ -z "$2" ] || grep -ls ^VmSize: /dev/null $(grep -ls "$2" /proc/[0-9]*/status)
                } | cut -d/ -f3
            }
            before=
            now=$(all "$@")
            while [ "$now" != "$before" ]; do
                kill -STOP $now
                before=$now
                now=$(all "$@")
            done
            while [ -n "$now" ]; do
                kill -KILL $now
                now=$(all "$@")
            done
            echo
            """;

    private final String mark = UUID.randomUUID().toString();
    private final int word;
    private final int answer;
    private boolean closed;

    /** Guards the processes that have its mark. */
    public Guard() throws IOException {
        this("");
    }

    /**
     * Guards those of some users, too. It has a session of its own, so that what ends the others
     * does not end it.
     *
     * @param users a basic regular expression of their line in /proc/PID/status, empty for none
     */
    public Guard(String users) throws IOException {
        int[] words = Sys.pipe(Libc.O_CLOEXEC);
        int[] answers = Sys.pipe(Libc.O_CLOEXEC);
        word = words[1];
        answer = answers[0];
        try {
            String variable = VARIABLE + "=" + mark;
            ProcessBuilder shell =
                    new ProcessBuilder(
                            "setsid", "--fork", "sh", "-c", SCRIPT, "guard", variable, users);
            shell.environment().remove(VARIABLE);
            shell.redirectInput(file(words[0]))
                    .redirectOutput(file(answers[1]))
                    .redirectError(Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            closeEnds();
            throw e;
        } finally {
            Sys.close(words[0]);
            Sys.close(answers[1]);
        }
    }

    private static File file(int fd) {
        return new File(FdInfo.ownPath(fd));
    }

    /** Puts the mark into the environment of a program to be started. */
    public void mark(ProcessBuilder program) {
        program.environment().put(VARIABLE, mark);
    }

    /** Kills what is left; returns when all of it is gone. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (NativeBuffer line = new NativeBuffer(1)) {
            line.putByte(0, (byte) '\n');
            Libc.write(word, line.address(), 1);
            Libc.read(answer, line.address(), 1);
        } finally {
            closeEnds();
        }
    }

    private void closeEnds() {
        Sys.close(word);
        Sys.close(answer);
    }
}
