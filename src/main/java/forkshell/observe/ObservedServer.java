package forkshell.observe;

import forkshell.inspect.DescriptorRow;
import forkshell.inspect.Inspector;
import forkshell.inspect.ProcessRow;
import forkshell.inspect.SocketRow;
import forkshell.inspect.Table;
import forkshell.inspect.Tree;
import forkshell.inspect.timeline.Timeline;
import forkshell.journal.Entry;
import forkshell.journal.Event;
import forkshell.journal.ObservedProcess;
import forkshell.libc.Errno;
import forkshell.libc.Libc;
import forkshell.libc.Signal;
import forkshell.libc.SignalCalls;
import forkshell.libc.SocketAddress;
import forkshell.libc.SystemCallException;
import forkshell.strace.ProgramFile;
import java.util.List;
import java.util.Optional;

/**
 * A server that somebody else wrote, in whatever language, as a child of this session under
 * strace(1). What it prints appears line by line, marked with the pid that wrote it. It ends with
 * {@link #stop}, or with the session.
 */
public final class ObservedServer {
    private static final long LISTENS_WITHIN_NANOS = 5_000_000_000L;
    private static final long ENDS_WITHIN_NANOS = 1_000_000_000L;
    private static final int TURN_MILLIS = 10;

    private final CommandLine arguments;
    private final ObservedProgram program;
    private final int owner;
    private final Inspector inspector;
    private volatile SocketAddress address;

    private ObservedServer(CommandLine arguments, ObservedProgram program) {
        this.arguments = arguments;
        this.program = program;
        owner = program.isTraced() ? Libc.getpid() : program.pid();
        inspector = Inspector.of(program.pid()).inJournalOf(owner);
    }

    /**
     * Starts a server and waits until it listens, has ended, or has not listened for 5 seconds;
     * what is wrong then, and what cannot be seen where there is no strace, stderr says.
     *
     * @param program a file, or a name to be found in PATH
     * @param arguments the program's; {@code {port}} in one becomes a free port
     * @throws SystemCallException when the program cannot be executed; it says why
     */
    public static ObservedServer start(String program, String... arguments) {
        CommandLine given = CommandLine.of(program, arguments);
        ObservedServer server = new ObservedServer(given, run(given));
        server.awaitListening();
        return server;
    }

    /** Without strace where it is missing or may not trace. */
    private static ObservedProgram run(CommandLine arguments) {
        if (!ProgramFile.isInstalled("strace")) {
            say(Sentences.text("no.strace"));
            return new ObservedProgram(arguments, false);
        }
        ObservedProgram program = new ObservedProgram(arguments, true);
        if (program.pid() > 0) {
            return program;
        }
        if (!program.isRefused()) {
            throw new SystemCallException(
                    "server", arguments.toString(), Errno.EIO, program.complaint());
        }
        say(Sentences.text("no.ptrace", program.complaint()));
        return new ObservedProgram(arguments, false);
    }

    private void awaitListening() {
        long deadline = System.nanoTime() + LISTENS_WITHIN_NANOS;
        while (address == null && isRunning() && System.nanoTime() < deadline) {
            look();
            pause();
        }
        if (address == null && isRunning()) {
            say(Sentences.text(hasListened() ? "listens.no.more" : "listens.not", this));
        } else if (address != null && isElsewhere(address)) {
            say(Sentences.text("listens.elsewhere", address, arguments.port().getAsInt()));
        }
    }

    private boolean hasListened() {
        return journal().stream().anyMatch(entry -> entry.event() == Event.LISTEN);
    }

    private void look() {
        List<SocketAddress> listening = inspector.listening();
        Optional<SocketAddress> wanted =
                listening.stream().filter(local -> !isElsewhere(local)).findFirst();
        address = wanted.or(() -> listening.stream().findFirst()).orElse(address);
    }

    private boolean isElsewhere(SocketAddress local) {
        return arguments.port().isPresent() && arguments.port().getAsInt() != local.port();
    }

    private static void pause() {
        try {
            Thread.sleep(TURN_MILLIS);
        } catch (InterruptedException stopped) {
            throw new SystemCallException("server", "", Errno.EINTR, Sentences.text("interrupted"));
        }
    }

    private static void say(String sentence) {
        System.err.println(sentence);
    }

    /** Returns the pid of the program itself, not of strace. */
    public int pid() {
        return program.pid();
    }

    /**
     * Returns the port that it listens on, or was asked to while it does not listen.
     *
     * @throws SystemCallException ENOTCONN when neither is known
     */
    public int port() {
        if (address == null) {
            look();
        }
        if (address == null && arguments.port().isEmpty()) {
            throw new SystemCallException(
                    "port", toString(), Errno.ENOTCONN, Sentences.text("no.port"));
        }
        return address == null ? arguments.port().getAsInt() : address.port();
    }

    /** Returns whether a process of it is left. */
    public boolean isRunning() {
        return program.isRunning();
    }

    /**
     * Returns the exit status of the program itself as a shell tells it, 128 more than a signal
     * that ended it; -1 while it runs.
     */
    public int exitStatus() {
        return program.exitStatus();
    }

    /** Returns its processes, as {@code ps()} shows those of the session. */
    public Table<ProcessRow> ps() {
        return inspector.ps();
    }

    /** Returns the same as a tree. */
    public Tree tree() {
        return inspector.tree();
    }

    /**
     * Returns the descriptors of the program itself; {@code fds(pid)} shows those of its children.
     */
    public Table<DescriptorRow> fds() {
        return inspector.fds();
    }

    /** Returns the TCP sockets of all of its processes, with their other ends. */
    public Table<SocketRow> sockets() {
        return inspector.sockets();
    }

    /** Returns who was forked, served, ended and was reaped, when. */
    public Timeline timeline() {
        return Timeline.of(pid(), owner);
    }

    /** Returns what its processes did, in order. */
    public Table<Entry> journal() {
        return inspector.journal();
    }

    /** Returns what strace said, line by line. */
    public Calls calls() {
        return program.calls();
    }

    /** Returns what strace said of one of its processes or threads. */
    public Calls calls(int process) {
        return calls().of(process);
    }

    /** Returns whether a process belongs to it and has not been reaped. */
    public boolean owns(int process) {
        return isRunning() && inspector.members().contains(process);
    }

    /**
     * Sends a signal to the program itself: kill(2).
     *
     * @throws SystemCallException ESRCH when it has ended
     */
    public void kill(Signal signal) {
        kill(pid(), SystemCallException.given("kill", signal, "SIGTERM"));
    }

    /**
     * Sends a signal to one of its processes.
     *
     * @throws SystemCallException ESRCH when that is none, or has ended
     */
    public void kill(int process, Signal signal) {
        if (!owns(process)) {
            throw new SystemCallException(
                    "kill",
                    process + ", " + signal,
                    Errno.ESRCH,
                    Sentences.text("not.its.process", process));
        }
        SignalCalls.kill(process, signal);
        if (signal.equals(Signal.SIGKILL)) { // strace tells of every other one when it arrives
            new ObservedProcess(Libc.getpid())
                    .record(System.nanoTime(), Event.SIGNAL, process, signal.number());
        }
    }

    /**
     * Ends it: SIGTERM to the program itself; SIGKILL, a second later, to all that is left of it.
     * Returns when nothing is.
     */
    public void stop() {
        program.stopping();
        if (owns(pid())) {
            SignalCalls.kill(pid(), Signal.SIGTERM);
        }
        long deadline = System.nanoTime() + ENDS_WITHIN_NANOS;
        while (isRunning() && System.nanoTime() < deadline) {
            pause();
        }
        program.end();
    }

    /** Returns {@code server ./server 7777 on 127.0.0.1:7777, pid 4242, running}. */
    @Override
    public String toString() {
        return "server "
                + arguments
                + (address == null ? "" : " on " + address)
                + ", pid "
                + pid()
                + ", "
                + program.state();
    }
}
