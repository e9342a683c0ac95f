package forkshell.bench;

import forkshell.net.Listener;
import forkshell.process.Child;
import forkshell.process.ChildState;
import forkshell.process.ProcessTable;
import forkshell.server.AcceptLoop;
import forkshell.server.LoopOptions;
import forkshell.server.ServerModels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** forkshell's side of the comparison: the same commands as subject.c and subject.py. */
public final class JavaSubject {
    static final int LIMIT = 5_000;

    private JavaSubject() {}

    /** {@code serve DESIGN}, {@code fork N} or {@code reap N}; ends when its input ends. */
    public static void main(String[] command) throws IOException {
        switch (command[0]) {
            case "serve" -> serve(command[1]);
            case "fork" -> timeForks(Integer.parseInt(command[1]));
            default -> timeReaping(Integer.parseInt(command[1]));
        }
    }

    private static void serve(String design) throws IOException {
        LoopOptions options = LoopOptions.lectureA().model(ServerModels.named(design)).limit(LIMIT);
        try (Listener listener = Listener.listen("127.0.0.1", 0)) {
            AcceptLoop.start(new ProcessTable(), listener, options);
            System.out.println(listener.port());
            System.in.read();
        }
    }

    private static void timeForks(int n) {
        ProcessTable table = new ProcessTable();
        for (int i = 0; i < n; i++) {
            long start = System.nanoTime();
            Child child = table.fork("", () -> {});
            System.out.println(System.nanoTime() - start);
            table.waitFor(child);
        }
    }

    private static void timeReaping(int n) {
        ProcessTable table = new ProcessTable();
        List<Child> children = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            children.add(table.fork("", () -> {}));
        }
        for (Child child : children) {
            while (child.state() != ChildState.ZOMBIE) {
                LockSupport.parkNanos(1_000_000);
            }
        }
        long start = System.nanoTime();
        int reaped = table.reap().size();
        long nanos = System.nanoTime() - start;
        if (reaped != n) {
            throw new IllegalStateException(reaped + " of " + n + " zombies were reaped");
        }
        System.out.println(nanos);
    }
}
