package forkshell.lab;

import java.util.Map;
import java.util.Optional;

/** A lab that is being played: where the learner is, and what was asked and answered there. */
final class LabProgress {
    private static final long NANOS_PER_MINUTE = 60_000_000_000L;

    private final Lab lab;
    private final String mark;
    private final Map<String, String> names;
    private int index;
    private int hints;
    private boolean solutionAsked;
    private long began;
    private Optional<String> guess = Optional.empty();
    private boolean late;

    /**
     * @param mark stands, in the learner's session, for all that was open before the lab
     */
    LabProgress(Lab lab, int index, String mark) {
        this.lab = lab;
        this.mark = mark;
        this.names = Declarations.declaredIn(lab.steps());
        goTo(index);
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

    /** Returns the types of what the lab's steps declare, by name. */
    Map<String, String> names() {
        return names;
    }

    /** Returns the earlier step whose code declares {@code name}; empty when it is this step's. */
    Optional<Step> earlierMaker(String name) {
        return Declarations.declaredIn(step().code()).containsKey(name)
                ? Optional.empty()
                : lab.steps().subList(0, index).stream()
                        .filter(step -> Declarations.declaredIn(step.code()).containsKey(name))
                        .findFirst();
    }

    boolean isLast() {
        return index == lab.steps().size() - 1;
    }

    void goTo(int step) {
        index = step;
        hints = 0;
        solutionAsked = false;
        guess = Optional.empty();
        late = false;
        began = System.nanoTime();
    }

    /** Returns how many hints have been given, this one included. */
    int nextHint() {
        hints = Math.min(hints + 1, step().hints().size());
        return hints;
    }

    /** Returns whether it had been asked for before. */
    boolean askSolution() {
        boolean before = solutionAsked;
        solutionAsked = true;
        return before;
    }

    /** Remembers a guess; the first one decides whether it came after something had been done. */
    void guess(String text, boolean afterTyping) {
        late = guess.isPresent() ? late || afterTyping : afterTyping;
        guess = Optional.of(text);
    }

    Optional<String> guess() {
        return guess;
    }

    boolean isLate() {
        return late;
    }

    /** Returns how long the learner has been at this step; it counts from anew after each call. */
    int takeMinutes() {
        long now = System.nanoTime();
        int minutes = (int) ((now - began) / NANOS_PER_MINUTE);
        began += minutes * NANOS_PER_MINUTE;
        return minutes;
    }
}
