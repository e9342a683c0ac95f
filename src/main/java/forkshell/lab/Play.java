package forkshell.lab;

import java.util.Optional;
import java.util.regex.Pattern;

/** A lab that is being played: where the learner is, and what was asked and answered there. */
final class Play {
    private final Lab lab;
    private final String mark;
    private int index;
    private int hints;
    private boolean solutionAsked;
    private Optional<String> guess = Optional.empty();

    /**
     * @param mark stands, in the learner's session, for all that was open before the lab
     */
    Play(Lab lab, int index, String mark) {
        this.lab = lab;
        this.mark = mark;
        this.index = index;
    }

    Lab lab() {
        return lab;
    }

    String mark() {
        return mark;
    }

    int index() {
        return index;
    }

    Step step() {
        return lab.steps().get(index);
    }

    /** The step, this one or an earlier one, whose code declares {@code name}. */
    Optional<Step> maker(String name) {
        String declaration = "(?s).*\\w[\\w<>\\[\\]]*\\s+" + Pattern.quote(name) + "\\s*[=(;].*";
        return lab.steps().subList(0, index + 1).stream()
                .filter(step -> step.code().matches(declaration))
                .findFirst();
    }

    /** Whether it is an earlier step that declares {@code name}. */
    boolean isOfEarlierStep(String name) {
        return maker(name).filter(step -> step != step()).isPresent();
    }

    boolean isLast() {
        return index == lab.steps().size() - 1;
    }

    void goTo(int step) {
        index = step;
        hints = 0;
        solutionAsked = false;
        guess = Optional.empty();
    }

    /** How many hints have been given, this one included. */
    int nextHint() {
        hints = Math.min(hints + 1, step().hints().size());
        return hints;
    }

    /** Whether it had been asked for before. */
    boolean askSolution() {
        boolean before = solutionAsked;
        solutionAsked = true;
        return before;
    }

    void guess(String text) {
        guess = Optional.of(text);
    }

    Optional<String> guess() {
        return guess;
    }
}
