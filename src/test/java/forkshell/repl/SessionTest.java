package forkshell.repl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.proc.ProcessFamily;
import forkshell.repl.Outcome.Result;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import jdk.jshell.VarSnippet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionTest {
    private final Recorder recorder = new Recorder();
    private Session session;

    @BeforeAll
    void open() {
        session =
                Session.open(
                        SessionOptions.defaults().startup(Startup.imports()).listener(recorder));
    }

    @AfterAll
    void close() {
        long agent = session.agentPid();
        session.close();
        assertFalse(ProcessHandle.of(agent).isPresent());
    }

    @Test
    void anExpressionHasAValueAndAVariable() {
        Outcome outcome = only("6 * 7");
        assertEquals("42", outcome.value());
        assertTrue(text(outcome).matches("\\$\\d+ ==> 42"), text(outcome));
    }

    @Test
    void severalSnippetsHaveAnOutcomeEach() {
        List<Outcome> outcomes =
                session.evaluate(
                        "int a = 1; int b = a + 1\nint twice() {\nreturn b * 2; }\ntwice()");
        assertEquals(
                List.of("1", "2", "4"),
                outcomes.stream()
                        .map(Outcome::value)
                        .filter(v -> v != null && !v.isEmpty())
                        .toList());
        assertEquals(4, outcomes.size());
    }

    @Test
    void sealedTypesComeInAnyOrderAndWithoutPermits() {
        allDone(
                "sealed interface Shape permits Circle {}\nrecord Circle(int r) implements Shape {}");
        allDone(
                "record Cat() implements Pet {}\nfinal class Dog implements Pet {}\nsealed interface Pet {}");
        allDone("sealed abstract class Node<T> {}\nfinal class Leaf<T> extends Node<T> {}");
        assertEquals("1", only("(Pet) new Cat() instanceof Cat ? 1 : 2").value());
        allDone("Node<String> node = new Leaf<>(); Shape shape = new Circle(1);");
    }

    private void allDone(String source) {
        session.evaluate(source)
                .forEach(each -> assertEquals(Result.DONE, each.result(), () -> text(each)));
    }

    @Test
    void ofALongValueOnlyItsBeginningIsMade() {
        String list = only("java.util.stream.IntStream.range(0, 5_000).boxed().toList()").value();
        assertTrue(list.startsWith("[0, 1, 2, ") && list.endsWith("99, ...]"), list);
        String map =
                only("Stream.iterate(0, i -> i + 1).limit(5000).collect("
                                + "Collectors.toMap(i -> i, i -> -i, (a, b) -> a, TreeMap::new))")
                        .value();
        assertTrue(map.startsWith("{0=0, 1=-1, ") && map.endsWith("99=-99, ...}"), map);
        String text = only("\"abc\".repeat(100_000)").value();
        assertTrue(text.startsWith("\"abcabc") && text.length() < 200_000);
        session.evaluate(
                "class Endless { public String toString() { return \"x\".repeat(300_000); } }");
        String endless = only("new Endless()").value();
        assertTrue(endless.startsWith("xxx") && endless.length() < 200_000);
        only("var kept = \"y\".repeat(300_000)");
        VarSnippet kept =
                session.variables().filter(v -> v.name().equals("kept")).findFirst().orElseThrow();
        String value = session.valueOf(kept);
        assertTrue(value.startsWith("\"yyy") && value.length() < 200_000);
        session.evaluate(
                "class Mine extends ArrayList<Integer> { public String toString() { return \"mine\"; } }");
        session.evaluate("var mine = new Mine(); mine.addAll(Collections.nCopies(5000, 1));");
        assertEquals("mine", only("mine").value());
    }

    @Test
    void aLineThatStartsWithADotContinuesTheOneBefore() {
        assertEquals("3", only("Stream.of(1, 2)\n    .mapToInt(n -> n)\n    .sum()").value());
        assertEquals(1, session.parse("if (true)\n a();\nelse\n b();").snippets().size());
    }

    @Test
    void nothingIsEvaluatedBehindAFailure() {
        List<Outcome> outcomes =
                session.evaluate("int before = 1; int bad = \"x\"; int behind = 2;");
        assertEquals(Result.REJECTED, outcomes.get(1).result());
        assertEquals(2, outcomes.size());
    }

    @Test
    void anErrorPointsToItsPlace() {
        assertEquals(
                """
                |  Error:
                |  incompatible types: java.lang.String cannot be converted to int
                |  int n = "text";
                |          ^----^""",
                text(only("int n = \"text\";")));
    }

    @Test
    void modifiersAloneAreRejected() {
        for (String source : List.of("static", "public static", "static // for ever")) {
            Outcome outcome = only(source);
            assertEquals(Result.REJECTED, outcome.result());
            assertTrue(text(outcome).startsWith("|  Error:\n|  illegal start of"), text(outcome));
        }
    }

    @Test
    void aHintIsAboutTheNameThatIsUnknown() {
        Outcome outcome = only("List.of(1).get(0).toStrin()");
        assertEquals(List.of("Did you mean toString?"), session.hints(outcome));
        assertEquals(List.of(), session.hints(only("List.of(1).qqqqqqqq()")));
    }

    @Test
    void anExceptionShowsTheLearnersFramesOnly() {
        session.evaluate("int parse(String s) { return Integer.parseInt(s); }");
        String trace = text(only("parse(\"x\")"));
        assertTrue(
                trace.startsWith("|  Exception java.lang.NumberFormatException: For input"), trace);
        assertTrue(
                trace.matches("(?s).*at parse \\(#\\d+:1\\)\n\\|        at \\(#\\d+:1\\)"), trace);
    }

    @Test
    void anExceptionInAnInitializerShowsItsLineOnce() {
        String trace = text(only("int number = Integer.parseInt(\"x\")"));
        assertEquals(1, trace.split("        at ", -1).length - 1, trace);
    }

    @Test
    void aMethodMayReferToWhatComesLater() {
        assertEquals(
                "|  created method early(), however, it cannot be invoked until method late() is declared",
                text(only("int early() { return late(); }")));
        assertEquals(Result.THREW, only("early()").result());
        session.evaluate("int late() { return 5; }");
        assertEquals("5", only("early()").value());
    }

    @Test
    void aChangedMethodKeepsTheObjectsOfAClassThatUsesIt() {
        session.evaluate(
                "int f() { return 1; } class C { int v() { return f(); } } C c = new C();");
        session.evaluate("int f() { return \"ab\".length(); }");
        assertEquals("2", only("c.v()").value());
    }

    @Test
    void incompleteSourceAsksForMore() {
        assertFalse(session.parse("for (int i = 0; i < 3; i++)").complete());
        assertFalse(session.parse("int x = 1; String t = \"\"\"\nabc").complete());
        assertTrue(session.parse("int x = 1").complete());
        assertTrue(session.parse("int x = = 1").complete());
        assertEquals(
                List.of("int x = 1;", "x++"), trimmed(session.parse("int x = 1; x++").snippets()));
    }

    @Test
    void outputArrivesBeforeItsOutcomeAndWithoutMarks() {
        only("System.out.print(\"日本語\")");
        only("System.err.println(\"err\")");
        assertTrue(recorder.out().endsWith("日本語"), recorder.out());
        assertTrue(recorder.err().endsWith("err\n"), recorder.err());
    }

    @Test
    void outputOfAProgramThatASnippetStartedArrivesToo() {
        only("new ProcessBuilder(\"echo\", \"from echo\").inheritIO().start().waitFor()");
        assertTrue(recorder.out().contains("from echo\n"), recorder.out());
    }

    @Test
    void whoeverClosesTheOutputMayPrintOn() {
        only("try (var w = new PrintWriter(System.out)) { w.print(\"closed\"); }");
        only("System.err.close()");
        only("System.out.print(\" and open\")");
        assertTrue(recorder.out().endsWith("closed and open"), recorder.out());
    }

    @Test
    void aValueThatCannotBeShownSaysWhy() {
        String shy = "public String toString() { throw new IllegalStateException(\"shy\"); }";
        assertEquals(
                "(cannot be shown: java.lang.IllegalStateException: shy)",
                only("new Object() {" + shy + "}").value());
        String wrong = "public String toString() { throw new AssertionError(\"wrong\"); }";
        assertEquals(
                "(cannot be shown: java.lang.AssertionError: wrong)",
                only("new Object() {" + wrong + "}").value());
        session.evaluate("var endless = new ArrayList<Object>(); endless.add(List.of(endless));");
        assertEquals(
                "(cannot be shown: java.lang.StackOverflowError)",
                only("List.of(endless)").value());
    }

    @Test
    void completionKnowsTheSession() {
        session.evaluate("String greeting = \"hi\";");
        Completion completion = session.complete("int k = 1; greeting.len", 23);
        assertEquals(List.of("length()"), completion.candidates());
        assertEquals(20, completion.anchor());
    }

    @Test
    void documentationHasTheSignatures() {
        List<Documentation> found = session.document("Math.floorMod(3, ", 17);
        assertTrue(found.size() >= 3, found::toString);
        assertTrue(found.get(0).signature().startsWith("int Math.floorMod(int"), found::toString);
        assertFalse(session.document("String", 6).isEmpty());
    }

    @Test
    void aLearnersOwnMethodsAndVariablesHaveTheirSignatures() {
        session.evaluate("int own(int a) { return a; } Map<String, int[]> mine = Map.of();");
        assertEquals(List.of(new Documentation("int own(int a)", "")), session.document("own(", 4));
        assertEquals(
                List.of(new Documentation("mine:java.util.Map<java.lang.String,int[]>", "")),
                session.document("mine", 4));
    }

    @Test
    void anUnknownClassHasItsImports() {
        assertTrue(session.importable("Document", 8).contains("org.w3c.dom.Document"));
        assertEquals(List.of(), session.importable("List", 4));
    }

    @Test
    void stopEndsJavaCodeAndKeepsTheVariables() throws Exception {
        session.evaluate("int kept = 7;");
        assertEquals(Result.STOPPED, stopped("while (true);").result());
        assertEquals(Result.STOPPED, stopped("Thread.sleep(100_000)").result());
        assertEquals(
                Result.STOPPED,
                stopped("new Object() { synchronized void w() throws Exception { wait(); } }.w()")
                        .result());
        assertEquals("7", only("kept").value());
    }

    @Test
    void aSystemCallThatCannotBeStoppedIsLeftBehind() throws Exception {
        session.evaluate("var server = new java.net.ServerSocket(0);");
        assertEquals(Result.STOPPED, stopped("server.accept()").result());
        await(() -> recorder.err().contains("left behind"));
        assertEquals("false", only("server.isClosed()").value());
    }

    @Test
    void stopReachesLearnersWhoCatchEverything() throws Exception {
        Outcome outcome =
                stopped("while (true) { try { Thread.sleep(1000); } catch (Throwable t) { } }");
        assertEquals(Result.STOPPED, outcome.result());
        assertEquals("2", only("1 + 1").value());
    }

    @Test
    void stopEndsALoopBetweenTwoTurns() throws Exception {
        session.evaluate("int begun = 0;");
        session.evaluate("int ended = 0;");
        session.evaluate("String loaded = String.format(\"%d\", begun);");
        for (int i = 0; i < 5; i++) {
            Outcome outcome =
                    stopped("while (true) { begun++; String.format(\"%d\", begun); ended++; }");
            assertEquals(Result.STOPPED, outcome.result());
            assertEquals("0", only("begun - ended").value());
        }
        assertEquals("true", only("begun > 0").value());
    }

    @Test
    void whatClosesBehindALoopIsNotStopped() throws Exception {
        session.evaluate("int closed = 0;");
        session.evaluate(
                "class Door implements AutoCloseable {"
                        + " public void close() { for (int i = 0; i < 3; i++) closed++; } }");
        Outcome outcome = stopped("try (Door door = new Door()) { while (true); }");
        assertEquals(Result.STOPPED, outcome.result());
        assertEquals("3", only("closed").value());
    }

    @Test
    void stopEndsALoopThatALibraryTurns() throws Exception {
        session.evaluate("int begun = 0;");
        session.evaluate("int ended = 0;");
        session.evaluate("String loaded = String.format(\"%d\", begun);");
        Outcome outcome =
                stopped(
                        "java.util.stream.IntStream.iterate(0, i -> i + 1)"
                                + ".forEach(i -> { begun++; String.format(\"%d\", i); ended++; });");
        assertEquals(Result.STOPPED, outcome.result());
        assertEquals("0", only("begun - ended").value());
    }

    @Test
    void childrenAreCountedByTheirStates() {
        session.evaluate("Process sleeper = new ProcessBuilder(\"sleep\", \"100\").start();");
        await(() -> session.children().equals(new ProcessFamily(1, 0)));
        session.evaluate("sleeper.destroy();");
        await(() -> session.children().equals(new ProcessFamily(0, 0)));
    }

    @Test
    void droppedVariablesAreGone() {
        session.evaluate("int gone = 1;");
        Outcome outcome =
                session.drop(
                        session.variables().filter(v -> v.name().equals("gone")).findAny().get());
        assertEquals("|  dropped variable gone : int", text(outcome));
        assertEquals(Result.REJECTED, only("gone").result());
    }

    private Outcome only(String source) {
        List<Outcome> outcomes = session.evaluate(source);
        assertEquals(1, outcomes.size(), outcomes::toString);
        return outcomes.get(0);
    }

    /** Evaluates {@code source}, stops it once it runs, and checks that it ends in time. */
    private Outcome stopped(String source) throws Exception {
        recorder.clear();
        CompletableFuture<Outcome> outcome =
                CompletableFuture.supplyAsync(
                        () -> session.evaluate("System.out.println(\"go\"); " + source).get(1));
        await(() -> recorder.out().contains("go"));
        while (!outcome.isDone()) {
            session.stop();
            outcome.copy().completeOnTimeout(null, 500, TimeUnit.MILLISECONDS).get();
        }
        return outcome.get();
    }

    private static String text(Outcome outcome) {
        return String.join(
                "\n",
                new Feedback(Feedback.Mode.NORMAL)
                        .lines(outcome).stream().map(Line::text).toList());
    }

    private static List<String> trimmed(List<String> snippets) {
        return snippets.stream().map(String::trim).toList();
    }

    static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            try {
                Thread.sleep(5);
            } catch (InterruptedException timeout) {
                throw new AssertionError("not reached before the time limit", timeout);
            }
        }
    }
}
