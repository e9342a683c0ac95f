package forkshell.inspect.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.inspect.Inspector;
import forkshell.inspect.RenderOptions;
import forkshell.journal.Event;
import forkshell.libc.Signal;
import forkshell.net.Client;
import forkshell.net.Clients;
import forkshell.net.Connection;
import forkshell.net.Echo;
import forkshell.net.Listener;
import forkshell.process.Child;
import forkshell.process.ChildState;
import forkshell.process.ProcessTable;
import forkshell.server.ServingChild;
import forkshell.testing.Command;
import forkshell.testing.Eventually;
import forkshell.testing.LeavesNothingBehind;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

@Timeout(60)
@ExtendWith(LeavesNothingBehind.class)
class TimelineOfRealChildrenTest {
    private static final ProcessTable TABLE = new ProcessTable();
    private static final int ME = (int) ProcessHandle.current().pid();
    private static final long LONG = 100_000;

    @TempDir private Path directory;

    @AfterEach
    void endChildren() {
        TABLE.endAll();
    }

    @Test
    void aZombieIsSeenBetweenItsExitAndItsReaping() {
        Child child = TABLE.fork("", () -> {});
        Eventually.holds("a zombie", () -> child.state() == ChildState.ZOMBIE);
        long ended = life(child).end().getAsLong();
        assertTrue(life(child).reaped().isEmpty());
        TABLE.waitFor(child);
        assertEquals(ended, life(child).end().getAsLong());
        assertTrue(life(child).reaped().getAsLong() > ended);
    }

    @Test
    void aKilledZombieThatNobodyReapedHasEnded() {
        Child child = TABLE.fork("", () -> Thread.sleep(LONG));
        TABLE.kill(child, Signal.SIGKILL);
        Eventually.holds("a zombie", () -> child.state() == ChildState.ZOMBIE);
        assertTrue(life(child).end().isPresent());
        assertTrue(life(child).reaped().isEmpty());
    }

    @Test
    void aChildThatIsKilledFromElsewhereIsAZombieUntilItIsReaped() {
        Child child = TABLE.fork("", () -> Thread.sleep(LONG));
        signal("KILL", child.pid());
        Eventually.holds("noted", () -> notedStates(child).equals(List.of("Z")));
        long ended = life(child).end().getAsLong();
        assertTrue(life(child).reaped().isEmpty());
        assertTrue(ended < Timeline.of(ME).to());
        TABLE.waitFor(child);
        assertEquals(ended, life(child).end().getAsLong());
        assertTrue(life(child).reaped().getAsLong() > ended);
        assertEquals(List.of(), life(child).stops());
    }

    @Test
    void aStopAndGoingOnFromElsewhereAreSeen() {
        Child child = TABLE.fork("", () -> Thread.sleep(LONG));
        signal("STOP", child.pid());
        Eventually.holds("stopped", () -> notedStates(child).equals(List.of("T")));
        signal("CONT", child.pid());
        Eventually.holds("goes on", () -> notedStates(child).equals(List.of("T", "R")));
        Timeline timeline = Timeline.of(ME);
        Span stop = life(timeline, child).stops().get(0);
        assertTrue(stop.from() < stop.to() && stop.to() < timeline.to());
    }

    private static void signal(String name, int pid) {
        Command.of("kill", "-" + name, Integer.toString(pid)).run().succeeded();
    }

    private static List<Object> notedStates(Child child) {
        return Inspector.ofThisProcess().journal().stream()
                .filter(entry -> entry.event() == Event.SEEN && entry.a() == child.pid())
                .map(entry -> entry.fields().get("state"))
                .toList();
    }

    @Test
    void aStoppedChildIsStoppedUpToNow() {
        Child child = TABLE.fork("", () -> Thread.sleep(LONG));
        TABLE.kill(child, Signal.SIGSTOP);
        Timeline timeline = Timeline.of(ME);
        Span stop = life(timeline, child).stops().get(0);
        assertEquals(timeline.to(), stop.to());
    }

    @Test
    void theInspectorKnowsWhomAChildServesAndHowMuchItEchoed() {
        try (Listener listener = Listener.listen("127.0.0.1", 0);
                Client client = new Clients().connect("127.0.0.1", listener.port())) {
            Connection connection = listener.accept();
            Child child = ServingChild.fork(TABLE, listener, connection, Echo::serve);
            connection.close();
            client.say("hello");
            var row =
                    Inspector.ofThisProcess().ps().where(r -> r.pid() == child.pid()).rows().get(0);
            assertEquals(5L, row.echoed().value());
            assertEquals(connection.peer().toString(), row.peer().value());
            assertEquals(connection.peer().toString(), life(child).peer());
            Eventually.holds(
                    "read(2)",
                    () ->
                            blockedIn(child)
                                    .startsWith(
                                            "read("
                                                    + connection.fd()
                                                    + ") from "
                                                    + connection.peer()));
        }
    }

    @Test
    void anOrphanIsFoundAndItsAdopterIsNamed() {
        Child parent = TABLE.fork("", () -> TABLE.fork("", () -> Thread.sleep(LONG)));
        TABLE.waitFor(parent);
        Eventually.holds("an adopter", () -> Inspector.ofThisProcess().tree().roots().size() == 2);
        var adopter = Inspector.ofThisProcess().tree().roots().get(1);
        int orphan = adopter.children().get(0).process().pid();
        assertEquals(parent.pid(), life(Timeline.of(ME), orphan).parent());
        ProcessHandle.of(orphan).orElseThrow().destroyForcibly();
        Eventually.holds("gone", () -> Inspector.ofThisProcess().tree().roots().size() == 1);
    }

    @Test
    void thePictureCanBeReadWithoutColoursAndWithoutEyes() throws Exception {
        Child child = TABLE.fork("", () -> {});
        TABLE.waitFor(child);
        Path file = directory.resolve("lives.svg");
        Timeline.of(ME).svg(file);
        Document svg =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        assertEquals("img", svg.getDocumentElement().getAttribute("role"));
        assertEquals("title desc", svg.getDocumentElement().getAttribute("aria-labelledby"));
        assertTrue(svg.getElementsByTagName("desc").item(0).getTextContent().contains("forked"));
        assertEquals(Phase.values().length, distinctPatterns(svg.getElementsByTagName("pattern")));
        assertTrue(svg.getDocumentElement().getTextContent().contains("child " + child.pid()));
        assertTrue(
                Timeline.of(ME)
                        .svg(Locale.JAPANESE)
                        .contains("<title>子プロセス " + child.pid() + "</title>"));
    }

    private static int distinctPatterns(NodeList patterns) {
        Set<String> drawn = new HashSet<>();
        for (int i = 0; i < patterns.getLength(); i++) {
            NodeList parts = patterns.item(i).getChildNodes();
            drawn.add(
                    parts.getLength() == 1
                            ? ""
                            : parts.item(1).getAttributes().item(0) + parts.item(1).getNodeName());
        }
        return drawn.size();
    }

    private static String blockedIn(Child child) {
        return Inspector.ofThisProcess()
                .ps()
                .where(row -> row.pid() == child.pid())
                .rows()
                .get(0)
                .blockedIn()
                .toString();
    }

    private static Life life(Child child) {
        return life(Timeline.of(ME), child);
    }

    private static Life life(Timeline timeline, Child child) {
        return life(timeline, child.pid());
    }

    private static Life life(Timeline timeline, int pid) {
        assertTrue(timeline.text(RenderOptions.PLAIN).contains(Integer.toString(pid)));
        return timeline.lives().stream()
                .filter(life -> life.pid() == pid)
                .findFirst()
                .orElseThrow();
    }
}
