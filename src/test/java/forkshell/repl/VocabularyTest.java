package forkshell.repl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.proc.ProcessFamily;
import forkshell.repl.Outcome.Result;
import forkshell.testing.Eventually;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VocabularyTest {
    private final Recorder recorder = new Recorder();
    private Session session;

    @BeforeAll
    void open() {
        session = Session.open(SessionOptions.defaults().listener(recorder));
    }

    @AfterAll
    void close() {
        session.close();
    }

    @Test
    void childrenSurviveAStopInAHelperThatWaits() throws Exception {
        session.evaluate("var server = listen(0);");
        session.evaluate("Child napper = forkChild(() -> Thread.sleep(100_000));");
        assertEquals(Result.STOPPED, stopped("accept(server)"));
        assertEquals(Result.STOPPED, stopped("waitFor(napper)"));
        assertEquals("true", value("napper.isAlive()"));
        assertEquals(new ProcessFamily(1, 0), session.children());
        session.evaluate("kill(napper, SIGKILL)");
        Eventually.holds("a zombie", () -> session.children().equals(new ProcessFamily(0, 1)));
        session.evaluate("waitFor(napper)");
        assertEquals(new ProcessFamily(0, 0), session.children());
        session.evaluate("server.close()");
    }

    @Test
    void aPidThatIsNoNumberGetsASentence() {
        for (String call : List.of("fds", "memory", "signals")) {
            String told = session.evaluate(call + "(\"abc\")").get(0).toString();
            assertTrue(
                    told.contains("\"abc\" is not a pid: a pid is a whole number above 0"), told);
        }
        assertTrue(value("fds(\"\" + getpid())").contains("KIND"));
    }

    @Test
    void whatAChildPrintsCarriesItsPid() {
        session.evaluate("waitFor(forkChild(() -> System.out.println(\"in the child\")))");
        Eventually.holds(
                "the line", () -> recorder.out().matches("(?s).*\\[\\d+] in the child\n.*"));
    }

    @Test
    void theVocabularyHasItsDocumentationWithoutASourcesJar() {
        List<Documentation> found = session.document("forkChild", 9);
        assertEquals(2, found.size(), found::toString);
        for (Documentation each : found) {
            assertTrue(each.signature().contains("forkChild("), each::signature);
            assertTrue(each.text().length() > 40, each::text);
            assertTrue(!each.text().contains("{@"), each::text);
        }
        assertTrue(session.document("Child", 5).get(0).text().length() > 20);
    }

    private String value(String source) {
        return session.evaluate(source).get(0).value();
    }

    private Result stopped(String source) throws Exception {
        CompletableFuture<Outcome> outcome =
                CompletableFuture.supplyAsync(() -> session.evaluate(source).get(0));
        while (!outcome.isDone()) {
            session.stop();
            outcome.copy().completeOnTimeout(null, 300, TimeUnit.MILLISECONDS).get();
        }
        return outcome.get().result();
    }
}
