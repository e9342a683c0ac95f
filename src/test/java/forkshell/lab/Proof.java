package forkshell.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.repl.Outcome;
import forkshell.repl.Session;
import forkshell.testing.Eventually;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Plays a lab without a learner, and holds it to its promises. */
final class Proof {
    private static final int PATIENCE = 10_000;
    private static final int SOON = 500;
    private static final int GLANCE = 100;
    private static final int LONGEST_MILLIS = 20_000;

    private final Session session;
    private final Lab lab;
    private final SessionEvaluation evaluation;
    private final LabSandbox sandbox;
    private final Examiner examiner;
    private final AgentsOwn agentsOwn;
    private final Map<String, String> before;
    private final String mark;
    private Outcome last;
    private String complaint = "";

    Proof(Session session, Lab lab) {
        this.session = session;
        this.lab = lab;
        evaluation = new SessionEvaluation(() -> session, outcome -> last = outcome);
        sandbox = new LabSandbox(evaluation);
        examiner = new Examiner(evaluation);
        session.reset();
        agentsOwn = new AgentsOwn((int) session.agentPid());
        mark = opened();
        before = agentsOwn.now();
    }

    /**
     * Each step fails before its code and passes after it; in between, Ctrl-C in the middle of it
     * leaves nothing behind, and each wrong way is caught by its check, and what it has made is
     * ended without a trace. The ending leaves nothing.
     */
    void holds() {
        for (int i = 0; i < lab.steps().size(); i++) {
            Step step = lab.steps().get(i);
            List<Step> earlier = lab.steps().subList(0, i);
            assertUnsolvedFails(step);
            if (!isAbortedWithoutTrace(step) || isSpoilt(earlier)) {
                startOver(earlier);
            }
            step.checks().stream()
                    .filter(check -> !check.wrong().isEmpty())
                    .forEach(check -> assertCaught(step, check, earlier));
            step.rights().forEach(right -> assertRight(step, right, earlier));
            assertSolved(step, earlier);
        }
        assertOk(lab.fileName() + " ending", evaluation.run(lab.ending()));
        assertNothingLeft(lab.fileName());
        assertOk("leaving", sandbox.close(mark));
    }

    private void assertUnsolvedFails(Step step) {
        sandbox.beginStep();
        Optional<Examiner.Failure> unsolved = examiner.firstFailure(step.checks(), 0);
        assertTrue(unsolved.isPresent(), place(step) + " passes unsolved");
        assertHelpful(step, unsolved.get());
    }

    /**
     * Ctrl-C before the last snippet of the step, in something that waits, and out of the step
     * again. False when an earlier step's child or descriptor is not as it was: then the whole lab
     * has to be left.
     */
    private boolean isAbortedWithoutTrace(Step step) {
        Map<String, String> own = agentsOwn.now();
        String inStep = opened();
        List<String> snippets = session.parse(step.code()).snippets();
        run(String.join("\n", snippets.subList(0, snippets.size() - 1)));
        assertEquals(Outcome.Result.STOPPED, stoppedWhileWaiting(), () -> place(step));
        assertOk("leaving", sandbox.close(inStep));
        return left(own).isEmpty();
    }

    /** The stop comes when the first snippet has ended, and lasts until the second one has. */
    private Outcome.Result stoppedWhileWaiting() {
        AtomicReference<Outcome.Result> result = new AtomicReference<>();
        session.evaluate(
                "int waiting = 1\nuntil(() -> false)",
                outcome -> {
                    if (outcome.result() == Outcome.Result.DONE) {
                        session.stop();
                    }
                    result.set(outcome.result());
                });
        return result.get();
    }

    private void assertCaught(Step step, Check check, List<Step> earlier) {
        if (!isCaught(step, check, SOON)) {
            startOver(earlier);
            assertTrue(isCaught(step, check, PATIENCE), () -> place(step) + " " + complaint);
        }
        if (isSpoilt(earlier)) {
            startOver(earlier);
        }
    }

    private void assertRight(Step step, String right, List<Step> earlier) {
        String inStep = opened();
        if (!isSolved(step, right, PATIENCE)) {
            startOver(earlier);
            inStep = opened();
            assertTrue(isSolved(step, right, PATIENCE), () -> place(step) + " " + complaint);
        }
        assertOk("leaving", sandbox.close(inStep));
        if (isSpoilt(earlier)) {
            startOver(earlier);
        }
    }

    private void assertSolved(Step step, List<Step> earlier) {
        if (!isSolved(step, step.code(), SOON)) {
            startOver(earlier);
            assertTrue(isSolved(step, step.code(), PATIENCE), () -> place(step) + " " + complaint);
        }
    }

    /** Leaves the lab, which must leave nothing, and does the steps before again. */
    private void startOver(List<Step> earlier) {
        assertOk("leaving", sandbox.close(mark));
        evaluation.forget(Declarations.declaredIn(lab.steps()).keySet());
        assertNothingLeft(lab.fileName() + " after " + earlier.size() + " steps");
        earlier.forEach(each -> assertOk(place(each), sandbox.run(each)));
    }

    /**
     * Whether a wrong way is caught, in a state that an earlier wrong way may have spoilt.
     *
     * @param millis how long each check before the one that is meant may take to come true
     */
    private boolean isCaught(Step step, Check check, int millis) {
        forgetVariables(step);
        String inStep = opened();
        sandbox.beginStep();
        run(check.wrong());
        List<Check> others = step.checks().subList(0, step.checks().indexOf(check));
        Optional<Examiner.Failure> failure =
                examiner.firstFailure(others, millis)
                        .or(() -> examiner.firstFailure(List.of(check), GLANCE));
        assertOk("leaving", sandbox.close(inStep));
        complaint =
                "line "
                        + check.line()
                        + ": the wrong way is "
                        + failure.map(Proof::told).orElse("not caught")
                        + " "
                        + problem();
        return failure.isPresent() && failure.get().check().equals(check);
    }

    /** Whether a wrong way has undone what the step before had made. */
    private boolean isSpoilt(List<Step> earlier) {
        sandbox.countSince(0);
        return !earlier.isEmpty()
                && examiner.firstFailure(earlier.get(earlier.size() - 1).checks(), 0).isPresent();
    }

    private boolean isSolved(Step step, String code, int millis) {
        forgetVariables(step);
        sandbox.beginStep();
        Answer answer = run(code);
        Optional<Examiner.Failure> failure =
                answer.ok() ? examiner.firstFailure(step.checks(), millis) : Optional.empty();
        complaint = code + ": " + answer + failure.map(Proof::told).orElse("") + " " + problem();
        return answer.ok() && failure.isEmpty();
    }

    /** What waits for what a wrong way has taken away is stopped. */
    private Answer run(String source) {
        Thread watch =
                new Thread(
                        () -> {
                            try {
                                Thread.sleep(LONGEST_MILLIS);
                                session.stop();
                            } catch (InterruptedException ended) {
                                return;
                            }
                        });
        watch.setDaemon(true);
        watch.start();
        try {
            return evaluation.run(source);
        } finally {
            watch.interrupt();
        }
    }

    private String problem() {
        return last == null || last.ok() ? "" : last.result() + " of " + last.snippet().source();
    }

    /** What an earlier attempt at this step has declared must not help this one. */
    private void forgetVariables(Step step) {
        evaluation.forget(Declarations.declaredIn(step.code()).keySet());
    }

    private String opened() {
        Answer answer = sandbox.mark();
        assertOk("opening", answer);
        return answer.text();
    }

    private void assertOk(String what, Answer answer) {
        assertTrue(answer.ok(), () -> what + ": " + answer + " " + problem());
    }

    private void assertHelpful(Step step, Examiner.Failure failure) {
        for (Language language : Language.all()) {
            LabProgress play = new LabProgress(lab, lab.steps().indexOf(step), "");
            Wording wording = new Wording(language);
            String text = wording.explained(play, failure, evaluation.types()).text();
            assertFalse(text.isBlank() || text.contains("\tat "), place(step) + ": " + text);
            boolean reasoned =
                    !failure.answer().missing().isEmpty()
                            || text.contains(failure.cause().in(language));
            assertTrue(reasoned, place(step) + ": " + text);
        }
    }

    private void assertNothingLeft(String where) {
        Eventually.holds(
                Eventually.DEADLINE,
                () -> where + " left behind " + left(before),
                () -> left(before).isEmpty());
    }

    private Map<String, String> left(Map<String, String> own) {
        Map<String, String> left = agentsOwn.now();
        left.entrySet().removeAll(own.entrySet());
        return left;
    }

    private String place(Step step) {
        return lab.fileName() + ":" + step.line() + " " + step.id();
    }

    private static String told(Examiner.Failure failure) {
        return "told by line " + failure.check().line() + " " + failure.answer();
    }
}
