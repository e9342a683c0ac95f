package forkshell.lab;

import forkshell.Playground;
import forkshell.net.Client;
import forkshell.net.Listener;
import forkshell.net.Pipe;
import forkshell.proc.Fact;
import forkshell.proc.FdInfo;
import forkshell.proc.ProcessFamily;
import forkshell.proc.Stat;
import forkshell.proc.SystemCall;
import forkshell.proc.TcpSocket;
import forkshell.proc.TcpState;
import forkshell.process.Child;
import forkshell.server.AcceptLoop;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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

    /** Returns the pids of the children of this process that have not ended. */
    public static Set<Long> living() {
        return Playground.children().stream()
                .filter(Child::isAlive)
                .map(child -> (long) child.pid())
                .collect(Collectors.toSet());
    }

    /** Returns whether a listener, connection, client or pipe of this process is open. */
    public static boolean isOpen(Object value) {
        Object one = Values.single(value);
        if (one instanceof Listener listener) {
            return listener.isOpen();
        } else if (one instanceof Pipe pipe) {
            return pipe.isOpen();
        }
        return one instanceof Client client ? client.isOpen() : Values.connection(one).isOpen();
    }

    /** Bytes that a process has written to and shares with no other. */
    public static long privateDirty(Object process) {
        return Playground.memory(Values.pid(process)).privateDirty();
    }

    /** Bytes that have been written to and that a process shares with others. */
    public static long sharedDirty(Object process) {
        return Playground.memory(Values.pid(process)).sharedDirty();
    }

    /** Bytes that a process has in memory. */
    public static long rss(Object process) {
        return Playground.memory(Values.pid(process)).rss();
    }

    /** Returns the pid of a child that calls itself so; 0 when there is none. */
    public static int childCalled(String command) {
        return Playground.children().stream()
                .map(Child::pid)
                .filter(pid -> commandOf(pid).equals(command))
                .findFirst()
                .orElse(0);
    }

    /** Returns whether this process has a file open and is at that position in it. */
    public static boolean isAt(long position) {
        return FdInfo.of(Playground.getpid()).orElse(List.of()).stream()
                .anyMatch(each -> each.kind().equals("file") && each.offset() == position);
    }

    /** Returns whether this process has a file open that has so many bytes. */
    public static boolean hasFileOf(long bytes) {
        return FdInfo.of(Playground.getpid()).orElse(List.of()).stream()
                .filter(each -> each.kind().equals("file"))
                .anyMatch(each -> Path.of(FdInfo.ownPath(each.fd())).toFile().length() == bytes);
    }

    /** Returns whether an accept loop runs. */
    public static boolean isRunning(Object loop) {
        return Values.as(AcceptLoop.class, loop).isRunning();
    }

    /** Returns why an accept loop has failed; empty when it has not. */
    public static String failureOf(Object loop) {
        return Values.as(AcceptLoop.class, loop).ending();
    }

    /**
     * Returns the state letter of a process, as ps(1) has it: R, S, T, Z; {@code none} when there
     * is none. Of a client the TCP state of its end: {@code ESTABLISHED}, {@code CLOSE_WAIT}.
     */
    public static String stateOf(Object processOrClient) {
        Object one = Values.single(processOrClient);
        return one instanceof Client client
                ? stateOf(client)
                : Stat.of(Values.pid(one)).map(stat -> String.valueOf(stat.code())).orElse("none");
    }

    /** Returns the parent of a process; 0 when there is no such process. */
    public static int parentOf(Object process) {
        return Stat.of(Values.pid(process)).map(Stat::ppid).orElse(0);
    }

    /** Returns how many threads a process has; 0 when there is no such process. */
    public static int threadsOf(Object process) {
        return Stat.of(Values.pid(process)).map(Stat::threads).orElse(0);
    }

    /**
     * Returns what a process calls itself, at most 15 characters; {@code none} when there is none.
     */
    public static String commandOf(Object process) {
        return Stat.of(Values.pid(process)).map(Stat::command).orElse("none");
    }

    /** Returns how many TCP sockets a process holds. */
    public static int socketsOf(Object process) {
        return TcpSocket.among(FdInfo.socketsOf(Values.pid(process)).orElse(List.of()));
    }

    /** Returns how many pipe ends a process holds that {@code pipe} of this process has, too. */
    public static long endsOf(Object pipe, Object process) {
        Set<String> targets = pipeTargets(Values.as(Pipe.class, pipe));
        return FdInfo.of(Values.pid(process)).orElse(List.of()).stream()
                .filter(each -> targets.contains(each.target()))
                .count();
    }

    private static Set<String> pipeTargets(Pipe pipe) {
        return Stream.of(pipe.readFd(), pipe.writeFd())
                .map(fd -> FdInfo.of(Playground.getpid(), fd))
                .filter(Fact::isKnown)
                .map(each -> each.value().target())
                .collect(Collectors.toSet());
    }

    /** Returns how many sockets listen on the port of a listener, or on that port. */
    public static int listeners(Object port) {
        return (int) listening(Values.port(port)).count();
    }

    /** Returns the port of a listener, or the number itself. */
    public static int portOf(Object listener) {
        return Values.port(listener);
    }

    /** Connections that wait in the backlog of a port. */
    public static long backlog(Object port) {
        return listening(Values.port(port)).mapToLong(TcpSocket::receiveQueue).sum();
    }

    private static Stream<TcpSocket> listening(int port) {
        return TcpSocket.of(port).stream()
                .filter(socket -> socket.isListener() && socket.local().port() == port);
    }

    /** Bytes that a client has sent and its server has not read. */
    public static long unread(Object client) {
        Client one = Values.client(client);
        return between(one.peer().port(), one.local().port())
                .mapToLong(TcpSocket::receiveQueue)
                .sum();
    }

    /** Bytes that have come back to a client and that it has not received. */
    public static long waiting(Object client) {
        Client one = Values.client(client);
        return between(one.local().port(), one.peer().port())
                .mapToLong(TcpSocket::receiveQueue)
                .sum();
    }

    /** Returns whether a client, which may still be on its way, is connected. */
    public static boolean isConnected(Object client) {
        boolean waits = client == null || client instanceof Future<?> future && !future.isDone();
        return !waits && stateOf(client).equals("ESTABLISHED");
    }

    /** Returns whether a client gets back what it says now. */
    public static boolean hears(Object client) {
        return Values.client(client).say("are you there?").equals("are you there?");
    }

    private static String stateOf(Client client) {
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

    /**
     * Returns whether a new client of that port gets back what it says; the client leaves again.
     */
    public static boolean echoes(Object port) {
        try (Client client = Playground.connect(Values.port(port))) {
            return client.say("are you there?").equals("are you there?");
        }
    }

    /** Connections whose end on this port lingers in TIME_WAIT. */
    public static int lingering(Object listener) {
        int port = Values.port(listener);
        return count(port, socket -> socket.local().port() == port, TcpState.TIME_WAIT);
    }

    /** Clients that try to connect to a port and have no answer. */
    public static int connecting(Object listener) {
        int port = Values.port(listener);
        return count(port, socket -> socket.remote().port() == port, TcpState.SYN_SENT);
    }

    private static int count(int port, Predicate<TcpSocket> which, TcpState state) {
        return (int)
                TcpSocket.of(port).stream()
                        .filter(socket -> which.test(socket) && socket.state() == state)
                        .count();
    }

    /** Returns the system call that a process waits in; {@code none} when it waits in none. */
    public static String callOf(Object process) {
        return SystemCall.of(Values.pid(process)).map(SystemCall::name).orElse("none");
    }

    /** Returns what the check that does not hold has found, for the cases of its causes. */
    public static String found() {
        return Probe.found();
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

    /** Checks the same where nothing else shows it. */
    public static void check(String cause, Callable<?> actual, Callable<?> expected) {
        check(cause, actual, expected, () -> "");
    }
}
