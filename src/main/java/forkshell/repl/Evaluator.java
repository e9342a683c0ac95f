package forkshell.repl;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.UnresolvedReferenceException;

/** Has one engine evaluate a snippet and puts together what became of it. */
final class Evaluator {
    private final Engine engine;
    private final JShell shell;

    Evaluator(Engine engine) {
        this.engine = engine;
        this.shell = engine.shell();
    }

    /** Returns one outcome as a rule; {@code int a, b} makes two. */
    List<Outcome> evaluate(String snippet) {
        engine.control().begin();
        List<SnippetEvent> events = compiled(snippet);
        if (engine.control().wasLost()) {
            engine.awaitReport();
        }
        return outcomes(events);
    }

    private List<SnippetEvent> compiled(String snippet) {
        CrashReport report = CrashReport.installed();
        report.begin();
        try {
            List<SnippetEvent> events = events(snippet);
            if (report.end()) {
                events.forEach(event -> shell.drop(event.snippet()));
                throw new CompilerCrash(null);
            }
            return events;
        } catch (InternalError crash) {
            throw new CompilerCrash(crash);
        } finally {
            report.end();
        }
    }

    /** JShell cannot reject source that is nothing but modifiers; with a semicolon it can. */
    private List<SnippetEvent> events(String snippet) {
        try {
            return shell.eval(snippet);
        } catch (InternalError modifiersAlone) {
            return shell.eval(snippet + "\n;");
        }
    }

    Outcome drop(Snippet snippet) {
        engine.control().begin();
        return outcome(snippet, shell.drop(snippet));
    }

    private List<Outcome> outcomes(List<SnippetEvent> events) {
        List<Outcome> outcomes = new ArrayList<>();
        for (SnippetEvent event : events) {
            if (event.causeSnippet() == null) {
                outcomes.add(outcome(event.snippet(), family(event, events)));
            }
        }
        return outcomes;
    }

    private static List<SnippetEvent> family(SnippetEvent first, List<SnippetEvent> events) {
        List<SnippetEvent> family = new ArrayList<>(List.of(first));
        for (SnippetEvent event : events) {
            if (Objects.equals(event.causeSnippet(), first.snippet())) {
                family.add(event);
            }
        }
        return family;
    }

    private Outcome outcome(Snippet snippet, List<SnippetEvent> events) {
        List<Diag> diagnostics = shell.diagnostics(snippet).toList();
        List<String> unresolved = unresolved(snippet, events.get(0).exception());
        Snippet.Status status = shell.status(snippet);
        return new Outcome(
                result(events.get(0), status), snippet, events, diagnostics, unresolved, status);
    }

    /** What must be declared before {@code snippet}, or what it has called, can be used. */
    private List<String> unresolved(Snippet snippet, JShellException exception) {
        Snippet incomplete =
                exception instanceof UnresolvedReferenceException reference
                        ? reference.getSnippet()
                        : snippet;
        return incomplete instanceof DeclarationSnippet declaration
                ? shell.unresolvedDependencies(declaration).toList()
                : List.of();
    }

    private Outcome.Result result(SnippetEvent event, Snippet.Status status) {
        if (engine.control().wasLost()) {
            return Outcome.Result.LOST;
        }
        if (engine.control().wasStopped()) {
            return Outcome.Result.STOPPED;
        }
        if (status == Snippet.Status.REJECTED) {
            return Outcome.Result.REJECTED;
        }
        return event.exception() == null ? Outcome.Result.DONE : Outcome.Result.THREW;
    }
}
