package forkshell.observe;

import forkshell.display.Channel;
import forkshell.display.StandardStream;
import forkshell.libc.Errno;
import forkshell.libc.Libc;
import forkshell.libc.Signal;
import forkshell.libc.SystemCallException;
import forkshell.strace.Launch;
import forkshell.strace.OutputLine;
import forkshell.strace.ProcessEnd;
import forkshell.strace.TraceLine;
import forkshell.strace.TracedProgram;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * The program of a server while it runs: hands on what it prints, notes what it does, and says how
 * it ended.
 */
final class ObservedProgram {
    private static final int LAST_CALLS = 5;
    private static final int SIGNALLED = 128;
    private static final Set<String> CRASHES =
            Set.of("SIGSEGV", "SIGABRT", "SIGBUS", "SIGFPE", "SIGILL", "SIGSYS");

    private final CommandLine arguments;
    private final boolean traced;
    private final CallLog log = new CallLog();
    private final TraceJournal journal = new TraceJournal(Libc.getpid());
    private final StringBuilder complaint = new StringBuilder();
    private final TracedProgram program;
    private int main = -1;
    private volatile ProcessEnd end;
    private volatile boolean stopping;

    ObservedProgram(CommandLine arguments, boolean traced) {
        this.arguments = arguments;
        this.traced = traced;
        List<String> words = arguments.words();
        Launch launch =
                Launch.of(words.get(0), words.subList(1, words.size()).toArray(String[]::new));
        try {
            program =
                    TracedProgram.start(
                            traced ? launch : launch.untraced(), this::told, this::printed);
        } catch (IOException e) {
            throw new SystemCallException(
                    "server", arguments.toString(), Errno.EIO, e.getMessage());
        }
    }

    /** Returns whether what it does is noted in the journal of this session. */
    boolean isTraced() {
        return traced;
    }

    /** -1 when strace did not start it. */
    int pid() {
        return program.pid();
    }

    boolean isRunning() {
        return program.process().isAlive();
    }

    Calls calls() {
        return new Calls(log.lines(), traced);
    }

    /** Returns what strace said instead of starting it, once it has ended. */
    String complaint() {
        await();
        synchronized (complaint) {
            return complaint.toString().strip();
        }
    }

    /** Returns whether the kernel does not let strace trace. */
    boolean isRefused() {
        return complaint().contains("ptrace") || complaint().contains("PTRACE");
    }

    /** Its end is wanted from now on, and nothing to speak of. */
    void stopping() {
        stopping = true;
    }

    void end() {
        try {
            program.end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void await() {
        try {
            program.awaitEnd();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns {@code running}, or how it ended. */
    String state() {
        return end != null
                ? Sentences.text("has.ended", how(end))
                : isRunning() ? Sentences.text("running") : endOfUntraced();
    }

    int exitStatus() {
        if (end == null) {
            return isRunning() ? -1 : program.process().exitValue();
        }
        return Signal.named(end.signal())
                .map(signal -> SIGNALLED + signal.number())
                .orElse(end.status());
    }

    private String endOfUntraced() {
        return Sentences.text("has.ended", "exit " + program.process().exitValue());
    }

    private static String how(ProcessEnd end) {
        return end.signal().isEmpty()
                ? "exit " + end.status()
                : end.signal() + (end.core() ? " (core)" : "");
    }

    private void printed(OutputLine line) {
        if (line.pid() < 0) {
            synchronized (complaint) {
                complaint.append(line.text()).append('\n');
            }
        } else {
            StandardStream stream = line.error() ? StandardStream.ERR : StandardStream.OUT;
            Channel.line(line.pid(), stream, line.text());
        }
    }

    private void told(TraceLine line) {
        main = main < 0 ? line.pid() : main;
        log.add(line);
        journal.accept(line);
        if (line instanceof ProcessEnd ended) {
            ended(ended);
        }
    }

    private void ended(ProcessEnd ended) {
        boolean whole = ended.pid() == main;
        if (whole) {
            end = ended;
        }
        boolean crashed = CRASHES.contains(ended.signal());
        if (!stopping && (whole || crashed)) {
            System.err.println(Sentences.text("ended", arguments, ended.pid(), how(ended)));
        }
        if (crashed) {
            System.err.println(
                    Sentences.text("last.calls", calls().of(ended.pid()).last(LAST_CALLS)));
        }
    }
}
