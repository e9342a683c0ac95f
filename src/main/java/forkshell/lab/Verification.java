package forkshell.lab;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Runs the code of a report again, in a session of its own, and looks which steps it passes. */
public final class Verification {
    private static final int PATIENCE_MILLIS = 10_000;

    private final Labs labs;
    private final Evaluation evaluation;
    private final LabSandbox sandbox;
    private final Examiner examiner;

    public Verification(Labs labs, Evaluation evaluation) {
        this.labs = labs;
        this.evaluation = evaluation;
        this.sandbox = new LabSandbox(evaluation);
        this.examiner = new Examiner(evaluation);
    }

    /**
     * Runs the code of each step that the report calls passed. Blocks until all have run.
     *
     * @param said hears one line for each step
     * @return whether each of them passes
     */
    public boolean verify(LabReport report, Consumer<String> said) {
        Map<String, String> codes = new HashMap<>();
        report.steps().stream()
                .filter(each -> each.mark().equals(StepRecord.Mark.PASSED.name()))
                .forEach(each -> codes.put(each.lab() + " " + each.step(), each.code()));
        boolean all = true;
        for (Lab lab : labs.all()) {
            all &= verify(lab, codes, said);
        }
        for (String unknown : codes.keySet()) {
            said.accept(unknown + ": no such step");
        }
        return all && codes.isEmpty();
    }

    private boolean verify(Lab lab, Map<String, String> codes, Consumer<String> said) {
        List<String> before = new ArrayList<>();
        boolean all = true;
        for (Step step : lab.steps()) {
            String place = lab.name() + " " + step.id();
            String code = codes.remove(place);
            boolean passes = code != null && passes(lab, before, step, code);
            if (code != null) {
                said.accept(place + (passes ? ": passes" : ": does not pass"));
                all &= passes;
            }
            before.add(passes ? code : step.code());
        }
        return all;
    }

    private boolean passes(Lab lab, List<String> before, Step step, String code) {
        String mark = sandbox.open(lab).text();
        before.forEach(evaluation::run);
        sandbox.beginStep();
        evaluation.run(code);
        boolean passes = examiner.firstFailure(step.checks(), PATIENCE_MILLIS).isEmpty();
        sandbox.close(mark);
        return passes;
    }
}
