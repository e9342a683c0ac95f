package forkshell.check;

import forkshell.libc.Libc;
import forkshell.libc.Signal;
import forkshell.proc.Fact;
import forkshell.proc.FdInfo;
import forkshell.proc.Stat;
import forkshell.proc.Status;
import forkshell.proc.TcpSocket;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * One run of a program: its processes, and what the kernel shows of them. The server is the first
 * of them that holds the listener. Closing ends all of them.
 */
final class Instance implements AutoCloseable {
    private static final int MOST_TURNS = 10;

    private final Process process;
    private final Sandbox sandbox;
    private final Population population;
    private final Pace pace;
    private final int port;
    private final CapturedOutput out;
    private final CapturedOutput err;
    private final Path trace;
    private int server;

    Instance(
            Process process,
            Sandbox sandbox,
            Pace pace,
            int port,
            CapturedOutput out,
            CapturedOutput err,
            Path trace) {
        this.process = process;
        this.sandbox = sandbox;
        this.population = new Population((int) process.pid(), sandbox);
        this.pace = pace;
        this.port = port;
        this.out = out;
        this.err = err;
        this.trace = trace;
        this.server = (int) process.pid();
    }

    int port() {
        return port;
    }

    CapturedOutput out() {
        return out;
    }

    CapturedOutput err() {
        return err;
    }

    /** Returns what strace wrote, if it ran under strace. */
    Path trace() {
        return trace;
    }

    Population population() {
        return population;
    }

    /** Returns whether the program listens, or has ended. */
    boolean hasStarted() {
        return showsWhileItComputes(() -> listens() || isOver());
    }

    /** What still computes is waited for: an interpreter may take long on a busy machine. */
    private boolean showsWhileItComputes(BooleanSupplier fact) {
        long before;
        int turns = MOST_TURNS;
        do {
            before = cpuTicks();
            if (pace.shows(fact)) {
                return true;
            }
        } while (--turns > 0 && cpuTicks() != before);
        return false;
    }

    private long cpuTicks() {
        return population.living().stream().mapToLong(Stat::cpuTicks).sum();
    }

    /** Returns the pid of the server; of the program until it listens. */
    int server() {
        return server;
    }

    /** Returns whether a process of the program listens on the port, which makes it the server. */
    boolean listens() {
        OptionalLong inode = listener();
        if (inode.isEmpty()) {
            return false;
        }
        OptionalInt first = holders(inode.getAsLong()).stream().mapToInt(Stat::pid).findFirst();
        first.ifPresent(pid -> server = pid);
        return first.isPresent();
    }

    OptionalLong listener() {
        return listenersAt(port).mapToLong(TcpSocket::inode).findFirst();
    }

    private static Stream<TcpSocket> listenersAt(int port) {
        return TcpSocket.listeners(port).stream();
    }

    /** Returns the processes that hold a socket, the oldest first. */
    List<Stat> holders(long inode) {
        return population.living().stream()
                .filter(stat -> sockets(stat.pid()).contains(inode))
                .sorted(Comparator.comparingLong(Stat::startTicks).thenComparing(Stat::pid))
                .toList();
    }

    List<Long> sockets(int pid) {
        return FdInfo.socketsOf(pid).orElse(List.of());
    }

    /** Returns the server's socket that a visitor is connected to. */
    OptionalLong connection(Visitor visitor) {
        return connections(visitor)
                .mapToLong(TcpSocket::inode)
                .filter(inode -> inode > 0)
                .findFirst();
    }

    Stream<TcpSocket> connections(Visitor visitor) {
        return TcpSocket.connection(port, visitor.port()).stream();
    }

    boolean holdsConnection(int pid, Visitor visitor) {
        OptionalLong inode = connection(visitor);
        return inode.isPresent() && sockets(pid).contains(inode.getAsLong());
    }

    /**
     * Returns the process other than the server that has held a visitor's connection for longest.
     */
    OptionalInt childOf(Visitor visitor) {
        OptionalLong inode = connection(visitor);
        return inode.isEmpty()
                ? OptionalInt.empty()
                : holders(inode.getAsLong()).stream()
                        .mapToInt(Stat::pid)
                        .filter(pid -> pid != server)
                        .findFirst();
    }

    /** Returns the server's children, zombies included. */
    List<Stat> children() {
        return Stat.all().stream().filter(stat -> stat.ppid() == server).toList();
    }

    List<Stat> zombies() {
        return children().stream().filter(Stat::isZombie).toList();
    }

    /** Returns whether a process has ended; as a zombie it has, too. */
    static boolean hasEnded(int pid) {
        return Stat.of(pid).map(Stat::isZombie).orElse(true);
    }

    static boolean isGone(int pid) {
        return !Stat.of(pid).isKnown();
    }

    boolean isAlive() {
        return !hasEnded(server);
    }

    /**
     * Returns the status of the program, as a shell tells it: 128 and the signal's number for a
     * signal.
     */
    OptionalInt status() {
        return showsWhileItComputes(() -> !process.isAlive())
                ? OptionalInt.of(process.exitValue())
                : OptionalInt.empty();
    }

    /** Returns whether nothing of the program runs any more, not even a daemon that it became. */
    boolean isOver() {
        return !process.isAlive() && population.living().isEmpty();
    }

    /** Returns whether the server sleeps, and has slept since {@code switches} was counted. */
    boolean sleeps() {
        return Stat.of(server).map(stat -> stat.code() == 'S').orElse(false);
    }

    /** Returns how often the server has begun to wait for something. */
    long waits() {
        Fact<String> count = Status.of(server).map(s -> s.field("voluntary_ctxt_switches"));
        return Long.parseLong(count.map(text -> text.isEmpty() ? "0" : text).orElse("0"));
    }

    void signal(Signal signal) {
        signal(server, signal);
    }

    static void signal(int pid, Signal signal) {
        Libc.kill(pid, signal.number());
    }

    /** Stops the server, so that all that happens meanwhile happens for it at the same instant. */
    void freeze() {
        signal(Signal.SIGSTOP);
        pace.shows(() -> isStopped(server));
    }

    void thaw() {
        signal(Signal.SIGCONT);
    }

    /** Lets the server have no descriptor of {@code limit} or above, until the next call. */
    void limitDescriptors(int limit) throws IOException {
        List<String> words = List.of("prlimit", "--pid=" + server, "--nofile=" + limit + ":");
        Process prlimit =
                new ProcessBuilder(sandbox.asUser(words))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        pace.shows(() -> !prlimit.isAlive());
    }

    static boolean isStopped(int pid) {
        return Stat.of(pid).map(stat -> stat.code() == 'T').orElse(true);
    }

    @Override
    public void close() {
        population.end(pace);
        pace.shows(() -> !process.isAlive());
    }
}
