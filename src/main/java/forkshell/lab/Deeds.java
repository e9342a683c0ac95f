package forkshell.lab;

import forkshell.Playground;
import forkshell.journal.Entry;
import forkshell.journal.Event;
import forkshell.journal.JournalReader;
import forkshell.journal.Words;
import forkshell.libc.Errno;
import forkshell.libc.Signal;
import forkshell.net.Client;
import forkshell.process.Child;
import forkshell.process.Exit;
import forkshell.server.ServerModels;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What has been done since the step began, as the journal tells it, for checks: a value that
 * nothing has been done for is not believed. Values may have any type that can mean them.
 */
public final class Deeds {
    private static final String NOT_HERE = ", of no child that ended in this step";

    private static long since;
    private static JournalReader journal;

    private Deeds() {}

    /** Counts nothing that was done before {@code nanos} of {@link System#nanoTime}. */
    public static void since(long nanos) {
        since = nanos;
    }

    /** Returns the pids of the children that this session has forked. */
    public static Set<Long> forked() {
        return forkedBy(Playground.getpid());
    }

    /** Returns whether this session has forked that child. */
    public static boolean forked(Object child) {
        return forked().contains((long) Values.pid(child));
    }

    /** Returns the pids of the children that a process has forked. */
    public static Set<Long> forkedBy(Object process) {
        return of(process, Event.FORK).map(Entry::a).collect(Collectors.toSet());
    }

    /** Returns how many children a process has reaped. */
    public static long reapedBy(Object process) {
        return of(process, Event.REAP).count();
    }

    /** Returns how many children of this session have ended by themselves. */
    public static long ended() {
        return ofChildren(Event.EXIT).count();
    }

    /** Returns the code with which a process has left; -1 when it has not. */
    public static long leftWith(Object process) {
        return of(process, Event.EXIT).mapToLong(Entry::a).findFirst().orElse(-1);
    }

    /**
     * Returns the last child of this session that has forked so many children itself; 0 for none.
     */
    public static int forker(int count) {
        return ofChildren(Event.START)
                .map(Entry::pid)
                .filter(child -> forkedBy(child).size() == count)
                .reduce((first, last) -> last)
                .orElse(0);
    }

    /** Returns whether a process was forked by a child of this session. */
    public static boolean isGrandchild(Object process) {
        long pid = Values.pid(process);
        return ofChildren(Event.FORK).anyMatch(each -> each.a() == pid);
    }

    /** Returns how many processes the children of this session have forked. */
    public static long grandchildren() {
        return ofChildren(Event.FORK).count();
    }

    private static Stream<Entry> ofChildren(Event event) {
        Set<Long> children = forked();
        return entries(event).filter(each -> children.contains((long) each.pid()));
    }

    /** Returns how many pending signals a process has taken. */
    public static long takenBy(Object process) {
        return of(process, Event.TAKE_SIGNAL).count();
    }

    /**
     * Returns how the child ended that a value tells of, an {@link Exit}, a child, a status or an
     * exit code: {@code exit 7}, {@code SIGKILL}; each of a list, joined by commas. What was not
     * reaped in this step says so.
     */
    public static String ending(Object value) {
        List<Object> ends = Values.list(value);
        return ends.isEmpty()
                ? "nobody"
                : ends.stream().map(Deeds::endingOfOne).collect(Collectors.joining(", "));
    }

    private static String endingOfOne(Object value) {
        return reaped().filter(exit -> isOf(exit, value))
                .findFirst()
                .map(Deeds::how)
                .orElseGet(() -> claimed(value));
    }

    private static String claimed(Object value) {
        return (value instanceof Exit exit ? how(exit) : value.toString()) + NOT_HERE;
    }

    private static Stream<Exit> reaped() {
        return of(Playground.getpid(), Event.REAP)
                .map(each -> new Exit((int) each.a(), (int) each.b()));
    }

    private static boolean isOf(Exit exit, Object value) {
        if (value instanceof Exit claimed) {
            return claimed.pid() == exit.pid() && claimed.status() == exit.status();
        } else if (value instanceof Child child) {
            return child.pid() == exit.pid();
        } else if (value instanceof Number number) {
            int told = number.intValue();
            return told == exit.exitCode() || told == exit.status() || told == exit.pid();
        }
        return Objects.toString(exit.signal()).equals(value.toString())
                || exit.toString().equals(value.toString());
    }

    /** Returns {@code exit 7}, {@code SIGKILL}. */
    static String how(Exit exit) {
        return exit.exited() ? "exit " + exit.exitCode() : exit.signal().toString();
    }

    /**
     * Returns what waitpid(2) told of a child that is stopped or goes on: {@code SIGSTOP}, {@code
     * goes on}; {@code nothing} where it told of nobody.
     */
    public static String told(Object value) {
        if (value == null || value.equals(true)) {
            return of(Playground.getpid(), Event.TOLD).anyMatch(each -> each.a() == 0)
                    ? "nothing"
                    : "nothing was asked";
        }
        Object one = Values.single(value);
        return of(Playground.getpid(), Event.TOLD)
                .map(each -> new Exit((int) each.a(), (int) each.b()))
                .filter(exit -> exit.pid() != 0 && tells(exit, one))
                .findFirst()
                .map(exit -> exit.continued() ? "goes on" : exit.stopSignal().toString())
                .orElseGet(() -> one + ", of no child that was waited for in this step");
    }

    private static boolean tells(Exit exit, Object value) {
        return value instanceof Exit claimed
                ? claimed.pid() == exit.pid() && claimed.status() == exit.status()
                : value.toString().equals(Objects.toString(exit.stopSignal()))
                        || value.toString().equals(String.valueOf(exit.status()));
    }

    /** Returns whether this session has sent a signal to a child. */
    public static boolean sent(Signal signal) {
        return of(Playground.getpid(), Event.SIGNAL).anyMatch(each -> each.b() == signal.number());
    }

    /** Returns whether this session has sent a signal to that child. */
    public static boolean sent(Signal signal, Object child) {
        int pid = Values.pid(child);
        return of(Playground.getpid(), Event.SIGNAL)
                .anyMatch(each -> each.a() == pid && each.b() == signal.number());
    }

    /**
     * Returns the errno that a call of this session failed with, when {@code value} says the same.
     */
    public static String refused(String call, Object value) {
        String errno = Values.errno(value);
        return failures(call, each -> each.pid() == Playground.getpid()).anyMatch(errno::equals)
                ? errno
                : errno + ", but no " + call + " failed with it in this step";
    }

    /**
     * Returns the errno that a call has failed with last in a child; {@code none} when it has not.
     */
    public static String failureInChildren(String call) {
        return failuresInChildren(call).reduce((first, last) -> last).orElse("none");
    }

    /** Returns how often a call has failed in children. */
    public static long failures(String call) {
        return failuresInChildren(call).count();
    }

    private static Stream<String> failuresInChildren(String call) {
        Set<Long> children = forked();
        return failures(call, each -> children.contains((long) each.pid()));
    }

    /** {@code accept} is accept4(2) here, {@code send} is sendto(2). */
    private static boolean isCall(Entry failure, String call) {
        return failure.fields().get("call").toString().startsWith(call);
    }

    private static Stream<String> failures(String call, Predicate<Entry> whose) {
        boolean fork = call.equals("fork");
        return entries(fork ? Event.FORK_FAILED : Event.FAILED)
                .filter(whose)
                .filter(each -> fork || isCall(each, call))
                .map(each -> Errno.of((int) (fork ? each.a() : each.b())).name());
    }

    /** Returns who serves or has served a client: a pid; 0 for nobody. */
    public static int serverOf(Object client) {
        return serving(client).map(Entry::pid).orElse(0);
    }

    /** Bytes that were echoed to a client in this step. */
    public static long echoed(Object client) {
        Optional<Entry> serving = serving(client);
        return serving.map(Deeds::echoed).orElse(0L);
    }

    private static long echoed(Entry serving) {
        return journal().exchangesSince(Math.max(since, serving.nanos())).stream()
                .filter(each -> each.pid() == serving.pid() && each.a() == serving.a())
                .mapToLong(Entry::b)
                .sum();
    }

    private static Optional<Entry> serving(Object client) {
        Client one = Values.client(client);
        return journal().lives(EnumSet.of(Event.SERVE)).stream()
                .filter(each -> each.address().port() == one.local().port())
                .filter(each -> each.nanos() >= connected(one))
                .reduce((first, last) -> last);
    }

    /** Ports come back: what was served before this client's listener began is another's. */
    private static long connected(Client client) {
        return journal().lives(EnumSet.of(Event.LISTEN)).stream()
                .filter(each -> each.address().port() == client.peer().port())
                .mapToLong(Entry::nanos)
                .min()
                .orElse(0);
    }

    /** Returns whether a client has half-closed in this step. */
    public static boolean halfClosed(Object client) {
        return did(Event.HALF_CLOSE, client);
    }

    /** Returns whether a client has ended its connection with RST in this step. */
    public static boolean wasReset(Object client) {
        return did(Event.RESET, client);
    }

    private static boolean did(Event event, Object client) {
        int port = Values.client(client).local().port();
        return entries(event).anyMatch(each -> each.a() == port);
    }

    /** Bytes that a process has written into pipes. */
    public static long piped(Object process) {
        return of(process, Event.PIPE_WRITE).mapToLong(Entry::b).sum();
    }

    /** Returns how many bytes the children of this session have written into pipes. */
    public static long pipedByChildren() {
        return ofChildren(Event.PIPE_WRITE).mapToLong(Entry::b).sum();
    }

    /** Returns whether this session has read the end of a pipe. */
    public static boolean readEnd() {
        return of(Playground.getpid(), Event.PIPE_READ).anyMatch(each -> each.b() == 0);
    }

    /** Returns how many connections were accepted, by whomever, in this step. */
    public static long accepted() {
        return entries(Event.ACCEPT).count();
    }

    /** Returns how many connections a process has accepted. */
    public static long acceptedBy(Object process) {
        return of(process, Event.ACCEPT).count();
    }

    /** Returns how many SIGCHLDs a handler of this session was called for. */
    public static long handled() {
        return of(Playground.getpid(), Event.SIGCHLD).count();
    }

    /** Returns whether an accept loop of that design was started in this step. */
    public static boolean ran(String design) {
        String name = Words.design(ServerModels.named(design).get().toString());
        return of(Playground.getpid(), Event.LOOP)
                .anyMatch(each -> each.fields().get("design").equals(name));
    }

    /**
     * Returns how many connections a second were accepted, from the beginning of the last loop of
     * that design to the last of its connections; 0 when there was none.
     */
    public static double perSecond(String design) {
        String name = Words.design(ServerModels.named(design).get().toString());
        List<Entry> loops = of(Playground.getpid(), Event.LOOP).toList();
        for (int i = loops.size() - 1; i >= 0; i--) {
            if (loops.get(i).fields().get("design").equals(name)) {
                long end = i + 1 < loops.size() ? loops.get(i + 1).nanos() : Long.MAX_VALUE;
                return perSecond(loops.get(i).nanos(), end);
            }
        }
        return 0;
    }

    private static double perSecond(long begin, long end) {
        List<Entry> accepted =
                entries(Event.ACCEPT)
                        .filter(each -> each.nanos() > begin && each.nanos() < end)
                        .toList();
        return accepted.isEmpty()
                ? 0
                : accepted.size() * 1e9 / (accepted.get(accepted.size() - 1).nanos() - begin);
    }

    private static Stream<Entry> of(Object process, Event event) {
        int pid = Values.pid(process);
        return entries(event).filter(each -> each.pid() == pid);
    }

    private static Stream<Entry> entries(Event event) {
        Predicate<Entry> counts = each -> each.nanos() >= since;
        return journal().lives(EnumSet.of(event)).stream().filter(counts);
    }

    private static JournalReader journal() {
        if (journal == null) {
            journal = JournalReader.of(Playground.getpid()).orElseThrow();
        }
        return journal;
    }
}
