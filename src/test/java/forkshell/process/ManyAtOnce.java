package forkshell.process;

import forkshell.libc.Libc;
import forkshell.libc.NativeBuffer;
import forkshell.libc.Sys;
import forkshell.testing.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Forks 500 children that wait for the end of one pipe, closes it, and reaps them on SIGCHLD. */
final class ManyAtOnce {
    private static final int CHILDREN = 500;

    private ManyAtOnce() {}

    public static void main(String[] args) {
        ProcessTable table = new ProcessTable();
        List<Exit> reported = new CopyOnWriteArrayList<>();
        table.onExit(reported::add);
        int[] pipe = Sys.pipe(Libc.O_CLOEXEC);
        NativeBuffer aByte = new NativeBuffer(1);
        for (int i = 0; i < CHILDREN; i++) {
            table.fork("", () -> readToTheEnd(pipe, aByte));
        }
        int forked = table.children().size();
        Sys.close(pipe[1]);
        Eventually.within(Duration.ofSeconds(20), () -> reported.size() >= CHILDREN);
        long different = reported.stream().mapToInt(Exit::pid).distinct().count();
        System.out.printf(
                "%d forked, %d reported, %d different, %d left%n",
                forked, reported.size(), different, table.children().size());
    }

    private static void readToTheEnd(int[] pipe, NativeBuffer aByte) {
        Libc.close(pipe[1]);
        Libc.read(pipe[0], aByte.address(), 1);
    }
}
