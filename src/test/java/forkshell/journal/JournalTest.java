package forkshell.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.libc.Signal;
import forkshell.net.Client;
import forkshell.net.Clients;
import forkshell.net.Connection;
import forkshell.net.Echo;
import forkshell.net.Listener;
import forkshell.process.Child;
import forkshell.process.ProcessTable;
import forkshell.server.ServingChild;
import forkshell.testing.Eventually;
import forkshell.testing.LeavesNothingBehind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(60)
@ExtendWith(LeavesNothingBehind.class)
class JournalTest {
    private static final ProcessTable TABLE = new ProcessTable();
    private static final int ME = (int) ProcessHandle.current().pid();

    private final JournalReader reader = JournalReader.of(ME).orElseThrow();
    private final long begin = System.nanoTime();

    @Test
    void parentAndChildWriteIntoOneStoryInOrder() {
        try (Listener listener = Listener.listen("127.0.0.1", 0);
                Client client = new Clients().connect("127.0.0.1", listener.port())) {
            Connection connection = listener.accept();
            Child child = ServingChild.fork(TABLE, listener, connection, Echo::serve);
            connection.close();
            assertEquals("hello", client.say("hello"));
            Eventually.holds("the exchange is noted", () -> exchanges(child).size() == 1);
            TABLE.kill(child, Signal.SIGTERM);
            TABLE.waitFor(child);
            assertEquals(
                    List.of("listen", "accept", "start", "serve", "exchange", "signal", "reap"),
                    words(child));
        }
    }

    @Test
    void everyEventSaysWhatItIsAbout() {
        Child child = TABLE.fork("", () -> TABLE.exit(7));
        TABLE.waitFor(child);
        String story = mine().toString();
        assertTrue(story.contains(child.pid() + " start parent " + ME), story);
        assertTrue(story.contains(ME + " fork child " + child.pid()), story);
        assertTrue(story.contains(child.pid() + " exit code 7"), story);
        assertTrue(story.contains(ME + " reap child " + child.pid() + ", status 1792"), story);
    }

    @Test
    void whatIsDoneForPracticeIsNotNoted() {
        Journal.exchange(6, 10);
        Journal.without(
                () -> {
                    Journal.record(Event.LISTEN, 6);
                    Journal.exchange(6, 1);
                });
        Journal.exchange(6, 20);
        List<Entry> noted = reader.entries().stream().filter(this::isMineSinceTheBegin).toList();
        assertEquals(List.of(10L, 20L), noted.stream().map(Entry::b).toList(), noted::toString);
        assertEquals(noted.get(0).c() + 20, noted.get(1).c(), "the total goes on");
    }

    private boolean isMineSinceTheBegin(Entry entry) {
        return entry.pid() == ME && entry.nanos() >= begin;
    }

    @Test
    void aDeliveredSigchldIsNoted() {
        List<Integer> reaped = new ArrayList<>();
        TABLE.onExit(exit -> reaped.add(exit.pid()));
        Child child = TABLE.fork("", () -> {});
        Eventually.holds("reaped", () -> reaped.contains(child.pid()));
        TABLE.ignoreExit();
        assertTrue(mine().stream().anyMatch(entry -> entry.event() == Event.SIGCHLD));
    }

    @Test
    void aKilledWriterLeavesNoTornRecord() {
        List<Child> children = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            children.add(TABLE.fork("", JournalTest::exchangeForEver));
        }
        Eventually.holds(
                "some hundred exchanges of each",
                () -> children.stream().allMatch(this::hasWrittenMuch));
        children.forEach(child -> TABLE.kill(child, Signal.SIGKILL));
        children.forEach(TABLE::waitFor);
        children.forEach(child -> assertNothingIsMissing(exchanges(child)));
    }

    private static void exchangeForEver() {
        for (int i = 1; true; i = i % 1000 + 1) {
            Journal.exchange(6, i);
        }
    }

    private boolean hasWrittenMuch(Child child) {
        return exchanges(child).size() > 500;
    }

    /** Each total is the one before it and the bytes between them. */
    private static void assertNothingIsMissing(List<Entry> exchanges) {
        for (int i = 1; i < exchanges.size(); i++) {
            assertEquals(exchanges.get(i - 1).c() + exchanges.get(i).b(), exchanges.get(i).c());
        }
    }

    private List<Entry> exchanges(Child child) {
        return reader.entries().stream()
                .filter(entry -> entry.pid() == child.pid() && entry.event() == Event.EXCHANGE)
                .toList();
    }

    private List<Entry> mine() {
        return reader.entries().stream().filter(entry -> entry.nanos() >= begin).toList();
    }

    /**
     * The story without lost attempts, and without what no order binds to the child's own words.
     */
    private List<String> words(Child child) {
        Set<Event> unbound =
                Set.of(Event.FORK_ATTEMPT, Event.FORK_LOST, Event.FORK, Event.CLOSE, Event.SEEN);
        return mine().stream()
                .filter(entry -> entry.pid() == ME || entry.pid() == child.pid())
                .filter(entry -> !unbound.contains(entry.event()))
                .map(Entry::word)
                .toList();
    }
}
