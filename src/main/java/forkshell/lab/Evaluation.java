package forkshell.lab;

/** What a lab needs of a session in Java. Each call blocks until its snippets have run. */
public interface Evaluation {
    /** Evaluates snippets as if the learner had typed them, until one fails. */
    Answer run(String source);

    /** The value of an expression as text; leaves no variable behind. */
    Answer ask(String expression);
}
