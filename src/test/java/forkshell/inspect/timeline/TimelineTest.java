package forkshell.inspect.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.inspect.RenderOptions;
import forkshell.inspect.Width;
import forkshell.journal.Entry;
import forkshell.journal.Event;
import forkshell.journal.Gaps;
import forkshell.libc.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Draws stories of processes that do not exist: their pids are above every pid_max. */
@Tag("quick")
class TimelineTest {
    private static final int ROOT = 5_000_000;
    private static final int CHILD = 5_000_001;
    private static final int EXITED = 256;
    private static final long SECOND = 1_000_000_000;
    private static final RenderOptions ENGLISH = new RenderOptions(false, 60, Locale.ENGLISH);

    private final List<Entry> story = new ArrayList<>();

    @Test
    void drawsEachPhaseOfALife() {
        at(0, CHILD, Event.START, ROOT, 0);
        serveAt(1);
        at(2, CHILD, Event.EXCHANGE, 6, 5);
        at(4, ROOT, Event.SIGNAL, CHILD, Signal.SIGSTOP.number());
        at(6, ROOT, Event.SIGNAL, CHILD, Signal.SIGCONT.number());
        at(8, CHILD, Event.EXIT, 1, 0);
        at(8, ROOT, Event.SIGCHLD, 0, 0);
        at(9, ROOT, Event.REAP, CHILD, EXITED);
        assertEquals(
                List.of(
                        "1 forked, 1 ended, 1 SIGCHLD delivered, 1 reaped",
                        "                        ┃╵0s╵1s ╵2s ╵3s ╵4s╵5s ╵6s ╵7s ╵8s",
                        "5000001 127.0.0.1:50312 ┃····╌╌╌█╌╌╌╌╌╌╌========╌╌╌╌╌╌╌zzz×",
                        "SIGCHLD                 ┃                              ▼",
                        "· forked  █ serving  ╌ idle  = stopped  z zombie  × reaped",
                        "▼ SIGCHLD"),
                timeline(9).text(ENGLISH).lines().toList());
    }

    @Test
    void aSignalEndsALifeWhenItIsSent() {
        at(0, CHILD, Event.START, ROOT, 0);
        at(2, ROOT, Event.SIGNAL, CHILD, Signal.SIGKILL.number());
        at(5, ROOT, Event.REAP, CHILD, Signal.SIGKILL.number());
        assertEquals(2 * SECOND, timeline(10).lives().get(0).end().getAsLong());
    }

    @Test
    void aSignalThatIsSentToAStoppedChildEndsItWhenItGoesOn() {
        at(0, CHILD, Event.START, ROOT, 0);
        at(1, ROOT, Event.SIGNAL, CHILD, Signal.SIGSTOP.number());
        at(2, ROOT, Event.SIGNAL, CHILD, Signal.SIGTERM.number());
        at(4, ROOT, Event.SIGNAL, CHILD, Signal.SIGCONT.number());
        at(6, ROOT, Event.REAP, CHILD, Signal.SIGTERM.number());
        assertEquals(4 * SECOND, timeline(10).lives().get(0).end().getAsLong());
    }

    @Test
    void aDeathThatTheWatchSawIsTheEndUnlessTheChildToldOfItItself() {
        at(0, CHILD, Event.START, ROOT, 0);
        at(3, ROOT, Event.SEEN, CHILD, 'Z');
        at(5, ROOT, Event.REAP, CHILD, Signal.SIGKILL.number());
        assertEquals(3 * SECOND, timeline(10).lives().get(0).end().getAsLong());
        story.add(1, new Entry(2 * SECOND, CHILD, Event.EXIT, 0, 0, 0, 0));
        assertEquals(2 * SECOND, timeline(10).lives().get(0).end().getAsLong());
    }

    @Test
    void aLostAttemptIsNoLife() {
        at(0, CHILD, Event.START, ROOT, 0);
        at(1, ROOT, Event.FORK_LOST, CHILD, 0);
        assertEquals(List.of(), timeline(2).lives());
        assertEquals("No child has been forked yet.", timeline(2).text(ENGLISH));
    }

    @Test
    void aPidThatComesAgainIsAnotherLife() {
        for (int begin = 0; begin < 2; begin++) {
            at(2 * begin, CHILD, Event.START, ROOT, 0);
            at(2 * begin + 1, ROOT, Event.REAP, CHILD, EXITED);
        }
        assertEquals(2, timeline(4).lives().size());
        assertEquals(2, timeline(4).reaped());
    }

    @Test
    void signalsThatArriveTogetherAreCounted() {
        at(0, CHILD, Event.START, ROOT, 0);
        for (int i = 0; i < 3; i++) {
            at(5, ROOT, Event.SIGCHLD, 0, 0);
        }
        at(10, ROOT, Event.REAP, CHILD, EXITED);
        assertTrue(
                timeline(10).text(ENGLISH).lines().anyMatch(line -> line.matches("SIGCHLD +┃ +3")));
    }

    @Test
    void fitsTheTerminalInBothLanguages() {
        at(0, CHILD, Event.START, ROOT, 0);
        serveAt(1);
        for (Locale language : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
            for (int columns : List.of(30, 50, 70, 200)) {
                String text = timeline(100).text(new RenderOptions(false, columns, language));
                text.lines().forEach(line -> assertTrue(Width.of(line) <= columns, line));
            }
        }
        String japanese = timeline(100).text(new RenderOptions(false, 70, Locale.JAPANESE));
        assertTrue(japanese.startsWith("生成 1、終了 1、SIGCHLD の配送 0、回収 1"), japanese);
        assertTrue(japanese.contains("z ゾンビ"), japanese);
    }

    @Test
    void aPartOfTheTimeCanBeSeenMoreClosely() {
        at(0, CHILD, Event.START, ROOT, 0);
        at(1, ROOT, Event.REAP, CHILD, EXITED);
        at(10, CHILD + 1, Event.START, ROOT, 0);
        at(11, ROOT, Event.REAP, CHILD + 1, EXITED);
        Timeline all = timeline(12);
        assertEquals(List.of(CHILD), all.between(0, 5).lives().stream().map(Life::pid).toList());
        assertEquals(List.of(CHILD + 1), all.last(3).lives().stream().map(Life::pid).toList());
        assertTrue(all.last(3).text(ENGLISH).contains("╵11s"));
        assertTrue(all.between(9.5, 12).between(10.5, 12).svg().contains(">11s<"));
    }

    private Timeline timeline(long now) {
        return Timeline.of(ROOT, story, now * SECOND, Gaps.NONE);
    }

    private void at(long second, int pid, Event event, long a, long b) {
        story.add(new Entry(second * SECOND, pid, event, a, b, 0, 0));
    }

    private void serveAt(long second) {
        story.add(new Entry(second * SECOND, CHILD, Event.SERVE, 6, 50312, 0, 0xffff_7f00_0001L));
    }
}
