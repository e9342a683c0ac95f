package forkshell.lab;

import forkshell.display.Messages;
import forkshell.lab.Reply.Style;
import forkshell.repl.Outcome.Result;
import java.util.Optional;

/** Puts into words, in one language, what a lab has to say. */
final class Wording {
    private final Language language;
    private final Messages messages;

    Wording(Language language) {
        this.language = language;
        this.messages = new Messages("forkshell.lab.messages", language.locale());
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

    /** The step as it stands above the prompt. */
    Reply step(Play play) {
        Step step = play.step();
        int steps = play.lab().steps().size();
        String title = of(play.lab().title());
        Reply reply =
                Reply.of(
                        Style.TITLE,
                        say("step", play.lab().number(), title, play.index() + 1, steps));
        if (play.index() == 0) {
            reply = reply.and(lecture(play.lab().lecture()));
        }
        return reply.and(Style.TEXT, of(step.goal()))
                .and(lecture(step.lecture()))
                .and(Style.CODE, step.showsCode() ? step.code() : "")
                .and(Style.TEXT, step.prediction().map(this::question).orElse(""));
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
    Reply passed(Step step, Optional<String> guess) {
        return Reply.of(Style.GOOD, say("passed"))
                .and(Style.TEXT, step.prediction().map(p -> verdict(p, guess)).orElse(""))
                .and(Style.TEXT, of(step.explanation()));
    }

    private String verdict(Prediction prediction, Optional<String> guess) {
        return guess.map(
                        text ->
                                say(
                                        prediction.isRight(text) ? "guess.right" : "guess.wrong",
                                        text,
                                        prediction.answer()))
                .orElse(say("guess.none", prediction.answer()));
    }

    /** Why a step is not done yet. */
    Reply explained(Play play, Examiner.Failure failure) {
        String missing = failure.answer().missing();
        if (failure.reading() != null) {
            return failed(failure);
        }
        return missing.isEmpty()
                ? notChecked(failure.check(), failure.answer())
                : play.maker(missing)
                        .filter(step -> step != play.step())
                        .map(step -> bad("missing.earlier", missing, step.id()))
                        .orElseGet(() -> bad("missing", missing));
    }

    /** Why a check does not hold: expected, found, the evidence, the likely cause, the way out. */
    private Reply failed(Examiner.Failure failure) {
        Check check = failure.check();
        Probe.Reading reading = failure.reading();
        return Reply.of(Style.BAD, say("failed", check.actual()))
                .and(Style.BAD, say("failed.expected", reading.expected()))
                .and(Style.BAD, say("failed.actual", reading.actual()))
                .and(Style.EVIDENCE, reading.evidence())
                .and(Style.TEXT, say("failed.cause", of(check.cause())))
                .and(Style.TEXT, say("failed.reset"));
    }

    /** Why a check could not be made, when no name was missing. */
    private Reply notChecked(Check check, Answer answer) {
        return answer.result() == Result.REJECTED
                ? bad("check.rejected", check.line(), answer.text())
                : broken(answer);
    }

    /** Why a snippet of the lab did not run to its end. */
    Reply broken(Answer answer) {
        return switch (answer.result()) {
            case STOPPED -> bad("stopped");
            case LOST -> bad("lost");
            default -> bad("broken", answer.missing().isEmpty() ? answer.text() : answer.missing());
        };
    }
}
