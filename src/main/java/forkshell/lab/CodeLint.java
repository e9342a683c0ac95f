package forkshell.lab;

import forkshell.repl.Grammar;

/** Finds what is no Java in a lab that has all its parts. It takes a second: reading does not. */
public final class CodeLint {
    private final Grammar grammar;
    private final Mistakes mistakes;

    private CodeLint(Grammar grammar, String fileName) {
        this.grammar = grammar;
        this.mistakes = new Mistakes(fileName);
    }

    /**
     * Looks at the code of each step, at both sides of each check, its evidence and its wrong way.
     *
     * @throws LabFileException when something is no Java; each mistake names file and line
     */
    public static void check(Lab lab) throws LabFileException {
        try (Grammar grammar = new Grammar()) {
            CodeLint lint = new CodeLint(grammar, lab.fileName());
            lab.steps().forEach(lint::step);
            lint.mistakes.throwIfAny();
        }
    }

    private void step(Step step) {
        look(step.line(), "the code of step " + step.id(), step.code());
        for (Check check : step.checks()) {
            look(check.line(), "what is found", "Object found = " + check.actual());
            look(check.line(), "what is expected", "Object expected = " + check.expected());
            if (!check.evidence().isEmpty()) {
                look(check.line(), "the evidence", "Object evidence = " + check.evidence());
            }
            look(check.line(), "the wrong way", check.wrong());
            for (Cause cause : check.causes()) {
                String when = cause.when().isEmpty() ? "false" : cause.when();
                look(check.line(), "the case of a cause", "boolean when = " + when);
            }
        }
        step.rights().forEach(right -> look(step.line(), "a right way", right));
    }

    private void look(int line, String what, String code) {
        try {
            grammar.complaint(code)
                    .ifPresent(start -> mistakes.add(line, what + " is no Java: " + start));
        } catch (StackOverflowError deep) {
            mistakes.add(line, what + " is nested too deeply");
        }
    }
}
