package forkshell.console.command;

import forkshell.display.Messages;
import forkshell.lab.Lab;
import forkshell.lab.LabPlayer;
import forkshell.lab.Labs;
import forkshell.lab.Language;
import forkshell.lab.Progress;
import forkshell.lab.Reply;
import forkshell.lab.SessionEvaluation;
import forkshell.lab.StepRecord.Mark;
import forkshell.terminal.Wrapping;
import java.nio.file.Files;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** The labs as one shell plays them; read from the jar when they are first asked for. */
public final class LabSession {
    private LabPlayer player;

    LabSession() {}

    /** Returns a sentence that names the lab in which the user was interrupted, if there is one. */
    public static Optional<String> invitation() {
        Progress progress = progress();
        return Files.exists(progress.file())
                ? Labs.builtIn().all().stream()
                        .filter(lab -> isBegun(lab, progress))
                        .findFirst()
                        .map(lab -> CommandMessages.text("lab.resume", lab.number()))
                : Optional.empty();
    }

    private static boolean isBegun(Lab lab, Progress progress) {
        long done =
                lab.steps().stream()
                        .filter(step -> progress.of(lab, step).mark() != Mark.OPEN)
                        .count();
        return done > 0 && done < lab.steps().size();
    }

    private static Progress progress() {
        return new Progress(Progress.defaultFile(System.getenv()));
    }

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
                            progress(),
                            Language.ofThisComputer(),
                            reply -> show(context.frontEnd(), reply));
            Language.of(System.getProperty(Messages.LANGUAGE, "")).ifPresent(player::speak);
        }
        show(context.frontEnd(), command.apply(player));
    }

    private static void show(FrontEnd frontEnd, Reply reply) {
        reply.paragraphs().forEach(each -> show(frontEnd, each));
    }

    private static void show(FrontEnd frontEnd, Reply.Paragraph paragraph) {
        String text = paragraph.text();
        switch (paragraph.style()) {
            case CODE, EVIDENCE -> text.lines().forEach(line -> frontEnd.text("|      " + line));
            case BAD -> wrapped(text, frontEnd, frontEnd::complaint);
            case GOOD, TITLE -> wrapped(text, frontEnd, frontEnd::hint);
            case TEXT, QUIET -> frontEnd.paragraph(text);
        }
    }

    private static void wrapped(String text, FrontEnd frontEnd, Consumer<String> shown) {
        Wrapping.lines(text, frontEnd.columns() - "|  ".length()).forEach(shown);
    }
}
