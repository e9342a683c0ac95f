package forkshell.console.command;

import forkshell.lab.LabPlayer;
import forkshell.lab.Labs;
import forkshell.lab.Language;
import forkshell.lab.Progress;
import forkshell.lab.Reply;
import forkshell.lab.SessionEvaluation;
import java.util.function.Consumer;
import java.util.function.Function;

/** The labs as one shell plays them; read from the jar when they are first asked for. */
final class LabSession {
    private static final int COLUMNS_WITHOUT_TERMINAL = 100;
    private static final int MAX_COLUMNS = 100;

    private LabPlayer player;

    /** Tells whether a lab is being played. */
    boolean isPlaying() {
        return player != null && player.isPlaying();
    }

    /** Runs {@code command} and shows its reply. */
    void tell(CommandContext context, Function<LabPlayer, Reply> command) {
        if (player == null) {
            player =
                    new LabPlayer(
                            Labs.builtIn(),
                            new SessionEvaluation(context::session, outcome -> {}),
                            new Progress(Progress.defaultFile(System.getenv())),
                            Language.ofThisComputer());
        }
        command.apply(player).paragraphs().forEach(each -> show(context.frontEnd(), each));
    }

    private static void show(FrontEnd frontEnd, Reply.Paragraph paragraph) {
        String text = paragraph.text();
        switch (paragraph.style()) {
            case CODE, EVIDENCE -> text.lines().forEach(line -> frontEnd.text("|      " + line));
            case BAD -> wrapped(text, frontEnd, frontEnd::complaint);
            case GOOD, TITLE -> wrapped(text, frontEnd, frontEnd::hint);
            case TEXT, QUIET -> wrapped(text, frontEnd, line -> frontEnd.text("|  " + line));
        }
    }

    private static void wrapped(String text, FrontEnd frontEnd, Consumer<String> shown) {
        Wrapping.lines(text, columns(frontEnd)).forEach(shown);
    }

    private static int columns(FrontEnd frontEnd) {
        int columns =
                frontEnd.reader()
                        .map(reader -> reader.getTerminal().getSize().getColumns())
                        .filter(width -> width > 0)
                        .orElse(COLUMNS_WITHOUT_TERMINAL);
        return Math.min(columns, MAX_COLUMNS) - "|  ".length();
    }
}
