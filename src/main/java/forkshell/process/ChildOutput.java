package forkshell.process;

import forkshell.display.Channel;
import forkshell.display.Frame;
import forkshell.display.FrameReader;
import forkshell.jvm.PendingMonitor;
import forkshell.libc.Generation;
import forkshell.libc.Libc;
import forkshell.libc.NativeBuffer;
import forkshell.libc.Sys;
import forkshell.libc.Trace;
import forkshell.proc.Fact;
import forkshell.proc.FdInfo;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The output of children: a pipe that all of them share. Each line is a {@link Frame} and one
 * write(2) of at most PIPE_BUF bytes, so lines of different children never mix; the parent hands it
 * to the {@link Channel}. What is not framed (a program that a child executed) is printed as it
 * comes.
 */
final class ChildOutput {
    private static final int NO_DESCRIPTOR = -1;
    private static final int ROOM = 1 << 16;
    private static final int DRAIN_TIMEOUT_MILLIS = 1_000;

    private final int readEnd;
    private final int writeEnd;
    private final LineStream out;
    private final LineStream err;
    private final LineStream trace;
    private final LineStream born;
    private final PrintStream childOut;
    private final PrintStream childErr;
    private final Consumer<String> childTrace;
    private final NativeBuffer buffer = new NativeBuffer(ROOM);
    private final byte[] bytes = new byte[ROOM];
    private final FrameReader frames = new FrameReader(Channel.token(), this::print, this::deliver);
    private final BiConsumer<Integer, PendingMonitor> childsChild;
    private boolean atLineStart = true;
    private final Object turn = new Object();
    private long begun;
    private long printed;

    /** {@code childsChild} is told of each process that a child forks. */
    ChildOutput(BiConsumer<Integer, PendingMonitor> childsChild) {
        this.childsChild = childsChild;
        int[] pipe = Sys.pipe(Libc.O_CLOEXEC);
        readEnd = pipe[0];
        writeEnd = pipe[1];
        out = new LineStream(writeEnd, Frame.Kind.OUT);
        err = new LineStream(writeEnd, Frame.Kind.ERR);
        trace = new LineStream(writeEnd, Frame.Kind.TRACE);
        born = new LineStream(writeEnd, Frame.Kind.BORN);
        childTrace = trace::line;
        childOut = new PrintStream(out, true, StandardCharsets.UTF_8);
        childErr = new PrintStream(err, true, StandardCharsets.UTF_8);
        Thread pump = new Thread(this::pump, "forkshell-output");
        pump.setDaemon(true);
        pump.start();
    }

    /**
     * In a new child: sends what it prints, by System.out or by descriptors 1 and 2, into the pipe.
     */
    void becomeChild(int pid) {
        out.mark(pid);
        err.mark(pid);
        trace.mark(pid);
        Trace.to(childTrace);
        Sys.dup2(writeEnd, 1);
        Sys.dup2(writeEnd, 2);
        beKnown(pid);
        System.setOut(childOut);
        System.setErr(childErr);
    }

    /** In the parent, once: see {@link ChildMain#warmUp}. */
    void warmUp() {
        out.mark(0);
        err.mark(0);
        trace.mark(0);
        born.mark(0);
        Libc.dup2(NO_DESCRIPTOR, 1);
        System.setOut(System.out);
        System.setErr(System.err);
    }

    /**
     * The parent knows its children. A child's child announces itself; it does not have the read
     * end, whose number may be that of another descriptor.
     */
    private void beKnown(int pid) {
        if (Generation.number() == 1) {
            Sys.close(readEnd);
        } else {
            born.mark(pid);
            born.line(Long.toString(PendingMonitor.ofThisThread().address()));
        }
    }

    /** Returns whether what {@code pid} prints comes here: it is a process of this session. */
    boolean isOutputOf(int pid) {
        Fact<String> theirs = FdInfo.target(pid, 1);
        return theirs.isKnown() && theirs.equals(FdInfo.ownTarget(readEnd));
    }

    /** In a child that ends: sends what is left of an unfinished line. */
    void finish() {
        childOut.flush();
        childErr.flush();
        out.end();
        err.end();
    }

    /**
     * Only this thread reads and prints: a learner's may be stopped between the two, and the words
     * would be lost.
     */
    private void pump() {
        while (true) {
            if (isReadable(-1)) {
                printWhatIsThere();
            }
        }
    }

    private void printWhatIsThere() {
        synchronized (turn) {
            begun++;
        }
        try {
            int count = Math.max(0, (int) Libc.read(readEnd, buffer.address(), ROOM));
            buffer.get(0, bytes, 0, count);
            frames.take(bytes, count);
        } catch (RuntimeException | Error learnersSystemOut) {
            return; // Its words are lost, those that follow are not.
        } finally {
            synchronized (turn) {
                printed = begun;
                turn.notifyAll();
            }
        }
    }

    private void print(String unframed) {
        atLineStart = unframed.endsWith("\n");
        System.out.print(unframed);
        System.out.flush();
    }

    private void deliver(Frame frame) {
        if (!atLineStart) {
            print("\n");
        }
        if (frame.kind() == Frame.Kind.BORN) {
            childsChild.accept(frame.pid(), PendingMonitor.at(Long.parseLong(frame.content())));
        } else {
            Channel.line(frame.pid(), frame.stream(), frame.content());
        }
    }

    /**
     * Waits until all is printed that children have written up to now, and not what they write
     * meanwhile, which may have no end: a pipe holds no more than one read(2) takes. Waits for a
     * second at most: the caller may hold what printing needs. A child does not wait: the words of
     * its own children go to the parent, too, and only the parent reads them.
     */
    void drain() {
        if (Generation.isChild()) {
            return;
        }
        long end = System.nanoTime() + DRAIN_TIMEOUT_MILLIS * 1_000_000L;
        synchronized (turn) {
            long before = begun;
            while (printed <= before
                    && (printed < begun || isReadable(0))
                    && System.nanoTime() < end) {
                try {
                    turn.wait(DRAIN_TIMEOUT_MILLIS);
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    /** False also when a signal ended the wait. */
    private boolean isReadable(int millis) {
        try (NativeBuffer pollfd = Sys.pollfd()) {
            pollfd.putInt(0, readEnd);
            pollfd.putInt(4, Libc.POLLIN);
            return Libc.poll(pollfd.address(), 1, millis) == 1;
        }
    }
}
