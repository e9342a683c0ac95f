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
 * mark in its environment or is traced by a strace(1) that has it. So it finds those that made
 * themselves daemons, too. strace is stopped first: what it traces can fork no more.
 */
final class Guard {
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
            marked() { grep -lsz "^$1$" /proc/[0-9]*/environ | cut -d/ -f3; }
            all=$(marked "$1")
            while [ -n "$all" ]; do
                kill -KILL $all
                all=$(marked "$1")
            done
            echo
            """;

    private final String mark = VARIABLE + "=" + UUID.randomUUID();
    private final int word;
    private final int answer;
    private boolean closed;

    /** In a session of its own, so that what ends the others does not end it. */
    Guard() throws IOException {
        int[] words = Sys.pipe(Libc.O_CLOEXEC);
        int[] answers = Sys.pipe(Libc.O_CLOEXEC);
        word = words[1];
        answer = answers[0];
        try {
            new ProcessBuilder("setsid", "--fork", "sh", "-c", SCRIPT, "guard", mark)
                    .redirectInput(file(words[0]))
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

    /** A variable for the program's environment, with its value. */
    String mark() {
        return mark;
    }

    /** Kills what is left; returns when all of it is gone. */
    synchronized void close() {
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
