package forkshell.lab;

import forkshell.repl.Outcome.Result;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Looks whether checks hold, in their order, and stops at the first that does not. */
final class Examiner {
    private static final String PROBE = Probe.class.getName();

    private final Evaluation evaluation;

    Examiner(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    /**
     * @param answer why there is no reading: it could not be evaluated, or was stopped
     * @param reading null in that case
     */
    record Failure(Check check, Answer answer, Probe.Reading reading) {
        /** Returns the cause that fits what was found. */
        Prose cause() {
            return check.causes().get(reading.cause()).text();
        }
    }

    /**
     * Returns the first check that does not hold.
     *
     * @param millis how long each of them may take to come true; when a name is missing, none waits
     */
    Optional<Failure> firstFailure(List<Check> checks, int millis) {
        if (checks.isEmpty()) {
            return Optional.empty();
        }
        Answer all = ask(checks, millis);
        return all.ok()
                ? failure(checks, all)
                : oneByOne(checks, all.missing().isEmpty() ? millis : 0);
    }

    /**
     * Some cannot be evaluated, for want of a variable, say; those before them may yet tell more.
     */
    private Optional<Failure> oneByOne(List<Check> checks, int millis) {
        for (Check check : checks) {
            Answer answer = askWithEvidence(check, millis);
            Optional<Failure> failure =
                    answer.ok()
                            ? failure(List.of(check), answer)
                            : Optional.of(new Failure(check, answer, null));
            if (failure.isPresent()) {
                return failure;
            }
        }
        return Optional.empty();
    }

    /** Evidence that a variable of another type does not allow is left out. */
    private Answer askWithEvidence(Check check, int millis) {
        Answer answer = ask(List.of(check), millis);
        return answer.result() == Result.REJECTED && answer.missing().isEmpty()
                ? ask(List.of(check.withoutEvidence()), millis)
                : answer;
    }

    private Answer ask(List<Check> checks, int millis) {
        String facts = checks.stream().map(Examiner::fact).collect(Collectors.joining());
        return evaluation.ask(PROBE + ".first(" + millis + facts + ")");
    }

    private static String fact(Check check) {
        StringBuilder fact = new StringBuilder(", new java.util.concurrent.Callable<?>[] {");
        add(fact, check.actual());
        add(fact, check.expected());
        add(fact, check.evidence().isEmpty() ? "\"\"" : check.evidence());
        check.causes().stream().skip(1).forEach(cause -> add(fact, cause.when()));
        return fact.append('}').toString();
    }

    private static void add(StringBuilder fact, String expression) {
        fact.append("() -> (").append(expression).append("), ");
    }

    private static Optional<Failure> failure(List<Check> checks, Answer answer) {
        if (Probe.Reading.isNone(answer.text())) {
            return Optional.empty();
        }
        Probe.Reading reading = Probe.Reading.parse(answer.text());
        return Optional.of(new Failure(checks.get(reading.index()), answer, reading));
    }
}
