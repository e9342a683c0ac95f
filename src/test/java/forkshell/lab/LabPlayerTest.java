package forkshell.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.repl.Outcome.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way through a lab, with a session that answers what the test tells it to. */
class LabPlayerTest {
    private static final Answer DONE = new Answer(Result.DONE, "", "");
    private static final Answer HOLDS = new Answer(Result.DONE, "none", "");
    private static final Answer DIFFERS =
            new Answer(Result.DONE, "0\n0\nfalse\n2\n1\nx is here", "");

    @TempDir private Path directory;
    private final List<String> evaluated = new ArrayList<>();
    private final List<String> forgotten = new ArrayList<>();
    private final List<String> typed = new ArrayList<>();
    private final Map<String, String> types = new HashMap<>();
    private Answer answer = HOLDS;
    private Labs labs;
    private LabPlayer player;

    private final Evaluation session =
            new Evaluation() {
                @Override
                public Answer run(String source) {
                    evaluated.add(source);
                    return DONE;
                }

                @Override
                public Answer ask(String expression) {
                    evaluated.add(expression);
                    return expression.contains("mark()")
                            ? new Answer(Result.DONE, "5", "")
                            : expression.contains("endSince") ? DONE : answer;
                }

                @Override
                public void forget(Collection<String> names) {
                    forgotten.addAll(names);
                }

                @Override
                public Map<String, String> types() {
                    return types;
                }

                @Override
                public void listen() {}

                @Override
                public List<String> typed() {
                    return typed;
                }
            };

    @BeforeEach
    void open() throws IOException, LabFileException {
        Path files = Files.createDirectory(directory.resolve("labs"));
        String second =
                LabFileTest.GOOD.substring(
                        LabFileTest.GOOD.indexOf("//: step"), LabFileTest.GOOD.indexOf("//: end"));
        String twoSteps =
                LabFileTest.GOOD.replace(
                        "//: end",
                        second.replace("step one", "step two").replace("x", "y") + "//: end");
        Files.writeString(files.resolve("01-first.jsh"), twoSteps);
        Files.writeString(files.resolve("02-second.jsh"), LabFileTest.GOOD);
        labs = Labs.in(files);
        player = another();
    }

    private LabPlayer another() {
        Progress progress = new Progress(directory.resolve("progress"));
        return new LabPlayer(labs, session, progress, Language.EN, reply -> {});
    }

    @Test
    void aLabIsPlayedFromItsFirstStepToItsLast() {
        assertSays(player.start("1", ""), "Lab 1: Small", "step 1 of 2", "What is x?");
        assertSays(player.guess("1"), "You think: 1");
        assertSays(player.check(), "Passed", "You said 1: right", "Because.", "/next");
        assertSays(player.next(), "step 2 of 2", "What is y?");
        assertSays(player.check(), "The question's answer: 1", "last step");
        assertSays(player.next(), "Lab 1 is done", "/lab 2, Small");
        assertFalse(player.isPlaying());
        assertTrue(evaluated.get(evaluated.size() - 1).contains("endSince(5)"));
        assertSays(player.list(), "2/2   Small", "0/1   Small");
    }

    @Test
    void aStepIsNamedByItsNumberAndThereIsAWayBack() {
        assertSays(player.start("1", "2"), "step 2 of 2");
        assertSays(player.back(), "step 1 of 2");
        assertSays(player.back(), "This is the first step");
        assertSays(player.start("1", "02"), "step 2 of 2");
        assertSays(player.start("1", "3"), "There is no step 3");
    }

    @Test
    void aFailedCheckTellsExpectedFoundEvidenceCauseAndTheWayOut() {
        player.start("1", "");
        answer = DIFFERS;
        assertSays(
                player.check(),
                "Not yet. Looked at: x",
                "expected: 1",
                "found:    2",
                "x is here",
                "Probably: It is another number.",
                "/reset begins this step anew");
        assertSays(player.next(), "not passed");
    }

    @Test
    void whatIsMissingIsNamedWithTheStepThatMakesIt() {
        player.start("1", "");
        answer = new Answer(Result.REJECTED, "cannot find symbol", "x");
        assertSays(player.check(), "There is no x yet. This step makes it");
        player.skip();
        assertSays(player.check(), "Step one makes it", "/reset does the steps before");
        evaluated.clear();
        assertSays(player.doSolution(), "Done for you");
        assertEquals("int x = 1", evaluated.get(1));
        assertEquals("int y = 1", evaluated.get(3));
    }

    @Test
    void hintsComeInThreeSteps() {
        player.start("1", "");
        assertSays(player.hint(), "Hint 1 of 3: Which number?");
        assertSays(player.hint(), "Hint 2 of 3: An int.");
        assertSays(player.hint(), "Hint 3 of 3: int x = ...");
        assertSays(player.hint(), "Hint 3 of 3");
    }

    @Test
    void theSolutionShowsAfterPassingOrWhenAskedTwice() {
        player.start("1", "");
        assertSays(player.solution(), "not passed");
        assertSays(player.solution(), "int x = 1", "/reset");
        player.skip();
        player.check();
        assertSays(player.solution(), "int y = 1");
    }

    @Test
    void progressOutlivesTheSessionAndEarlierStepsAreDoneAgain() {
        player.start("1", "");
        player.check();
        evaluated.clear();
        assertSays(another().start("1", ""), "the steps before this one (1)", "step 2 of 2");
        assertTrue(evaluated.contains("int x = 1"), evaluated::toString);
    }

    @Test
    void anyStepCanBeVisitedResetAndForgotten() {
        assertSays(player.start("first", "two"), "step 2 of 2");
        evaluated.clear();
        assertSays(player.reset(), "step 2 of 2");
        assertTrue(evaluated.get(0).contains("endSince(5)"), evaluated::toString);
        player.check();
        assertSays(player.resetLab(), "step 1 of 2");
        assertSays(player.list(), "0/2", "step 1 of 2");
    }

    @Test
    void theLanguageChangesInMidLabAndIsRemembered() {
        player.start("1", "");
        assertSays(player.language("ja"), "ここからは日本語です", "x を作り、1 にします。");
        assertEquals(Language.JA, another().language());
        assertSays(player.language("fr"), "fr");
    }

    @Test
    void badInputGetsASentence() {
        assertSays(player.start("99", ""), "There is no lab 99", "1 to 2");
        assertSays(player.start("1", "nine"), "no step nine", "one, two");
        assertSays(player.check(), "No lab is open");
        player.start("1", "");
        answer = new Answer(Result.LOST, "", "");
        assertSays(player.check(), "The session has ended");
        answer = new Answer(Result.STOPPED, "", "");
        assertSays(player.check(), "You stopped it");
        answer = new Answer(Result.REJECTED, "';' expected", "");
        assertSays(player.check(), "This check is broken", "not yours");
    }

    @Test
    void aFileOfOnesOwnIsPlayedAndItsMistakesAreToldWithTheirLines() throws IOException {
        Path own = directory.resolve("03-mine.jsh");
        assertSays(player.start(own.toString(), ""), "03-mine.jsh", "there is no such file");
        Files.writeString(own, LabFileTest.GOOD.replace("//: answer 1\n", ""));
        assertSays(player.start(own.toString(), ""), "03-mine.jsh:", "needs //: answer");
        assertFalse(player.isPlaying());
        Files.writeString(own, LabFileTest.GOOD);
        assertSays(player.start(own.toString(), ""), "Lab 3: Small", "step 1 of 1");
    }

    @Test
    void aDamagedProgressFileIsToldOnce() throws IOException {
        Files.writeString(directory.resolve("progress"), "what is this");
        assertSays(player.start("1", ""), "was damaged", "left out: 1.", "progress.damaged");
        assertFalse(player.list().text().contains("damaged"));
    }

    private static void assertSays(Reply reply, String... parts) {
        for (String part : parts) {
            assertTrue(reply.text().contains(part), part + " is not in:\n" + reply.text());
        }
    }
}
