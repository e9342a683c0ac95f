package forkshell.lab;

import forkshell.repl.Outcome;
import forkshell.repl.Outcome.Result;
import forkshell.repl.Session;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;

/** Evaluates in a {@link Session}, the learner's own. */
public final class SessionEvaluation implements Evaluation {
    private static final String UNKNOWN_NAME = "compiler.err.cant.resolve";

    private final Supplier<Session> session;
    private final Consumer<Outcome> shown;

    /**
     * @param session gives the session of the moment
     * @param shown hears what became of each snippet that is run as if the learner had typed it
     */
    public SessionEvaluation(Supplier<Session> session, Consumer<Outcome> shown) {
        this.session = session;
        this.shown = shown;
    }

    @Override
    public Answer run(String source) {
        return guarded(
                () -> {
                    List<Outcome> outcomes = session.get().evaluate(source);
                    outcomes.forEach(shown);
                    return outcomes.stream()
                            .filter(outcome -> !outcome.ok())
                            .findFirst()
                            .map(SessionEvaluation::answer)
                            .orElse(new Answer(Result.DONE, "", ""));
                });
    }

    @Override
    public Answer ask(String expression) {
        return guarded(
                () -> {
                    Outcome outcome = session.get().evaluate(expression).get(0);
                    Answer answer = answer(outcome);
                    if (outcome.status().isActive()) {
                        session.get().drop(outcome.snippet());
                    }
                    return answer;
                });
    }

    private interface Work {
        Answer answer();
    }

    private static Answer guarded(Work work) {
        try {
            return work.answer();
        } catch (IllegalStateException ended) {
            return new Answer(Result.LOST, "", "");
        }
    }

    private static Answer answer(Outcome outcome) {
        return switch (outcome.result()) {
            case DONE -> done(outcome);
            case REJECTED -> rejected(outcome);
            case THREW -> new Answer(Result.THREW, thrown(outcome), "");
            case STOPPED, LOST -> new Answer(outcome.result(), "", "");
        };
    }

    private static Answer done(Outcome outcome) {
        String value = outcome.value() == null ? "" : outcome.value();
        return outcome.unresolved().isEmpty()
                ? new Answer(Result.DONE, value, "")
                : new Answer(Result.REJECTED, "", outcome.unresolved().get(0));
    }

    private static Answer rejected(Outcome outcome) {
        Optional<Diag> error = outcome.diagnostics().stream().filter(Diag::isError).findFirst();
        String text = error.map(each -> each.getMessage(Locale.getDefault())).orElse("");
        String missing =
                error.filter(each -> each.getCode().startsWith(UNKNOWN_NAME))
                        .map(each -> place(outcome.snippet().source(), each))
                        .orElse("");
        return new Answer(Result.REJECTED, text.lines().findFirst().orElse(""), missing);
    }

    private static String place(String source, Diag error) {
        return source.substring((int) error.getStartPosition(), (int) error.getEndPosition());
    }

    private static String thrown(Outcome outcome) {
        String message = outcome.exception().getMessage();
        if (outcome.exception() instanceof EvalException thrown) {
            String type = thrown.getExceptionClassName();
            return type.substring(type.lastIndexOf('.') + 1)
                    + (message == null ? "" : ": " + message);
        }
        return message == null ? "" : message;
    }
}
