package forkshell.lab;

import forkshell.Playground;
import forkshell.libc.SystemCallException;
import forkshell.net.Client;
import forkshell.proc.FdInfo;
import forkshell.proc.ProcessFamily;
import forkshell.proc.Stat;
import forkshell.proc.SystemCall;
import forkshell.proc.TcpSocket;
import forkshell.proc.TcpState;
import forkshell.process.ChildTask;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the kernel knows, as numbers and words, for checks; a lab's session has all of it imported.
 * Each call looks anew.
 */
public final class Facts {
    private static volatile boolean goesOn;

    private Facts() {}

    /** Children of this process that have ended and were not reaped. */
    public static int zombies() {
        return ProcessFamily.of(Playground.getpid()).zombies();
    }

    /** Children of this process that have not ended. */
    public static int alive() {
        return ProcessFamily.of(Playground.getpid()).alive();
    }

    /**
     * The state letter of a process, as ps(1) has it: R, S, T, Z; {@code none} when there is none.
     */
    public static String stateOf(int pid) {
        return Stat.of(pid).map(stat -> String.valueOf(stat.code())).orElse("none");
    }

    /** The parent of a process; 0 when there is no such process. */
    public static int parentOf(int pid) {
        return Stat.of(pid).map(Stat::ppid).orElse(0);
    }

    /** How many threads a process has; 0 when there is no such process. */
    public static int threadsOf(int pid) {
        return Stat.of(pid).map(Stat::threads).orElse(0);
    }

    /** What a process calls itself, at most 15 characters; {@code none} when there is none. */
    public static String commandOf(int pid) {
        return Stat.of(pid).map(Stat::command).orElse("none");
    }

    /** How many TCP sockets a process holds. */
    public static int socketsOf(int pid) {
        return TcpSocket.among(FdInfo.socketsOf(pid).orElse(List.of()));
    }

    /** How many sockets listen on a port. */
    public static int listeners(int port) {
        return (int) listening(port).count();
    }

    /** Connections that wait in the backlog of a port. */
    public static long backlog(int port) {
        return listening(port).mapToLong(TcpSocket::receiveQueue).sum();
    }

    private static Stream<TcpSocket> listening(int port) {
        return TcpSocket.of(port).stream()
                .filter(socket -> socket.isListener() && socket.local().port() == port);
    }

    /** Bytes that a client has sent and its server has not read. */
    public static long unread(Client client) {
        return between(client.peer().port(), client.local().port())
                .mapToLong(TcpSocket::receiveQueue)
                .sum();
    }

    /** The TCP state of a client's end: {@code ESTABLISHED}, {@code CLOSE_WAIT}; {@code none}. */
    public static String stateOf(Client client) {
        return between(client.local().port(), client.peer().port())
                .map(socket -> socket.state().name())
                .findFirst()
                .orElse("none");
    }

    private static Stream<TcpSocket> between(int local, int remote) {
        return TcpSocket.of(local).stream()
                .filter(
                        socket ->
                                socket.local().port() == local && socket.remote().port() == remote);
    }

    /** Whether a new client of that port gets back what it says; the client leaves again. */
    public static boolean echoes(int port) {
        try (Client client = Playground.connect(port)) {
            return client.say("are you there?").equals("are you there?");
        }
    }

    /** The name of the errno that {@code task} fails with; {@code none} when it does not fail. */
    public static String errnoOf(ChildTask task) throws Exception {
        try {
            task.run();
            return "none";
        } catch (SystemCallException failure) {
            return failure.errno().name();
        }
    }

    /** Connections whose end on this port lingers in TIME_WAIT. */
    public static int lingering(int port) {
        return count(port, socket -> socket.local().port() == port, TcpState.TIME_WAIT);
    }

    /** Clients that try to connect to a port and have no answer. */
    public static int connecting(int port) {
        return count(port, socket -> socket.remote().port() == port, TcpState.SYN_SENT);
    }

    private static int count(int port, Predicate<TcpSocket> which, TcpState state) {
        return (int)
                TcpSocket.of(port).stream()
                        .filter(socket -> which.test(socket) && socket.state() == state)
                        .count();
    }

    /** The system call that a process waits in; {@code none} when it waits in none. */
    public static String callOf(int pid) {
        return SystemCall.of(pid).map(SystemCall::name).orElse("none");
    }

    /**
     * Prints a tick and the value when a fact holds, or comes to hold within ten seconds. Otherwise
     * prints {@code cause}, which has probably gone wrong, shows the evidence, and fails; after
     * {@link #goOnAfterFailedChecks} it prints what was found instead. For notebooks.
     *
     * @throws CheckFailedException when the fact does not hold
     */
    public static void check(
            String cause, Callable<?> actual, Callable<?> expected, Callable<?> evidence) {
        try {
            Probe.check(cause, actual, expected, evidence);
        } catch (CheckFailedException failed) {
            if (!goesOn) {
                throw failed;
            }
            System.err.println(failed.difference());
        }
    }

    /** Has a notebook go on after a check that fails, as in a lecture, or stop again. */
    public static void goOnAfterFailedChecks(boolean yes) {
        goesOn = yes;
    }

    /** The same where nothing else shows it. */
    public static void check(String cause, Callable<?> actual, Callable<?> expected) {
        check(cause, actual, expected, () -> "");
    }
}
