package forkshell.lab;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.repl.Outcome;
import forkshell.repl.Session;
import forkshell.testing.Eventually;
import forkshell.testing.ProcessView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Plays a lab without a learner, and holds it to its promises. */
final class Proof {
    private static final int PATIENCE = 10_000;
    private static final int SOON = 500;
    private static final int LONGEST_MILLIS = 20_000;

    private final Session session;
    private final SessionEvaluation evaluation;
    private final Stage stage;
    private final Examiner examiner;
    private Outcome last;
    private String complaint = "";

    Proof(Session session) {
        this.session = session;
        evaluation = new SessionEvaluation(() -> session, outcome -> last = outcome);
        stage = new Stage(evaluation);
        examiner = new Examiner(evaluation);
    }

    /**
     * Each step fails before its code and passes after it; in between, each wrong way is caught by
     * its check, and what it has made is ended without a trace. The ending leaves nothing.
     */
    void holds(Lab lab) {
        session.reset();
        String mark = opened();
        Map<String, String> before = agentsOwn();
        for (int i = 0; i < lab.steps().size(); i++) {
            Step step = lab.steps().get(i);
            assertUnsolvedFails(lab, step);
            List<Step> earlier = lab.steps().subList(0, i);
            for (Check check : step.checks()) {
                if (!check.wrong().isEmpty() && !caught(step, check)) {
                    startOver(lab, earlier, mark, before);
                    assertTrue(caught(step, check), () -> place(lab, step) + " " + complaint);
                }
                if (!check.wrong().isEmpty() && isSpoilt(earlier)) {
                    startOver(lab, earlier, mark, before);
                }
            }
            if (!solves(step, SOON)) {
                startOver(lab, earlier, mark, before);
                assertTrue(solves(step, PATIENCE), () -> place(lab, step) + " " + complaint);
            }
        }
        assertOk(lab.fileName() + " ending", evaluation.run(lab.ending()));
        assertNothingLeft(lab.fileName(), before);
        assertOk("leaving", stage.close(mark));
    }

    private void assertUnsolvedFails(Lab lab, Step step) {
        Optional<Examiner.Failure> unsolved = examiner.firstFailure(step, 0);
        assertTrue(unsolved.isPresent(), place(lab, step) + " passes unsolved");
        assertHelpful(lab, step, unsolved.get());
    }

    /** Leaves the lab, which must leave nothing, and does the steps before again. */
    private void startOver(Lab lab, List<Step> earlier, String mark, Map<String, String> before) {
        assertOk("leaving", stage.close(mark));
        assertNothingLeft(lab.fileName() + " after " + earlier.size() + " steps", before);
        earlier.forEach(each -> assertOk(place(lab, each), stage.run(each)));
    }

    /** Whether a wrong way is caught, in a state that an earlier wrong way may have spoilt. */
    private boolean caught(Step step, Check check) {
        forgetVariables(step);
        String mark = opened();
        run(check.wrong());
        Optional<Examiner.Failure> failure = examiner.firstFailure(step, SOON);
        assertOk("leaving", stage.close(mark));
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
        return !earlier.isEmpty()
                && examiner.firstFailure(earlier.get(earlier.size() - 1), 0).isPresent();
    }

    private boolean solves(Step step, int millis) {
        Answer answer = run(step.code());
        Optional<Examiner.Failure> failure =
                answer.ok() ? examiner.firstFailure(step, millis) : Optional.empty();
        complaint = answer + failure.map(Proof::told).orElse("") + " " + problem();
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
        session.variables()
                .filter(variable -> step.code().contains(" " + variable.name() + " ="))
                .toList()
                .forEach(session::drop);
    }

    private String opened() {
        Answer mark = stage.open();
        assertOk("opening", mark);
        return mark.text();
    }

    private void assertOk(String what, Answer answer) {
        assertTrue(answer.ok(), () -> what + ": " + answer + " " + problem());
    }

    private void assertHelpful(Lab lab, Step step, Examiner.Failure failure) {
        for (Language language : Language.values()) {
            Play play = new Play(lab, lab.steps().indexOf(step), "");
            String text = new Wording(language).explained(play, failure).text();
            assertFalse(text.isBlank() || text.contains("\tat "), place(lab, step) + ": " + text);
            boolean reasoned =
                    !failure.answer().missing().isEmpty()
                            || text.contains(failure.check().cause().in(language));
            assertTrue(reasoned, place(lab, step) + ": " + text);
        }
    }

    private void assertNothingLeft(String where, Map<String, String> before) {
        Eventually.holds(
                Eventually.DEADLINE,
                () -> where + " left behind " + left(before),
                () -> left(before).isEmpty());
    }

    private Map<String, String> left(Map<String, String> before) {
        Map<String, String> left = agentsOwn();
        left.entrySet().removeAll(before.entrySet());
        return left;
    }

    private Map<String, String> agentsOwn() {
        long agent = session.agentPid();
        Map<String, String> all = new TreeMap<>();
        ProcessView.descriptors(agent).forEach((fd, target) -> all.put("fd " + fd, target));
        ProcessView.children(agent).forEach((pid, child) -> all.put("child " + pid, child));
        return all;
    }

    private static String place(Lab lab, Step step) {
        return lab.fileName() + ":" + step.line() + " " + step.id();
    }

    private static String told(Examiner.Failure failure) {
        return "told by line " + failure.check().line() + " " + failure.answer();
    }
}
