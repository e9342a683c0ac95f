package forkshell.lab;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Looks whether checks hold, in their order, and stops at the first that does not. */
final class Examiner {
    private final Evaluation evaluation;

    Examiner(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    /**
     * @param answer why there is no reading: it could not be evaluated, or was stopped
     * @param reading null in that case
     */
    record Failure(Check check, Answer answer, Probe.Reading reading) {}

    /** The first check that does not hold; a name that is missing tells only when it is needed. */
    Optional<Failure> firstFailure(List<Check> checks, int millis) {
        return firstFailure(checks, millis, name -> false);
    }

    /**
     * The first check that does not hold.
     *
     * @param millis how long each of them may take to come true
     * @param basic whether without that name it makes no sense to look at anything else
     */
    Optional<Failure> firstFailure(List<Check> checks, int millis, Predicate<String> basic) {
        if (checks.isEmpty()) {
            return Optional.empty();
        }
        Answer all = ask(checks, millis);
        if (!all.missing().isEmpty() && basic.test(all.missing())) {
            return Optional.of(new Failure(checks.get(0), all, null));
        }
        return all.ok() ? failure(checks, all) : oneByOne(checks, millis);
    }

    /**
     * Some cannot be evaluated, for want of a variable, say; those before them may yet tell more.
     */
    private Optional<Failure> oneByOne(List<Check> checks, int millis) {
        for (Check check : checks) {
            Answer answer = ask(List.of(check), millis);
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

    private Answer ask(List<Check> checks, int millis) {
        String facts = checks.stream().map(Examiner::fact).collect(Collectors.joining());
        return evaluation.ask("forkshell.lab.Probe.first(" + millis + facts + ")");
    }

    private static String fact(Check check) {
        String evidence = check.evidence().isEmpty() ? "\"\"" : check.evidence();
        return ", () -> ("
                + check.actual()
                + "), () -> ("
                + check.expected()
                + "), () -> ("
                + evidence
                + ")";
    }

    private static Optional<Failure> failure(List<Check> checks, Answer answer) {
        if (Probe.Reading.isNone(answer.text())) {
            return Optional.empty();
        }
        Probe.Reading reading = Probe.Reading.parse(answer.text());
        return Optional.of(new Failure(checks.get(reading.index()), answer, reading));
    }
}
