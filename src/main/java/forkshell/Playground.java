package forkshell;

import static forkshell.libc.SystemCallException.given;

import forkshell.display.Display;
import forkshell.inspect.DescriptorPair;
import forkshell.inspect.DescriptorRow;
import forkshell.inspect.Inspector;
import forkshell.inspect.Memory;
import forkshell.inspect.ProcessRow;
import forkshell.inspect.SignalRow;
import forkshell.inspect.SocketRow;
import forkshell.inspect.Table;
import forkshell.inspect.Target;
import forkshell.inspect.Tree;
import forkshell.inspect.timeline.Timeline;
import forkshell.journal.Entry;
import forkshell.journal.JsonLines;
import forkshell.libc.Libc;
import forkshell.libc.Signal;
import forkshell.libc.SystemCallException;
import forkshell.libc.Trace;
import forkshell.net.Client;
import forkshell.net.Clients;
import forkshell.net.Connection;
import forkshell.net.Echo;
import forkshell.net.Handler;
import forkshell.net.Listener;
import forkshell.net.Pipe;
import forkshell.process.Child;
import forkshell.process.ChildTask;
import forkshell.process.Exit;
import forkshell.process.OwnLimits;
import forkshell.process.OwnSignals;
import forkshell.process.ProcessTable;
import forkshell.process.Until;
import forkshell.server.AcceptLoop;
import forkshell.server.Belongings;
import forkshell.server.ChildStatus;
import forkshell.server.LoopOptions;
import forkshell.server.Mistake;
import forkshell.server.Reaping;
import forkshell.server.ServingChild;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The vocabulary: what a learner types after {@code import static forkshell.Playground.*}. Each
 * name does what the call or the function of the same name does in the lectures' C programs; a
 * failure throws {@link SystemCallException}.
 */
public final class Playground {
    public static final Signal SIGHUP = Signal.SIGHUP;
    public static final Signal SIGINT = Signal.SIGINT;
    public static final Signal SIGQUIT = Signal.SIGQUIT;
    public static final Signal SIGKILL = Signal.SIGKILL;
    public static final Signal SIGUSR1 = Signal.SIGUSR1;
    public static final Signal SIGUSR2 = Signal.SIGUSR2;
    public static final Signal SIGSEGV = Signal.SIGSEGV;
    public static final Signal SIGPIPE = Signal.SIGPIPE;
    public static final Signal SIGALRM = Signal.SIGALRM;
    public static final Signal SIGTERM = Signal.SIGTERM;
    public static final Signal SIGCHLD = Signal.SIGCHLD;
    public static final Signal SIGCONT = Signal.SIGCONT;
    public static final Signal SIGSTOP = Signal.SIGSTOP;

    public static final Reaping AFTER_ACCEPT = Reaping.AFTER_ACCEPT;
    public static final Reaping NOBODY = Reaping.NOBODY;
    public static final Reaping ON_SIGCHLD = Reaping.SIGCHLD;
    public static final Mistake PARENT_KEEPS_CONNECTION = Mistake.PARENT_KEEPS_CONNECTION;
    public static final Mistake CHILD_KEEPS_LISTENER = Mistake.CHILD_KEEPS_LISTENER;
    public static final Mistake CHILD_FORGETS_EXIT = Mistake.CHILD_FORGETS_EXIT;
    public static final Mistake WAIT_ONCE = Mistake.WAIT_ONCE;

    public static final int WNOHANG = Libc.WNOHANG;
    public static final int WUNTRACED = Libc.WUNTRACED;
    public static final int WCONTINUED = Libc.WCONTINUED;

    private static final String LOOPBACK = "127.0.0.1";
    private static final String SIGNAL = "a signal is such as SIGTERM";

    private Playground() {}

    // ---- sockets ----

    /**
     * Listens on 127.0.0.1 and {@code port}; 0 picks a free one, see {@link Listener#port()}. You
     * close it.
     */
    public static Listener listen(int port) {
        return listen(LOOPBACK, port);
    }

    /** Listens on an address of this computer, IPv4 or IPv6. You close it. */
    public static Listener listen(String host, int port) {
        return listen(host, port, Listener.BACKLOG);
    }

    /** Listens with room for about {@code backlog} clients that nobody has accepted yet. */
    public static Listener listen(String host, int port, int backlog) {
        return kept(() -> Listener.listen(host, port, backlog));
    }

    /**
     * Listens on 127.0.0.1 without SO_REUSEADDR: refused while connections of that port linger in
     * TIME_WAIT.
     */
    public static Listener listenWithoutReuse(int port) {
        return kept(() -> Listener.listen(LOOPBACK, port, Listener.BACKLOG, false));
    }

    private static Listener kept(Supplier<Listener> listen) {
        return belongings().keep(listen, Listener::isOpen, Listener::close);
    }

    /**
     * Waits for a client, takes its connection and prints {@code accept:HOST:PORT}. You close the
     * connection.
     */
    public static Connection accept(Listener listener) {
        given("accept", listener, "listen(port) makes a listener");
        Connection connection =
                belongings().keep(listener::accept, Connection::isOpen, Connection::close);
        System.err.println("accept:" + connection.peer().host() + ":" + connection.peer().port());
        return connection;
    }

    /** A pipe for parent and children to talk through. Each closes the ends that it has. */
    public static Pipe pipe() {
        return belongings().keep(Pipe::new, Pipe::isOpen, Pipe::close);
    }

    /** An empty file without a name; it is gone when its last holder closes it. */
    public static RandomAccessFile scratchFile() throws IOException {
        Path path = Files.createTempFile("forkshell", ".tmp");
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        Files.delete(path);
        return belongings().keep(file);
    }

    /** Sends back what the client sends, until it ends. Blocks meanwhile: so let a child do it. */
    public static void echoBackLoop(Connection connection) {
        Echo.serve(given("echoBackLoop", connection, "accept(listener) makes a connection"));
    }

    /** Connects a client to a server on 127.0.0.1. You close it. */
    public static Client connect(int port) {
        return connect(LOOPBACK, port);
    }

    /** Connects a client to a server on this computer. You close it. */
    public static Client connect(String host, int port) {
        Clients clients = Session.current().clients();
        return belongings().keep(() -> clients.connect(host, port), Client::isOpen, Client::close);
    }

    // ---- children ----

    /**
     * Forks: the child runs {@code task} under its own pid and ends, with 0, with 1 if it throws,
     * with N on exit(N).
     */
    public static Child forkChild(ChildTask task) {
        return table().fork("", task);
    }

    /**
     * Forks a child that closes the listener, serves the connection, closes it and ends. You still
     * close your copies.
     */
    public static Child forkChild(Listener listener, Connection connection, Handler handler) {
        given("forkChild", listener, "listen(port) makes a listener");
        given("forkChild", connection, "accept(listener) makes a connection");
        given("forkChild", handler, "a handler is such as c -> echoBackLoop(c)");
        return ServingChild.fork(table(), listener, connection, handler);
    }

    /**
     * Takes every child that has ended, without waiting: waitpid(2) with WNOHANG. Empty when there
     * is none.
     */
    public static List<Exit> reap() {
        return table().reap();
    }

    /** Waits until {@code child} ends, and takes its status. */
    public static Exit waitFor(Child child) {
        return table().waitFor(child);
    }

    /**
     * Waits until {@code child} ends or, with WUNTRACED or WCONTINUED, is stopped or goes on:
     * waitpid(2). With WNOHANG it does not wait, and null means that nothing has happened.
     */
    public static Exit waitpid(Child child, int options) {
        return table().waitpid(given("waitpid", child, "children() lists them"), options);
    }

    /** Prints the first lecture's two lines about how a child ended. */
    public static void printChildProcessStatus(Exit exit) {
        ChildStatus.print(
                given("printChildProcessStatus", exit, "waitFor(child) and reap() give one"));
    }

    /**
     * From now on reaps on SIGCHLD, and calls {@code handler} once for each child that has ended,
     * on a thread of the JVM's, one call after the other.
     */
    public static void onChildExit(Consumer<Exit> handler) {
        table().onExit(handler);
    }

    /** Removes the SIGCHLD handler: children that end stay zombies until you reap them. */
    public static void ignoreChildExit() {
        table().ignoreExit();
    }

    /** SIG_IGN for SIGCHLD: children that end leave no zombie, and nobody learns their status. */
    public static void discardChildExits() {
        table().discardExits();
    }

    /** All children that have not been reaped, zombies included. */
    public static List<Child> children() {
        return table().children();
    }

    /** Sends a signal to a child. */
    public static void kill(Child child, Signal signal) {
        given("kill", signal, SIGNAL);
        table().kill(given("kill", child, "children() lists them"), signal);
    }

    /** Sends a signal to the child with that pid; any other process is refused. */
    public static void kill(int pid, Signal signal) {
        table().kill(pid, given("kill", signal, SIGNAL));
    }

    /** The pid of the process that calls: the child's own in a child. */
    public static int getpid() {
        Session.current();
        return Libc.getpid();
    }

    /** The pid of the parent of the process that calls. */
    public static int getppid() {
        Session.current();
        return Libc.getppid();
    }

    /** Ends the child that calls with {@code status}: _exit(2). In your session it is refused. */
    public static void exit(int status) {
        table().exit(status);
    }

    // ---- for a child only ----

    /** Keeps a signal pending until the child takes it: sigprocmask(2). */
    public static void blockSignal(Signal signal) {
        OwnSignals.block(given("blockSignal", signal, SIGNAL));
    }

    /** Takes a blocked signal if it is pending: sigtimedwait(2) that does not wait. */
    public static boolean takeSignal(Signal signal) {
        return OwnSignals.take(given("takeSignal", signal, SIGNAL));
    }

    /** Has a handler that does nothing catch a signal, with or without SA_RESTART. */
    public static void catchSignal(Signal signal, boolean restart) {
        OwnSignals.catchSignal(given("catchSignal", signal, SIGNAL), restart);
    }

    /** Waits until a signal ends the child, or is caught: pause(2). */
    public static void pause() {
        OwnSignals.pause();
    }

    /** accept(2) as it is in C: a signal that the child catches makes it fail with EINTR. */
    public static Connection acceptOnce(Listener listener) {
        return given("acceptOnce", listener, "listen(port) makes a listener").acceptOnce();
    }

    /** The child gets no descriptor numbered {@code count} or more: RLIMIT_NOFILE. */
    public static void limitDescriptors(int count) {
        OwnLimits.descriptors(count);
    }

    /**
     * The child leaves at most {@code bytes} of a core file: RLIMIT_CORE. It does not hold where
     * {@code /proc/sys/kernel/core_pattern} begins with {@code |}: a program gets the core then.
     */
    public static void limitCoreFile(int bytes) {
        OwnLimits.coreFile(bytes);
    }

    /** The child cannot fork while its user has {@code count} processes: RLIMIT_NPROC. Root can. */
    public static void limitProcesses(int count) {
        OwnLimits.processes(count);
    }

    /** Takes root's privileges from the child, for good. */
    public static void becomeOrdinaryUser() {
        OwnLimits.becomeOrdinaryUser();
    }

    // ---- the server ----

    /**
     * Starts the first lecture's acceptLoop in the background: a child for each client, until you
     * stop it.
     */
    public static AcceptLoop acceptLoop(Listener listener) {
        return acceptLoop(listener, lectureA());
    }

    /**
     * Starts an accept loop that works as {@code options} say: {@code
     * lectureA().handler(...).reaping(NOBODY)}.
     */
    public static AcceptLoop acceptLoop(Listener listener, LoopOptions options) {
        return belongings()
                .keep(
                        () -> AcceptLoop.start(table(), listener, options),
                        AcceptLoop::isRunning,
                        AcceptLoop::stop);
    }

    /** The first lecture's server: SIGCHLD handler, and a net after each accept. */
    public static LoopOptions lectureA() {
        return LoopOptions.lectureA();
    }

    /** The second lecture's server: reaps after each accept only. */
    public static LoopOptions lectureB() {
        return LoopOptions.lectureB();
    }

    // ---- seeing ----

    /** The processes of this session as the kernel knows them: you, your children, orphans. */
    public static Table<ProcessRow> ps() {
        return Inspector.ofThisProcess().ps();
    }

    /** The same as a tree: who forked whom, who serves whom, and who adopted an orphan. */
    public static Tree tree() {
        return Inspector.ofThisProcess().tree();
    }

    /** The descriptors of this process. */
    public static Table<DescriptorRow> fds() {
        return Inspector.ofThisProcess().fds();
    }

    /** The descriptors of a process; a pid that means nothing is explained below an empty table. */
    public static Table<DescriptorRow> fds(int pid) {
        return Inspector.ofThisProcess().fds(pid);
    }

    /** The same for a pid that is written as text. */
    public static Table<DescriptorRow> fds(String pid) {
        return fds(Target.parse("fds", pid));
    }

    /** The descriptors of a parent and its child side by side: inherited, closed, opened since. */
    public static Table<DescriptorPair> fds(int parent, int child) {
        return Inspector.ofThisProcess().fds(parent, child);
    }

    /** The TCP sockets of this session, both ends of each connection, and who holds them. */
    public static Table<SocketRow> sockets() {
        return Inspector.ofThisProcess().sockets();
    }

    /** The memory that a process shares, and has of its own; compare with {@link Memory#since}. */
    public static Memory memory(int pid) {
        return Inspector.ofThisProcess().memory(pid);
    }

    /** The same for a pid that is written as text. */
    public static Memory memory(String pid) {
        return memory(Target.parse("memory", pid));
    }

    /** What parent and children did, in order. */
    public static Table<Entry> journal() {
        return Inspector.ofThisProcess().journal();
    }

    /** Writes what parent and children did into {@code file}, as JSON Lines. */
    public static void journal(Path file) {
        JsonLines.write(Libc.getpid(), file);
    }

    /** Says how to get the live view: in forkshell's own console this call opens it. */
    public static String watch() {
        return "The live view takes a terminal: in another one, run  java -jar forkshell.jar watch "
                + Libc.getpid()
                + "  or type /watch in forkshell's console.";
    }

    /** Who was forked, served, stopped, ended and was reaped, when. */
    public static Timeline timeline() {
        return Timeline.of(Libc.getpid());
    }

    /** The signals that a process has pending, blocks, ignores or catches. */
    public static Table<SignalRow> signals(int pid) {
        return Inspector.ofThisProcess().signals(pid);
    }

    /** The same for a pid that is written as text. */
    public static Table<SignalRow> signals(String pid) {
        return signals(Target.parse("signals", pid));
    }

    /**
     * Shows a value as a picture or a table in a notebook, if it is {@link forkshell.display.Rich},
     * and as text elsewhere.
     */
    public static void display(Object value) {
        Display.show(value);
    }

    /**
     * Shows every libc call of the helpers as strace(1) would, in this process and in children
     * forked from now on.
     */
    public static void trace(boolean on) {
        Session.current();
        Trace.turn(on);
    }

    /** Waits until something has come to hold, 10 seconds at most. */
    public static void until(BooleanSupplier condition) {
        Until.holds(given("until", condition, "a condition is such as () -> reap().size() == 1"));
    }

    /** What you have opened and forked and not ended yet; {@code .end()} ends all of it. */
    public static Belongings belongings() {
        return Session.current().belongings();
    }

    private static ProcessTable table() {
        return Session.current().table();
    }
}
