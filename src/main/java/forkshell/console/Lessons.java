package forkshell.console;

import forkshell.lab.LabPlayer;
import forkshell.lab.Labs;
import forkshell.lab.Language;
import forkshell.lab.Progress;
import forkshell.lab.Reply;
import forkshell.lab.SessionEvaluation;
import java.util.function.Consumer;
import java.util.function.Function;

/** The labs as a shell plays them; read from the jar when they are first asked for. */
final class Lessons {
    private static final int WIDTH_WITHOUT_TERMINAL = 100;
    private static final int WIDEST = 100;

    private final Shell shell;
    private LabPlayer player;

    Lessons(Shell shell) {
        this.shell = shell;
    }

    /** Whether a lab is being played. */
    boolean isPlaying() {
        return player != null && player.isPlaying();
    }

    /** Shows what the labs answer to {@code command}. */
    void tell(Function<LabPlayer, Reply> command) {
        if (player == null) {
            player =
                    new LabPlayer(
                            Labs.builtIn(),
                            new SessionEvaluation(shell::session, outcome -> {}),
                            new Progress(Progress.defaultFile(System.getenv())),
                            Language.ofThisComputer());
        }
        command.apply(player).paragraphs().forEach(this::show);
    }

    private void show(Reply.Paragraph paragraph) {
        switch (paragraph.style()) {
            case CODE, EVIDENCE -> paragraph.text().lines().forEach(this::verbatim);
            case BAD -> wrapped(paragraph.text(), shell.display()::complaint);
            case GOOD, TITLE -> wrapped(paragraph.text(), shell.display()::hint);
            case TEXT, QUIET -> wrapped(paragraph.text(), this::plain);
        }
    }

    private void plain(String line) {
        shell.display().text("|  " + line);
    }

    private void verbatim(String line) {
        shell.display().text("|      " + line);
    }

    private void wrapped(String text, Consumer<String> shown) {
        Wrapping.lines(text, width()).forEach(shown);
    }

    private int width() {
        int columns =
                shell.display()
                        .reader()
                        .map(reader -> reader.getTerminal().getSize().getColumns())
                        .filter(width -> width > 0)
                        .orElse(WIDTH_WITHOUT_TERMINAL);
        return Math.min(columns, WIDEST) - "|  ".length();
    }
}
