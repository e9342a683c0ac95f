package forkshell.lab;

import forkshell.Playground;
import forkshell.repl.Outcome;
import forkshell.repl.Outcome.Result;
import forkshell.repl.Session;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.Snippet;
import jdk.jshell.VarSnippet;

/** Evaluates in a {@link Session}, the learner's own. */
public final class SessionEvaluation implements Evaluation {
    private static final String UNKNOWN_NAME = "compiler.err.cant.resolve";

    /** What a lab asks begins so. */
    private static final String OWN = Playground.class.getPackageName() + ".";

    private final Supplier<Session> session;
    private final Consumer<Outcome> shown;
    private Set<Snippet> heard = Set.of();

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

    @Override
    public void forget(Collection<String> names) {
        guarded(
                () -> {
                    Session now = session.get();
                    Stream.<DeclarationSnippet>concat(now.variables(), now.methods())
                            .filter(each -> names.contains(each.name()))
                            .toList()
                            .forEach(now::drop);
                    return new Answer(Result.DONE, "", "");
                });
    }

    @Override
    public Map<String, String> types() {
        return session.get()
                .variables()
                .collect(Collectors.toMap(VarSnippet::name, VarSnippet::typeName, (a, b) -> b));
    }

    @Override
    public void listen() {
        heard = session.get().snippets().collect(Collectors.toSet());
    }

    @Override
    public List<String> typed() {
        Session now = session.get();
        return now.snippets()
                .filter(snippet -> !heard.contains(snippet))
                .map(Snippet::source)
                .map(String::strip)
                .filter(source -> !source.startsWith(OWN))
                .toList();
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
