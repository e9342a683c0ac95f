package forkshell.lab;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What a lab needs of a session in Java. Each call blocks until its snippets have run. */
public interface Evaluation {
    /** Evaluates snippets as if the learner had typed them, until one fails. */
    Answer run(String source);

    /** Returns the value of an expression as text; leaves no variable behind. */
    Answer ask(String expression);

    /** Takes variables and methods of those names out of scope. */
    void forget(Collection<String> names);

    /** Returns the types of the variables that are in scope, by name. */
    Map<String, String> types();

    /** From now on {@link #typed} begins anew. */
    void listen();

    /**
     * Returns the snippets that the learner has typed since {@link #listen}, those that failed left
     * out.
     */
    List<String> typed();
}
