package forkshell.lab;

/** The learner's session as a lab uses it: opens it, acts in it, and leaves it as it was. */
final class Stage {
    private static final String BELONGINGS = "forkshell.Playground.belongings()";
    private static final String FACTS = "import static forkshell.lab.Facts.*;";

    private final Evaluation evaluation;

    Stage(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    /** Remembers what is open and who is alive; the text of the answer stands for that. */
    Answer open() {
        Answer facts = evaluation.run(FACTS);
        return facts.ok() ? evaluation.ask(BELONGINGS + ".mark()") : facts;
    }

    Answer run(Step step) {
        return evaluation.run(step.code());
    }

    /** Ends everything that came after {@code mark}. */
    Answer close(String mark) {
        return evaluation.ask(BELONGINGS + ".endSince(" + mark + ")");
    }
}
