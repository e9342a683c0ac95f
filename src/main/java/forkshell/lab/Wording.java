package forkshell.lab;

import forkshell.display.Messages;
import forkshell.lab.Reply.Style;
import forkshell.repl.Outcome.Result;
import java.util.Map;
import java.util.Optional;

/** Puts into words, in one language, what a lab has to say. */
final class Wording {
    private final Language language;
    private final Messages messages;

    Wording(Language language) {
        this.language = language;
        this.messages = Messages.of(Wording.class, language.locale());
    }

    Language language() {
        return language;
    }

    String of(Prose prose) {
        return prose.in(language);
    }

    String say(String key, Object... arguments) {
        return messages.get(key, arguments);
    }

    Reply note(String key, Object... arguments) {
        return Reply.of(Style.TEXT, say(key, arguments));
    }

    Reply bad(String key, Object... arguments) {
        return Reply.of(Style.BAD, say(key, arguments));
    }

    /** Returns the step as it stands above the prompt. */
    Reply step(LabProgress play) {
        Step step = play.step();
        int steps = play.lab().steps().size();
        String title = of(play.lab().title());
        Reply reply =
                Reply.of(
                        Style.TITLE,
                        say("step", play.lab().number(), title, play.index() + 1, steps));
        if (play.index() == 0) {
            reply = reply.and(introduction(play.lab()));
        }
        return reply.and(Style.TEXT, of(step.goal()))
                .and(lecture(step.lecture()))
                .and(Style.CODE, step.showsCode() ? step.code() : "")
                .and(Style.TEXT, step.prediction().map(this::question).orElse(""));
    }

    private Reply introduction(Lab lab) {
        String builds = lab.buildsOn().isEmpty() ? "" : " " + say("builds", lab.buildsOn());
        return Reply.of(Style.TEXT, say("minutes", lab.minutes()) + builds)
                .and(Style.TEXT, say("in.c", of(lab.inC())))
                .and(lecture(lab.lecture()));
    }

    /**
     * Returns a line of the list of labs; what has a fixed width comes first, for straight columns.
     */
    String line(Lab lab, long done) {
        String builds = lab.buildsOn().isEmpty() ? "" : say("list.builds", lab.buildsOn());
        return say(
                "list.lab",
                String.format("%2d", lab.number()),
                String.format("%2d", lab.minutes()),
                String.format("%2d/%-2d", done, lab.steps().size()),
                of(lab.title()) + builds);
    }

    /** Returns the question of a step that has one. */
    Reply question(Step step) {
        return Reply.of(Style.TEXT, step.prediction().map(this::question).orElse(""));
    }

    private Reply lecture(Iterable<String> lines) {
        Reply reply = Reply.NOTHING;
        for (String line : lines) {
            String[] parts = line.split("\\s*\\|\\s*", 2);
            reply = reply.and(Style.QUIET, say("lecture", parts[0], parts[1]));
        }
        return reply;
    }

    private String question(Prediction prediction) {
        return say("predict", of(prediction.question()));
    }

    /** After the last check of a step held. */
    Reply passed(LabProgress play, StepRecord record) {
        Step step = play.step();
        return Reply.of(Style.GOOD, say(record.shown() ? "passed.shown" : "passed"))
                .and(Style.TEXT, step.prediction().map(p -> verdict(p, play)).orElse(""))
                .and(Style.TEXT, of(step.explanation()));
    }

    private String verdict(Prediction prediction, LabProgress play) {
        if (play.guess().isEmpty()) {
            return say("guess.none", prediction.answer());
        }
        String guess = play.guess().get();
        String said =
                say(
                        prediction.isRight(guess) ? "guess.right" : "guess.wrong",
                        guess,
                        prediction.answer());
        return play.isLate() ? said + " " + say("guess.was.late") : said;
    }

    /**
     * Returns why a step is not done yet.
     *
     * @param types the types of the learner's variables
     */
    Reply explained(LabProgress play, Examiner.Failure failure, Map<String, String> types) {
        Answer answer = failure.answer();
        if (!answer.missing().isEmpty()) {
            return missing(play, answer.missing());
        }
        boolean mayBeOfType =
                failure.reading() == null
                        ? answer.result() == Result.REJECTED
                        : failure.reading().wrongType();
        Optional<String> other =
                mayBeOfType
                        ? Declarations.ofAnotherType(failure.check().actual(), play.names(), types)
                        : Optional.empty();
        return other.map(name -> otherType(name, play.names().get(name), types.get(name)))
                .orElseGet(
                        () ->
                                failure.reading() == null
                                        ? notChecked(failure.check(), answer)
                                        : failed(failure));
    }

    private Reply missing(LabProgress play, String name) {
        return play.earlierMaker(name)
                .map(step -> bad("missing.earlier", name, step.id()))
                .orElseGet(() -> bad("missing", name));
    }

    private Reply otherType(String name, String wanted, String actual) {
        return bad("other.type", name, type(wanted), type(Declarations.simple(actual)));
    }

    private String type(String name) {
        boolean vowel = "AEIOUaeiou".indexOf(name.charAt(0)) >= 0;
        return vowel ? say("type.an", name) : say("type.a", name);
    }

    /** Why a check does not hold: expected, found, the evidence, the likely cause, the way out. */
    private Reply failed(Examiner.Failure failure) {
        Check check = failure.check();
        Probe.Reading reading = failure.reading();
        return Reply.of(Style.BAD, say("failed", check.actual()))
                .and(Style.BAD, say("failed.expected", reading.expected()))
                .and(Style.BAD, say("failed.actual", reading.actual()))
                .and(Style.EVIDENCE, reading.evidence())
                .and(Style.TEXT, say("failed.cause", of(failure.cause())))
                .and(Style.TEXT, say("failed.reset"));
    }

    /** Why a check could not be made, when no name was missing. */
    private Reply notChecked(Check check, Answer answer) {
        return answer.result() == Result.REJECTED
                ? bad("check.rejected", check.line(), answer.text())
                : broken(answer);
    }

    /** Returns why a snippet of the lab did not run to its end. */
    Reply broken(Answer answer) {
        return switch (answer.result()) {
            case STOPPED -> bad("stopped");
            case LOST -> bad("lost");
            default -> bad("broken", answer.missing().isEmpty() ? answer.text() : answer.missing());
        };
    }
}
