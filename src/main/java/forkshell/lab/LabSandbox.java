package forkshell.lab;

import forkshell.Playground;

/** The learner's session as a lab uses it: opens it, acts in it, and leaves it as it was. */
final class LabSandbox {
    private static final String BELONGINGS = Playground.class.getName() + ".belongings()";
    private static final String DEEDS = Deeds.class.getName();

    private final Evaluation evaluation;

    LabSandbox(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    /** Forgets what an earlier run of the lab has declared, and then does as {@link #mark}. */
    Answer open(Lab lab) {
        evaluation.forget(Declarations.declaredIn(lab.steps()).keySet());
        return mark();
    }

    /** Remembers what is open and who is alive; the text of the answer stands for that. */
    Answer mark() {
        Answer facts = evaluation.run(CheckImports.SOURCE);
        return facts.ok() ? evaluation.ask(BELONGINGS + ".mark()") : facts;
    }

    Answer run(Step step) {
        return evaluation.run(step.code());
    }

    /** From now on a step's deeds are counted, and what is typed is remembered. */
    Answer beginStep() {
        evaluation.listen();
        return countSince(System.nanoTime());
    }

    /** All processes of a computer share the clock of {@link System#nanoTime}. */
    Answer countSince(long nanos) {
        return evaluation.ask(DEEDS + ".since(" + nanos + "L)");
    }

    /** Ends everything that came after {@code mark}. */
    Answer close(String mark) {
        return evaluation.ask(BELONGINGS + ".endSince(" + mark + ")");
    }
}
