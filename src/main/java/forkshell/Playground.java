package forkshell;

import static forkshell.libc.SystemCallException.given;

import forkshell.check.Cases;
import forkshell.check.CheckException;
import forkshell.check.Checker;
import forkshell.check.Report;
import forkshell.check.Submission;
import forkshell.display.Display;
import forkshell.inspect.DescriptorPair;
import forkshell.inspect.DescriptorRow;
import forkshell.inspect.Inspector;
import forkshell.inspect.Memory;
import forkshell.inspect.PidArgument;
import forkshell.inspect.ProcessRow;
import forkshell.inspect.SignalRow;
import forkshell.inspect.SocketRow;
import forkshell.inspect.Table;
import forkshell.inspect.Tree;
import forkshell.inspect.timeline.Timeline;
import forkshell.journal.Entry;
import forkshell.journal.JsonLines;
import forkshell.libc.Libc;
import forkshell.libc.RefusedException;
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
import forkshell.observe.ObservedServer;
import forkshell.observe.ObservedServers;
import forkshell.process.Background;
import forkshell.process.Child;
import forkshell.process.ChildTask;
import forkshell.process.Disposition;
import forkshell.process.Exit;
import forkshell.process.OwnLimits;
import forkshell.process.OwnProgram;
import forkshell.process.OwnSignals;
import forkshell.process.ProcessTable;
import forkshell.process.Until;
import forkshell.server.AcceptLoop;
import forkshell.server.CSource;
import forkshell.server.ChildStatus;
import forkshell.server.LoopOptions;
import forkshell.server.Mistake;
import forkshell.server.Reaping;
import forkshell.server.ServerModels;
import forkshell.server.ServingChild;
import forkshell.session.ChildLimit;
import forkshell.session.SessionResources;
import forkshell.session.SessionState;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The vocabulary: what a learner types after {@code import static forkshell.Playground.*}. Each
 * name does what the call or the function of the same name does in the lectures' C programs; a
 * failure throws {@link SystemCallException}, and what forkshell does not let the session do to
 * itself {@link RefusedException}.
 */
public final class Playground {
    public static final Signal SIGHUP = Signal.SIGHUP;
    public static final Signal SIGINT = Signal.SIGINT;
    public static final Signal SIGQUIT = Signal.SIGQUIT;
    public static final Signal SIGILL = Signal.SIGILL;
    public static final Signal SIGTRAP = Signal.SIGTRAP;
    public static final Signal SIGABRT = Signal.SIGABRT;
    public static final Signal SIGBUS = Signal.SIGBUS;
    public static final Signal SIGFPE = Signal.SIGFPE;
    public static final Signal SIGKILL = Signal.SIGKILL;
    public static final Signal SIGUSR1 = Signal.SIGUSR1;
    public static final Signal SIGSEGV = Signal.SIGSEGV;
    public static final Signal SIGUSR2 = Signal.SIGUSR2;
    public static final Signal SIGPIPE = Signal.SIGPIPE;
    public static final Signal SIGALRM = Signal.SIGALRM;
    public static final Signal SIGTERM = Signal.SIGTERM;
    public static final Signal SIGCHLD = Signal.SIGCHLD;
    public static final Signal SIGCONT = Signal.SIGCONT;
    public static final Signal SIGSTOP = Signal.SIGSTOP;
    public static final Signal SIGTSTP = Signal.SIGTSTP;
    public static final Signal SIGTTIN = Signal.SIGTTIN;
    public static final Signal SIGTTOU = Signal.SIGTTOU;
    public static final Signal SIGURG = Signal.SIGURG;
    public static final Signal SIGXCPU = Signal.SIGXCPU;
    public static final Signal SIGXFSZ = Signal.SIGXFSZ;
    public static final Signal SIGVTALRM = Signal.SIGVTALRM;
    public static final Signal SIGPROF = Signal.SIGPROF;
    public static final Signal SIGWINCH = Signal.SIGWINCH;
    public static final Signal SIGIO = Signal.SIGIO;
    public static final Signal SIGSYS = Signal.SIGSYS;
    public static final Disposition SIG_DFL = Disposition.SIG_DFL;
    public static final Disposition SIG_IGN = Disposition.SIG_IGN;

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
    private static final ChildLimit CHILD_LIMIT = new ChildLimit();
    private static final String SIGNAL = "SIGTERM";

    private Playground() {}

    // ---- sockets ----

    /**
     * Opens a TCP socket that listens on 127.0.0.1: socket(2), SO_REUSEADDR, bind(2), listen(2).
     * Does not block. The caller closes it.
     *
     * @param port 1 to 65535, or 0 for any free port, which {@link Listener#port()} returns
     * @throws SystemCallException EADDRINUSE if another socket listens on the port; EACCES for a
     *     port below 1024 without privileges; EINVAL for a number that is no port; EMFILE without a
     *     free descriptor
     */
    public static Listener listen(int port) {
        return listen(LOOPBACK, port);
    }

    /**
     * Opens a TCP socket that listens on an address of this computer, IPv4 or IPv6: bind(2),
     * listen(2). Blocks while {@code host} is looked up. The caller closes it.
     *
     * @param host a name or a numeric address; {@code "::"} is every address
     * @param port 1 to 65535, or 0 for any free port
     * @throws SystemCallException EAI_NONAME for an unknown host; EADDRNOTAVAIL for an address of
     *     another computer; EADDRINUSE, EACCES, EINVAL, EMFILE as {@link #listen(int)}
     */
    public static Listener listen(String host, int port) {
        return listen(host, port, Listener.BACKLOG);
    }

    /**
     * Opens a listening TCP socket with a queue of its own length: listen(2). Blocks while {@code
     * host} is looked up. The caller closes it.
     *
     * @param backlog about how many connections may wait for accept(2)
     * @throws SystemCallException as {@link #listen(String, int)}
     */
    public static Listener listen(String host, int port, int backlog) {
        return kept(() -> Listener.listen(host, port, backlog));
    }

    /**
     * Opens a TCP socket that listens on 127.0.0.1, without SO_REUSEADDR: socket(7). Does not
     * block. The caller closes it.
     *
     * @throws SystemCallException EADDRINUSE also while connections of the port are in TIME_WAIT;
     *     otherwise as {@link #listen(int)}
     */
    public static Listener listenWithoutReuse(int port) {
        return kept(() -> Listener.listen(LOOPBACK, port, Listener.BACKLOG, false));
    }

    private static Listener kept(Supplier<Listener> listen) {
        return belongings().keep(listen, Listener::isOpen, Listener::close);
    }

    /**
     * Waits for a client, accepts its connection and prints {@code accept:HOST:PORT} on standard
     * error: accept(2). Blocks until a client comes; Ctrl-C or closing the listener ends the wait.
     * The caller closes the connection.
     *
     * @throws SystemCallException EMFILE without a free descriptor; EBADF if the listener is or
     *     gets closed; EINTR on Ctrl-C; EINVAL for null
     */
    public static Connection accept(Listener listener) {
        given("accept", listener, "listen(port)");
        Connection connection =
                belongings().keep(listener::accept, Connection::isOpen, Connection::close);
        System.err.println("accept:" + connection.peer().host() + ":" + connection.peer().port());
        return connection;
    }

    /**
     * Creates a pipe: pipe(2). Does not block. Parent and child each close the ends that they hold.
     *
     * @throws SystemCallException EMFILE without two free descriptors
     */
    public static Pipe pipe() {
        return belongings().keep(Pipe::new, Pipe::isOpen, Pipe::close);
    }

    /**
     * Creates an empty file and removes its name: open(2), unlink(2). Does not block. The file
     * exists until every process that holds it has closed it.
     *
     * @throws IOException if the directory for temporary files is full or not writable
     */
    public static RandomAccessFile scratchFile() throws IOException {
        Path path = Files.createTempFile("forkshell", ".tmp");
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        Files.delete(path);
        return belongings().keep(file);
    }

    /**
     * Reads from the client and writes back, until the client closes or half-closes: read(2),
     * write(2). Blocks until then, so let a child call it. The caller closes the connection.
     *
     * @throws SystemCallException ECONNRESET or EPIPE if the client left while bytes were under
     *     way; EBADF if the connection is or gets closed; EINTR on Ctrl-C; EINVAL for null
     */
    public static void echoBackLoop(Connection connection) {
        Echo.serve(given("echoBackLoop", connection, "accept(listener)"));
    }

    /**
     * Connects to a server on 127.0.0.1: socket(2), connect(2). Blocks while the backlog of the
     * server is full, about two minutes at most. The caller closes the client; children forked
     * later do not inherit it.
     *
     * @param port 1 to 65535
     * @throws SystemCallException ECONNREFUSED if nothing listens on the port; ETIMEDOUT if the
     *     backlog stays full; EINVAL for a number that is no port; EMFILE without a free
     *     descriptor; EINTR on Ctrl-C
     */
    public static Client connect(int port) {
        return connect(LOOPBACK, port);
    }

    /**
     * Connects to a server on an address of this computer, IPv4 or IPv6: connect(2). Blocks while
     * the backlog of the server is full, about two minutes at most. The caller closes the client;
     * children forked later do not inherit it.
     *
     * @throws SystemCallException EAI_NONAME for an unknown host; otherwise as {@link
     *     #connect(int)}
     */
    public static Client connect(String host, int port) {
        Clients clients = SessionState.current().clients();
        return belongings().keep(() -> clients.connect(host, port), Client::isOpen, Client::close);
    }

    // ---- children ----

    /**
     * Forks this JVM: fork(2). The child runs {@code task} under its own pid and ends with
     * _exit(2): status 0 when the task returns, 1 when it throws, N after {@code exit(N)}. Returns
     * within three seconds, later when the machine is too busy to run the child. The caller reaps
     * the child; it never outlives the session.
     *
     * @throws SystemCallException EAGAIN at a limit of processes, or if every attempt was lost;
     *     ENOMEM without memory; EINVAL for null
     * @throws RefusedException in a JVM with -XX:+UseZGC or -Xcomp, which no child survives
     */
    public static Child forkChild(ChildTask task) {
        CHILD_LIMIT.check();
        return table().fork("", task);
    }

    /**
     * Forks a child that closes the listener, handles the connection, closes it and ends: fork(2).
     * Returns within three seconds. The caller still closes its own copy of the connection, and
     * reaps the child.
     *
     * @throws SystemCallException EAGAIN or ENOMEM as {@link #forkChild(ChildTask)}; EBADF if the
     *     listener or the connection is closed; EINVAL for null
     */
    public static Child forkChild(Listener listener, Connection connection, Handler handler) {
        given("forkChild", listener, "listen(port)");
        given("forkChild", connection, "accept(listener)");
        given("forkChild", handler, "c -> echoBackLoop(c)");
        CHILD_LIMIT.check();
        return ServingChild.fork(table(), listener, connection, handler);
    }

    /**
     * Lets this session have {@code most} children at once, theirs and zombies included; {@value
     * ChildLimit#DEFAULT} unless changed. At the limit {@code forkChild} fails. Does not block.
     *
     * @throws SystemCallException EINVAL for less than 1
     */
    public static void limitChildren(int most) {
        CHILD_LIMIT.set(most);
    }

    /**
     * Reaps every child that has ended: waitpid(2) with WNOHANG. Does not block. Returns an empty
     * list if none has ended or there are no children. Never fails.
     */
    public static List<Exit> reap() {
        return table().reap();
    }

    /**
     * Waits until {@code child} ends, and reaps it: wait4(2). Blocks until then; Ctrl-C ends the
     * wait. Returns the known status if it was reaped before. {@link Exit#usage()} tells what it
     * used.
     *
     * @throws SystemCallException ECHILD if it is not a child of this process, or its status was
     *     discarded; EINTR on Ctrl-C; EINVAL for null
     */
    public static Exit waitFor(Child child) {
        return table().waitFor(child);
    }

    /**
     * Waits until {@code child} changes its state: waitpid(2). Blocks until it ends, or with
     * WUNTRACED until it is stopped, or with WCONTINUED until it is continued. Reaps it if it has
     * ended.
     *
     * @param options 0, or any of WNOHANG, WUNTRACED and WCONTINUED, combined with |
     * @return the status; null with WNOHANG if nothing has changed
     * @throws SystemCallException ECHILD if it is not a child of this process, or was reaped; EINTR
     *     on Ctrl-C; EINVAL for null
     */
    public static Exit waitpid(Child child, int options) {
        return table().waitpid(given("waitpid", child, "children().get(0)"), options);
    }

    /**
     * Prints how a child ended, on standard error, in the two lines of the first lecture: wait(2)
     * describes the macros. Does not block.
     *
     * @throws SystemCallException EINVAL for null
     */
    public static void printChildProcessStatus(Exit exit) {
        ChildStatus.print(given("printChildProcessStatus", exit, "waitFor(child)"));
    }

    /**
     * Installs a handler for SIGCHLD that reaps: sigaction(2), waitpid(2). From now on {@code
     * handler} is called once for each child that has ended, on a thread of the JVM, one call at a
     * time. Does not block. {@link #ignoreChildExit} removes it.
     *
     * @throws SystemCallException EINVAL for null, or in a child
     */
    public static void onChildExit(Consumer<Exit> handler) {
        table().onExit(handler);
    }

    /**
     * Restores SIG_DFL for SIGCHLD: sigaction(2). Children that end remain zombies until you reap
     * them. Does not block. Never fails.
     */
    public static void ignoreChildExit() {
        table().ignoreExit();
    }

    /**
     * Sets SIGCHLD to SIG_IGN: sigaction(2). Children that end leave no zombie, and their status is
     * lost: {@link #waitFor} then fails with ECHILD. Does not block. Never fails.
     */
    public static void discardChildExits() {
        table().discardExits();
    }

    /**
     * Returns all children that have not been reaped, zombies included, in the order in which they
     * were forked. Does not block. Never fails.
     */
    public static List<Child> children() {
        return table().children();
    }

    /**
     * Sends a signal to a child: kill(2). Does not wait for its effect.
     *
     * @throws SystemCallException ESRCH if the child has been reaped; EINVAL for null
     * @throws RefusedException if it is a child of another process
     */
    public static void kill(Child child, Signal signal) {
        given("kill", signal, SIGNAL);
        table().kill(given("kill", child, "children().get(0)"), signal);
    }

    /**
     * Sends a signal to the child with this pid, or to a process of a {@link #server} of this
     * session: kill(2). Does not wait for its effect.
     *
     * @throws RefusedException if the process is neither, or has been reaped; a child may also send
     *     a signal to itself
     * @throws SystemCallException EINVAL for null
     */
    public static void kill(int pid, Signal signal) {
        given("kill", signal, SIGNAL);
        SessionState.current()
                .servers()
                .ownerOf(pid)
                .ifPresentOrElse(
                        server -> server.kill(pid, signal), () -> table().kill(pid, signal));
    }

    /**
     * Returns the pid of the calling process, in a child the pid of the child: getpid(2). Does not
     * block. Never fails.
     */
    public static int getpid() {
        SessionState.current();
        return Libc.getpid();
    }

    /**
     * Returns the pid of the parent of the calling process: getppid(2). Does not block. Never
     * fails.
     */
    public static int getppid() {
        SessionState.current();
        return Libc.getppid();
    }

    /**
     * Ends the calling child at once: _exit(2). Does not return.
     *
     * @param status the exit status; the parent sees its low 8 bits
     * @throws RefusedException in the parent, where it would end the session
     */
    public static void exit(int status) {
        table().exit(status);
    }

    // ---- for a child only ----

    /**
     * Blocks a signal in the calling child: it stays pending until it is taken: sigprocmask(2).
     * Does not block.
     *
     * @throws RefusedException in the parent
     * @throws SystemCallException EINVAL for null
     */
    public static void blockSignal(Signal signal) {
        OwnSignals.block(given("blockSignal", signal, SIGNAL));
    }

    /**
     * Unblocks a signal in the calling child; one that is pending comes at once: sigprocmask(2).
     * Does not block.
     *
     * @throws RefusedException in the parent
     * @throws SystemCallException EINVAL for null
     */
    public static void unblockSignal(Signal signal) {
        OwnSignals.unblock(given("unblockSignal", signal, SIGNAL));
    }

    /**
     * Has the calling child ignore a signal, or react to it as signal(7) says: sigaction(2). Does
     * not block. A handler in Java cannot be had, because the thread of the JVM that would call it
     * does not exist in a child; {@link #catchSignal} and {@link #takeSignal} take its place.
     *
     * @param disposition SIG_IGN or SIG_DFL
     * @throws RefusedException in the parent, except for SIGCHLD: {@link #discardChildExits}
     * @throws SystemCallException EINVAL for null, SIGKILL or SIGSTOP
     */
    public static void signal(Signal signal, Disposition disposition) {
        table().signal(
                        given("signal", signal, SIGNAL),
                        given("signal", disposition, "SIG_IGN or SIG_DFL"));
    }

    /**
     * Sends a signal to the calling child: raise(3). Does not block; returns if the child survives
     * it.
     *
     * @throws RefusedException in the parent
     * @throws SystemCallException EINVAL for null
     */
    public static void raise(Signal signal) {
        OwnSignals.raise(given("raise", signal, SIGNAL));
    }

    /**
     * Has SIGALRM sent to the calling child when the time is over: alarm(2). Does not block.
     *
     * @param seconds 0 cancels the alarm that was set before
     * @return the seconds that the alarm set before had left, or 0
     * @throws RefusedException in the parent
     */
    public static int alarm(int seconds) {
        return OwnSignals.alarm(seconds);
    }

    /**
     * Executes a program in the place of the calling child, which keeps its pid, its parent and
     * descriptors 0, 1 and 2: execve(2). Does not return. The program ends with the session.
     *
     * @param program a file such as {@code ./server}, or a name to be found in PATH
     * @param arguments those behind its name
     * @throws RefusedException in the parent
     * @throws SystemCallException ENOENT, EACCES or ENOEXEC if the program cannot be executed;
     *     EINVAL for null
     */
    public static void exec(String program, String... arguments) {
        OwnProgram.exec(given("exec", program, "a program is such as \"ls\""), List.of(arguments));
    }

    /**
     * Makes a descriptor of the calling child a copy of another: dup2(2). Does not block. Java's
     * {@code System.out} goes to your screen all the same; what the child executes uses 0, 1 and 2.
     *
     * @param oldfd an open descriptor, such as {@code pipe.writeFd()}
     * @param newfd the number of the copy, such as 1; what it was is closed
     * @throws RefusedException in the parent
     * @throws SystemCallException EBADF if {@code oldfd} is not open
     */
    public static void dup2(int oldfd, int newfd) {
        OwnProgram.dup2(oldfd, newfd);
    }

    /**
     * Puts a process into a process group: setpgid(2). Does not block.
     *
     * @param pid a child, or 0 for the calling child
     * @param group a group of the same session, or 0 for a new one that {@code pid} leads
     * @throws RefusedException if the process is neither a child nor the calling child
     * @throws SystemCallException EACCES if the child has executed a program; EPERM if there is no
     *     such group, or the child leads a session
     */
    public static void setpgid(int pid, int group) {
        table().setpgid(pid, group);
    }

    /**
     * Makes the calling child the leader of a new session and a new process group, without a
     * terminal: setsid(2). Does not block. The child still ends with your session.
     *
     * @return the id of both, the pid of the child
     * @throws RefusedException in the parent
     * @throws SystemCallException EPERM if the child leads a process group already
     */
    public static int setsid() {
        return OwnProgram.setsid();
    }

    /**
     * Changes the working directory of the calling child: chdir(2). Does not block.
     *
     * @throws RefusedException in the parent
     * @throws SystemCallException ENOENT, ENOTDIR or EACCES if it cannot be entered; EINVAL for
     *     null
     */
    public static void chdir(String directory) {
        OwnProgram.chdir(given("chdir", directory, "a directory is such as \"/tmp\""));
    }

    /**
     * Sets which permissions a file does not get that the calling child creates: umask(2). Does not
     * block.
     *
     * @param mask such as {@code 022}, octal
     * @return the mask before
     * @throws RefusedException in the parent
     */
    public static int umask(int mask) {
        return OwnProgram.umask(mask);
    }

    /**
     * Sets a variable in the environment of the programs that the calling child executes:
     * setenv(3). Does not block. Java's {@code System.getenv} keeps what it had at the start.
     *
     * @throws RefusedException in the parent
     * @throws SystemCallException EINVAL for null, or a name that is empty or contains {@code =}
     */
    public static void setenv(String name, String value) {
        OwnProgram.setenv(
                given("setenv", name, "a name is such as \"LANG\""),
                given("setenv", value, "an empty text is \"\""));
    }

    /**
     * Takes a blocked signal if it is pending: sigtimedwait(2) with a timeout of 0. Does not block.
     *
     * @return whether it was pending
     * @throws RefusedException in the parent
     * @throws SystemCallException EINVAL for null
     */
    public static boolean takeSignal(Signal signal) {
        return OwnSignals.take(given("takeSignal", signal, SIGNAL));
    }

    /**
     * Installs a handler that does nothing, in the calling child: sigaction(2). Does not block.
     *
     * @param restart true for SA_RESTART: an interrupted system call continues instead of failing
     *     with EINTR
     * @throws RefusedException in the parent
     * @throws SystemCallException EINVAL for null, SIGKILL or SIGSTOP
     */
    public static void catchSignal(Signal signal, boolean restart) {
        OwnSignals.catchSignal(given("catchSignal", signal, SIGNAL), restart);
    }

    /**
     * Waits for a signal: pause(2). Blocks until a signal ends the calling child or has been
     * handled.
     *
     * @throws RefusedException in the parent
     */
    public static void pause() {
        OwnSignals.pause();
    }

    /**
     * Accepts a connection in the calling child as C does: accept(2), without a second attempt.
     * Blocks until a client comes or a signal is handled. The caller closes the connection.
     *
     * @throws RefusedException in the parent
     * @throws SystemCallException EINTR if a signal was handled; EMFILE without a free descriptor;
     *     EINVAL for null
     */
    public static Connection acceptOnce(Listener listener) {
        return given("acceptOnce", listener, "listen(port)").acceptOnce();
    }

    /**
     * Limits the descriptors of the calling child to the numbers below {@code count}: setrlimit(2)
     * with RLIMIT_NOFILE. Does not block.
     *
     * @throws RefusedException in the parent
     * @throws SystemCallException EPERM above the hard limit
     */
    public static void limitDescriptors(int count) {
        OwnLimits.descriptors(count);
    }

    /**
     * Limits the size of a core file of the calling child: setrlimit(2) with RLIMIT_CORE. Does not
     * block. Without effect if {@code /proc/sys/kernel/core_pattern} begins with {@code |}:
     * core(5).
     *
     * @param bytes 0 for no core file
     * @throws RefusedException in the parent
     * @throws SystemCallException EPERM above the hard limit
     */
    public static void limitCoreFile(int bytes) {
        OwnLimits.coreFile(bytes);
    }

    /**
     * Makes fork(2) fail in the calling child while its user has {@code count} processes:
     * setrlimit(2) with RLIMIT_NPROC. Does not block. Root is exempt.
     *
     * @throws RefusedException in the parent
     * @throws SystemCallException EPERM above the hard limit
     */
    public static void limitProcesses(int count) {
        OwnLimits.processes(count);
    }

    /**
     * Gives up the privileges of root in the calling child, permanently: setresuid(2). Does not
     * block. Without effect for other users.
     *
     * @throws RefusedException in the parent
     */
    public static void becomeOrdinaryUser() {
        OwnLimits.becomeOrdinaryUser();
    }

    // ---- the server ----

    /**
     * Starts the first lecture's accept loop on a thread of its own: a child per client. Does not
     * block. The caller stops the loop and closes the listener.
     *
     * @throws SystemCallException EINVAL for null
     */
    public static AcceptLoop acceptLoop(Listener listener) {
        return acceptLoop(listener, lectureA());
    }

    /**
     * Starts an accept loop on a thread of its own. Does not block. The caller stops the loop and
     * closes the listener.
     *
     * @param options such as {@code lectureA().reaping(NOBODY)}
     * @throws SystemCallException EINVAL for null, or a limit below 1
     */
    public static AcceptLoop acceptLoop(Listener listener, LoopOptions options) {
        return belongings()
                .keep(
                        () -> AcceptLoop.start(table(), listener, options),
                        AcceptLoop::isRunning,
                        AcceptLoop::stop);
    }

    /**
     * Returns the options of the first lecture's server: a child per client, reaped by a SIGCHLD
     * handler and after each accept(2). Does not block. Never fails.
     */
    public static LoopOptions lectureA() {
        return LoopOptions.lectureA();
    }

    /**
     * Returns the options of the second lecture's server: a child per client, reaped after each
     * accept(2) only. Does not block. Never fails.
     */
    public static LoopOptions lectureB() {
        return LoopOptions.lectureB();
    }

    /**
     * Starts a server that is a program of its own, in whatever language, and observes all that it
     * does, by strace(1). Blocks until it listens, for 5 seconds at most; stderr says when it does
     * not. You stop it with {@code .stop()}; the session ends it otherwise.
     *
     * @param program a file such as {@code ./server}, or a name to be found in PATH
     * @param arguments the program's; {@code {port}} in one becomes a free port
     * @throws SystemCallException ENOENT, EACCES or ENOEXEC if the program cannot be executed;
     *     EINTR on Ctrl-C; EINVAL for null
     */
    public static ObservedServer server(String program, String... arguments) {
        given("server", program, "\"./server\"");
        ObservedServers servers = SessionState.current().servers();
        return belongings()
                .keep(
                        () -> servers.start(program, arguments),
                        ObservedServer::isRunning,
                        ObservedServer::stop);
    }

    /**
     * Judges a server that somebody has written by the cases of {@link Cases}: starts it again and
     * again, plays clients, and looks at its processes and sockets. Blocks for as long as half a
     * minute. {@code check("server.c")}.
     *
     * @param what a C source, a program, or a folder with one of them
     * @throws CheckException if there is nothing to check; the message says why
     */
    public static Report check(String what) {
        Path path = Path.of(given("check", what, "\"server.c\""));
        try (Submission submission = Submission.of(path, List.of("{port}"));
                Checker checker = new Checker(null)) {
            return checker.check(submission, Cases.all(), finding -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Runs {@code work} in a thread of the session, so that the prompt stays free. Returns at once.
     * The thread ends with the session, or when what it waits in is closed; what it throws is
     * printed.
     *
     * @throws SystemCallException EINVAL if {@code work} is null
     */
    public static Thread background(Runnable work) {
        return Background.start(given("background", work, "() -> serveForever(server)"));
    }

    // ---- seeing ----

    /**
     * Returns the processes of this session as the kernel sees them: you, your descendants, and
     * orphans. Reads proc(5), does not block. Never fails.
     */
    public static Table<ProcessRow> ps() {
        return Inspector.ofThisProcess().ps();
    }

    /**
     * Returns the processes of this session as a tree: who forked whom, who serves whom, who
     * adopted an orphan. Reads proc(5), does not block. Never fails.
     */
    public static Tree tree() {
        return Inspector.ofThisProcess().tree();
    }

    /**
     * Returns a process, whoever started it, and its descendants. Reads proc(5), does not block.
     * Never fails: without such a process the table has a note.
     */
    public static Table<ProcessRow> ps(int pid) {
        return Inspector.of(pid).ps();
    }

    /**
     * Returns a process whose pid is given as text, and its descendants. Does not block.
     *
     * @throws SystemCallException EINVAL if {@code pid} is not a whole number above 0
     */
    public static Table<ProcessRow> ps(String pid) {
        return ps(PidArgument.parse("ps", pid));
    }

    /**
     * Returns a process, whoever started it, and its descendants as a tree. Reads proc(5), does not
     * block. Never fails: without such a process the tree is empty.
     */
    public static Tree tree(int pid) {
        return Inspector.of(pid).tree();
    }

    /**
     * Returns a process whose pid is given as text, and its descendants as a tree. Does not block.
     *
     * @throws SystemCallException EINVAL if {@code pid} is not a whole number above 0
     */
    public static Tree tree(String pid) {
        return tree(PidArgument.parse("tree", pid));
    }

    /** Returns the open descriptors of this process. Reads proc(5), does not block. Never fails. */
    public static Table<DescriptorRow> fds() {
        return Inspector.ofThisProcess().fds();
    }

    /**
     * Returns the open descriptors of a process. Reads proc(5), does not block. Never fails:
     * without such a process the table is empty and has a note.
     */
    public static Table<DescriptorRow> fds(int pid) {
        return Inspector.ofThisProcess().fds(pid);
    }

    /**
     * Returns the open descriptors of a process whose pid is given as text. Does not block.
     *
     * @throws SystemCallException EINVAL if {@code pid} is not a whole number above 0
     */
    public static Table<DescriptorRow> fds(String pid) {
        return fds(PidArgument.parse("fds", pid));
    }

    /**
     * Returns the descriptors of a parent and a child side by side: inherited, closed, opened since
     * the fork. Reads proc(5), does not block. Never fails: without such a process the table has a
     * note.
     */
    public static Table<DescriptorPair> fds(int parent, int child) {
        return Inspector.ofThisProcess().fds(parent, child);
    }

    /**
     * Returns the TCP sockets of this session, both ends of each connection, and who holds them.
     * Reads proc(5) and sock_diag(7), does not block. Never fails.
     */
    public static Table<SocketRow> sockets() {
        return Inspector.ofThisProcess().sockets();
    }

    /**
     * Returns the TCP sockets of a process, whoever started it, and of its descendants. Reads
     * proc(5) and sock_diag(7), does not block. Never fails: without such a process the table has a
     * note.
     */
    public static Table<SocketRow> sockets(int pid) {
        return Inspector.of(pid).sockets();
    }

    /**
     * Returns the TCP sockets of a process whose pid is given as text, and of its descendants. Does
     * not block.
     *
     * @throws SystemCallException EINVAL if {@code pid} is not a whole number above 0
     */
    public static Table<SocketRow> sockets(String pid) {
        return sockets(PidArgument.parse("sockets", pid));
    }

    /**
     * Returns how many bytes of memory a process shares and has for itself; {@link Memory#since}
     * compares. Reads proc(5), does not block. Never fails: what the kernel does not show is a
     * {@code ?}.
     */
    public static Memory memory(int pid) {
        return Inspector.ofThisProcess().memory(pid);
    }

    /**
     * Returns the memory, in bytes, of a process whose pid is given as text. Does not block.
     *
     * @throws SystemCallException EINVAL if {@code pid} is not a whole number above 0
     */
    public static Memory memory(String pid) {
        return memory(PidArgument.parse("memory", pid));
    }

    /** Returns what parent and children did, in order. Does not block. Never fails. */
    public static Table<Entry> journal() {
        return Inspector.ofThisProcess().journal();
    }

    /**
     * Writes what parent and children did to {@code file}, as JSON Lines. Does not block.
     *
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    public static void journal(Path file) {
        JsonLines.write(Libc.getpid(), file);
    }

    /**
     * Returns how to open the live view; in the console this call opens it. Does not block. Never
     * fails.
     */
    public static String watch() {
        return "The live view takes a terminal: in another one, run  java -jar forkshell.jar watch "
                + Libc.getpid()
                + "  or type /watch in forkshell's console.";
    }

    /**
     * Returns when each child was forked, served, was stopped, ended and was reaped. Does not
     * block. Never fails.
     */
    public static Timeline timeline() {
        return Timeline.of(Libc.getpid());
    }

    /**
     * Returns the signals that a process has pending, blocks, ignores or catches: signal(7). Reads
     * proc(5), does not block. Never fails: without such a process the table is empty and has a
     * note.
     */
    public static Table<SignalRow> signals(int pid) {
        return Inspector.ofThisProcess().signals(pid);
    }

    /**
     * Returns the signals of a process whose pid is given as text. Does not block.
     *
     * @throws SystemCallException EINVAL if {@code pid} is not a whole number above 0
     */
    public static Table<SignalRow> signals(String pid) {
        return signals(PidArgument.parse("signals", pid));
    }

    /**
     * Shows a value in a notebook as a picture or a table if it is {@link forkshell.display.Rich},
     * and as text elsewhere. Does not block. Never fails.
     */
    public static void display(Object value) {
        Display.show(value);
    }

    /**
     * Turns on or off a line on standard error for each call of the C library, in the notation of
     * strace(1), for this process and children forked from now on. Does not block. Never fails.
     */
    public static void trace(boolean on) {
        SessionState.current();
        Trace.turn(on);
    }

    /**
     * Waits until {@code condition} holds. Blocks for 10 seconds at most.
     *
     * @throws SystemCallException ETIMEDOUT if it does not hold within 10 seconds; EINTR on Ctrl-C;
     *     EINVAL for null
     */
    public static void until(BooleanSupplier condition) {
        Until.holds(given("until", condition, "() -> reap().size() == 1"));
    }

    /**
     * Returns the C program of a server design, such as {@code c("prefork")}; {@code loop.c()} is
     * that of a running loop. {@code c("fork").save(Path.of("server.c"))} writes it to a file. Does
     * not block.
     *
     * @throws SystemCallException EINVAL for an unknown design, ENOSYS for one without a C program
     */
    public static CSource c(String design) {
        return CSource.of(lectureA().without(Mistake.WAIT_ONCE).model(ServerModels.named(design)));
    }

    /**
     * Returns what you have opened and forked and not yet ended; {@code .end()} closes and kills
     * it. Does not block. Never fails.
     */
    public static SessionResources belongings() {
        return SessionState.current().resources();
    }

    private static ProcessTable table() {
        return SessionState.current().table();
    }
}
