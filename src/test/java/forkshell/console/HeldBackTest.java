package forkshell.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.console.command.Commands;
import forkshell.console.command.FrontEnd;
import forkshell.display.StandardStream;
import forkshell.repl.Line;
import forkshell.repl.SessionOptions;
import forkshell.repl.Startup;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ctrl-C in the moments in which no snippet runs. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HeldBackTest {
    private static final String STOPPED =
            "|  Stopped. Variables, children and listeners are as they were.";

    private final Shown shown = new Shown();
    private final Shell shell =
            new Shell(shown, Commands.all(), SessionOptions.defaults().startup(Startup.imports()));

    @AfterEach
    void close() {
        shell.close();
    }

    @Test
    void aSnippetThatIsNotBegunIsToldToBeStopped() {
        shown.ctrlCAt = "int one = 1;";
        assertFalse(shell.accept("int one = 1; int two = 2; int three = 3;"));
        assertEquals(List.of("» int one = 1;", STOPPED), shown.lines);
        assertEquals(0, shell.session().variables().count());
    }

    @Test
    void whatFollowsAFinishedSnippetIsToldToBeStopped() {
        shown.ctrlCAt = "one ==> 1";
        assertFalse(shell.accept("int one = 1; int two = 2; int three = 3;"));
        assertEquals(List.of("» int one = 1;", "one ==> 1", STOPPED), shown.lines);
    }

    @Test
    void whereNothingWasLeftToStopNothingIsTold() {
        shown.ctrlCAt = "two ==> 2";
        assertTrue(shell.accept("int one = 1; int two = 2;"));
        shown.lines.clear();
        assertTrue(shell.accept("one + two"));
        assertEquals(List.of("$3 ==> 3"), shown.lines);
    }

    /** Remembers what is shown, and presses Ctrl-C as soon as it is a certain line. */
    private final class Shown implements FrontEnd {
        final List<String> lines = new ArrayList<>();
        String ctrlCAt;

        private void show(String line) {
            lines.add(line);
            if (ctrlCAt != null && line.endsWith(ctrlCAt)) {
                shell.interrupt();
            }
        }

        @Override
        public void output(int pid, StandardStream stream, String text) {
            show(text);
        }

        @Override
        public void feedback(List<Line> feedback) {
            feedback.forEach(line -> show(line.text()));
        }

        @Override
        public void echo(String snippet) {
            show("» " + snippet);
        }

        @Override
        public void text(String text) {
            show(text);
        }

        @Override
        public void complaint(String sentence) {
            show(sentence);
        }

        @Override
        public void hint(String sentence) {
            show(sentence);
        }
    }
}
