package forkshell.repl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.proc.ProcessFamily;
import forkshell.repl.Outcome.Result;
import forkshell.testing.Eventually;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
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
    void aChildsExceptionNamesTheSourceAsTheParentsDoes() {
        List<String> sources =
                List.of(
                        "int half(int n) {\n  return 1 / n; }",
                        "class A { void f() {\n half(0); } }",
                        "Runnable r = () -> {\n  half(0);\n};",
                        "var s =\n(Runnable) () -> {\n  new A().f();\n};");
        for (String source : sources) {
            session.evaluate(source);
        }
        for (String call : List.of("half(0)", "r.run()", "s.run()")) {
            List<String> parents = places(told(session.evaluate(call).get(0)));
            recorder.clear();
            session.evaluate("waitFor(forkChild(() -> {" + call + "; }))");
            Eventually.holds("the frames", () -> recorder.err().contains(parents.get(0)));
            List<String> own = parents.subList(0, parents.size() - 1);
            assertEquals(own, places(recorder.err()).subList(0, own.size()), recorder::err);
            assertTrue(!recorder.err().contains("REPL."), recorder::err);
        }
        String before = places(recorder.err()).get(0);
        session.evaluate("int half(int n) { return 2 / n; }");
        recorder.clear();
        session.evaluate("waitFor(forkChild(() -> half(0)))");
        Eventually.holds("the frames", () -> recorder.err().contains("half (#"));
        assertTrue(!recorder.err().contains(before), "the new half: " + recorder.err());
    }

    private static List<String> places(String text) {
        return Pattern.compile("at .*#\\d+:\\d+\\)")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static String told(Outcome outcome) {
        return new Feedback(Feedback.Mode.NORMAL)
                .lines(outcome).stream().map(Line::text).collect(Collectors.joining("\n"));
    }

    @Test
    void anExceptionThatFailsToTellOfItselfIsShownAllTheSame() {
        for (String method :
                List.of(
                        "String getMessage() { throw new IllegalStateException(); }",
                        "String toString() { throw new StackOverflowError(); }",
                        "Throwable getCause() { throw new IllegalStateException(); }",
                        "StackTraceElement[] getStackTrace() { return null; }")) {
            String thrower = "throw new RuntimeException(\"q\") { public " + method + " };";
            Outcome outcome = session.evaluate("if (true) " + thrower).get(0);
            assertEquals(Result.THREW, outcome.result(), method);
            assertTrue(told(outcome).contains("Exception REPL"), told(outcome));
            recorder.clear();
            session.evaluate("waitFor(forkChild(() -> { " + thrower + "}))");
            Eventually.holds(
                    method + " in a child: " + recorder.err(),
                    () -> recorder.err().contains("] REPL."));
        }
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
