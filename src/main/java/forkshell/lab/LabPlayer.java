package forkshell.lab;

import forkshell.lab.Examiner.Failure;
import forkshell.lab.Reply.Style;
import forkshell.lab.StepRecord.Mark;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Leads a learner through labs. Each method is a command and returns what to show; none throws, and
 * none reads or writes a terminal. What a lab has opened or forked is ended when it is left.
 */
public final class LabPlayer {
    private static final int SHORTEST_MILLIS = 2_000;
    private static final int LONGEST_MILLIS = 20_000;
    private static final int ROUND_TRIPS = 20;
    private static final int SILENT_MILLIS = 1_000;

    private final Labs labs;
    private final Progress progress;
    private final Evaluation evaluation;
    private final LabSandbox sandbox;
    private final Examiner examiner;
    private final Consumer<Reply> meanwhile;
    private Wording wording;
    private Optional<LabProgress> play = Optional.empty();
    private int patience = SHORTEST_MILLIS;

    /**
     * @param language the one to speak until the learner chooses another
     * @param meanwhile hears what there is to say while a check takes long
     */
    public LabPlayer(
            Labs labs,
            Evaluation evaluation,
            Progress progress,
            Language language,
            Consumer<Reply> meanwhile) {
        this.meanwhile = meanwhile;
        this.labs = labs;
        this.progress = progress;
        this.evaluation = evaluation;
        this.sandbox = new LabSandbox(evaluation);
        this.examiner = new Examiner(evaluation);
        this.wording = new Wording(progress.language().orElse(language));
    }

    /** Returns whether a lab is being played. */
    public boolean isPlaying() {
        return play.isPresent();
    }

    public Language language() {
        return wording.language();
    }

    /** Returns all labs, with what has been done in each, and the step where the learner is. */
    public Reply list() {
        Reply reply = complaints().and(wording.note("list"));
        for (Lab lab : labs.all()) {
            long done = lab.steps().stream().filter(each -> isPassed(lab, each)).count();
            int all = lab.steps().size();
            Style style = done == all ? Style.GOOD : Style.TEXT;
            reply = reply.and(style, wording.line(lab, done));
        }
        return reply.and(wording.note("list.how"))
                .and(play.map(wording::step).orElse(Reply.NOTHING));
    }

    private Reply complaints() {
        int damaged = progress.takeDamaged().size();
        Reply reply = Reply.NOTHING;
        if (progress.isUnreadable()) {
            reply = reply.and(wording.bad("unreadable", progress.file()));
        } else if (damaged > 0) {
            reply = reply.and(wording.bad("damaged", progress.file(), damaged, progress.backup()));
        }
        return progress.isUnsaved() && !progress.isUnreadable()
                ? reply.and(wording.bad("unsaved", progress.file()))
                : reply;
    }

    private boolean isPassed(Lab lab, Step step) {
        return progress.of(lab, step).mark() == Mark.PASSED;
    }

    /**
     * Starts or resumes a lab at its first step that is not done, or at the step named.
     *
     * @param which the number or the name of a lab, or the path of a lab file, {@code *.jsh}
     */
    public Reply start(String which, String stepId) {
        if (which.endsWith(".jsh")) {
            return startFile(Path.of(which), stepId);
        }
        return labs.find(which)
                .map(lab -> start(lab, stepId))
                .orElseGet(() -> wording.bad("unknown.lab", which, last()));
    }

    private Reply startFile(Path file, String stepId) {
        try {
            return start(LabFile.read(file), stepId);
        } catch (LabFileException wrong) {
            Reply reply = Reply.NOTHING;
            for (String mistake : wrong.mistakes()) {
                reply = reply.and(Style.BAD, mistake);
            }
            return reply;
        }
    }

    private Reply start(Lab lab, String stepId) {
        int index = stepId.isEmpty() ? firstOpen(lab) : lab.indexOf(stepId);
        return index < 0
                ? wording.bad("unknown.step", stepId, ids(lab))
                : end().and(complaints()).and(enter(lab, index));
    }

    private int last() {
        return labs.all().isEmpty() ? 0 : labs.all().get(labs.all().size() - 1).number();
    }

    private static String ids(Lab lab) {
        return String.join(", ", lab.steps().stream().map(Step::id).toList());
    }

    /** The first that is neither passed nor skipped; the first of all when none is left. */
    private int firstOpen(Lab lab) {
        for (int i = 0; i < lab.steps().size(); i++) {
            if (progress.of(lab, lab.steps().get(i)).mark() == Mark.OPEN) {
                return i;
            }
        }
        return 0;
    }

    private Reply enter(Lab lab, int index) {
        long start = System.nanoTime();
        Answer mark = sandbox.open(lab);
        if (!mark.ok()) {
            return wording.broken(mark);
        }
        long millis = (System.nanoTime() - start) / 1_000_000;
        patience = (int) Math.max(SHORTEST_MILLIS, Math.min(LONGEST_MILLIS, ROUND_TRIPS * millis));
        play = Optional.of(new LabProgress(lab, index, mark.text()));
        Reply done = index == 0 ? Reply.NOTHING : wording.note("replayed", index);
        Reply replayed = trouble(play.get(), index).orElse(done);
        sandbox.beginStep();
        return replayed.and(wording.step(play.get()));
    }

    /** Does the steps before {@code end} for the learner; what went wrong, if anything did. */
    private Optional<Reply> trouble(LabProgress current, int end) {
        return current.lab().steps().subList(0, end).stream()
                .map(this::troubleWith)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Reply> troubleWith(Step step) {
        Answer answer = sandbox.run(step);
        return answer.ok()
                ? Optional.empty()
                : Optional.of(wording.bad("replay.failed", step.id()).and(wording.broken(answer)));
    }

    /** Remembers what the learner thinks will happen; asks when nothing is said. */
    public Reply guess(String text) {
        return inLab(
                current -> {
                    if (current.step().prediction().isEmpty()) {
                        return wording.note("guess.nothing");
                    } else if (text.isBlank()) {
                        return wording.question(current.step());
                    }
                    current.guess(text, !evaluation.typed().isEmpty());
                    return wording.note(current.isLate() ? "guess.late" : "guess.taken", text);
                });
    }

    /** Looks whether the current step is done. */
    public Reply check() {
        return inLab(
                current -> {
                    Step step = current.step();
                    Optional<Failure> failure = examined(step);
                    if (failure.isPresent()) {
                        return wording.explained(current, failure.get(), evaluation.types());
                    }
                    remember(current);
                    return wording.passed(current, progress.of(current.lab(), step))
                            .and(complaints())
                            .and(wording.note(current.isLast() ? "passed.last" : "passed.next"));
                });
    }

    /** Says that it is being looked at when that takes longer than a second. */
    private Optional<Failure> examined(Step step) {
        Thread teller = new Thread(this::tellLater, "forkshell-checking");
        teller.setDaemon(true);
        teller.start();
        try {
            return examiner.firstFailure(step.checks(), patience);
        } finally {
            teller.interrupt();
        }
    }

    private void tellLater() {
        try {
            Thread.sleep(SILENT_MILLIS);
            meanwhile.accept(wording.note("checking"));
        } catch (InterruptedException done) {
            return;
        }
    }

    private void remember(LabProgress current) {
        int minutes = current.takeMinutes();
        note(
                current,
                record ->
                        (current.isLate() ? record.asLate() : record)
                                .as(Mark.PASSED)
                                .plusMinutes(minutes));
        progress.keepAnswer(current.lab(), current.step(), String.join("\n", evaluation.typed()));
    }

    private void note(LabProgress current, UnaryOperator<StepRecord> how) {
        progress.change(current.lab(), current.step(), how);
    }

    /** Goes on to the next step, or out of the lab after the last. */
    public Reply next() {
        return inLab(
                current ->
                        isPassed(current.lab(), current.step())
                                ? goOn(current)
                                : wording.note("next.not.yet"));
    }

    /** Goes on without having passed. */
    public Reply skip() {
        return inLab(
                current -> {
                    if (!isPassed(current.lab(), current.step())) {
                        int minutes = current.takeMinutes();
                        note(current, record -> record.as(Mark.SKIPPED).plusMinutes(minutes));
                    }
                    return goOn(current);
                });
    }

    private Reply goOn(LabProgress current) {
        if (!current.isLast()) {
            current.goTo(current.index() + 1);
            sandbox.beginStep();
            return wording.step(current);
        }
        Reply end = end().and(wording.note("done", current.lab().number()));
        return labs.after(current.lab())
                .map(
                        lab ->
                                end.and(
                                        wording.note(
                                                "done.next",
                                                lab.number(),
                                                wording.of(lab.title()))))
                .orElse(end.and(wording.note("done.all")));
    }

    /** Returns the next of three hints. */
    public Reply hint() {
        return inLab(
                current -> {
                    int number = current.nextHint();
                    note(current, record -> record.withHints(number));
                    int all = current.step().hints().size();
                    String text = wording.of(current.step().hints().get(number - 1));
                    return wording.note("hint", number, all, text);
                });
    }

    /** Returns the solution: after passing at once, before that when asked a second time. */
    public Reply solution() {
        return inLab(
                current -> {
                    boolean passed = isPassed(current.lab(), current.step());
                    if (!passed && !current.askSolution()) {
                        return wording.note("solution.confirm");
                    }
                    if (!passed) {
                        note(current, StepRecord::asShown);
                    }
                    return Reply.of(Style.CODE, current.step().code())
                            .and(wording.note("solution.run"));
                });
    }

    /** Starts the lab over behind the scenes and does everything, the current step included. */
    public Reply doSolution() {
        return inLab(
                current -> {
                    if (!isPassed(current.lab(), current.step())) {
                        note(current, StepRecord::asShown);
                    }
                    sandbox.close(current.mark());
                    Optional<Reply> trouble = trouble(current, current.index());
                    sandbox.beginStep();
                    return trouble.or(() -> troubleWith(current.step()))
                            .orElse(wording.note("solution.done"));
                });
    }

    /** Ends what the lab has started, does the earlier steps again, and begins this one anew. */
    public Reply reset() {
        return inLab(
                current -> {
                    int index = current.index();
                    return end().and(enter(current.lab(), index));
                });
    }

    /** Begins the lab from its first step and forgets its progress. */
    public Reply resetLab() {
        return inLab(
                current -> {
                    progress.forget(current.lab());
                    return end().and(enter(current.lab(), 0));
                });
    }

    /** Returns to the step before this one, which begins anew. */
    public Reply back() {
        return inLab(
                current ->
                        current.index() == 0
                                ? wording.note("back.first")
                                : end().and(enter(current.lab(), current.index() - 1)));
    }

    /** Leaves the lab at the learner's wish. */
    public Reply leave() {
        return inLab(current -> end().and(wording.note("left", current.lab().number())));
    }

    /** Ends all that the lab has opened or forked. */
    private Reply end() {
        Optional<LabProgress> left = play;
        play = Optional.empty();
        return left.map(LabProgress::mark)
                .map(sandbox::close)
                .filter(answer -> !answer.ok())
                .map(wording::broken)
                .orElse(Reply.NOTHING);
    }

    /** Speaks {@code language} from now on, whatever was saved. */
    public void speak(Language language) {
        wording = new Wording(language);
    }

    /** Speaks another language from now on, in mid-lab too, and saves it. */
    public Reply language(String tag) {
        Optional<Language> language = Language.of(tag);
        if (language.isEmpty()) {
            return wording.bad("unknown.language", tag, tags());
        }
        speak(language.get());
        progress.language(language.get());
        return wording.note("language").and(play.map(wording::step).orElse(complaints()));
    }

    private static String tags() {
        return String.join(", ", Language.all().stream().map(Language::tag).toList());
    }

    private interface Command {
        Reply in(LabProgress current);
    }

    private Reply inLab(Command command) {
        return play.map(command::in).orElseGet(() -> wording.note("no.lab"));
    }
}
