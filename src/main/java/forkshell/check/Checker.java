package forkshell.check;

import forkshell.display.Messages;
import forkshell.strace.TraceLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/** Judges programs, several cases at a time. Whoever makes one closes it. */
public final class Checker implements AutoCloseable {
    private static final int AT_ONCE = 4;
    private static final int EVIDENCE = 12;
    private static final int TRACED_EVIDENCE = 16;

    /** What everything else depends on. */
    private static final List<String> FIRST = List.of("compiles", "listens");

    private final Messages messages = Texts.current();
    private final Sandboxes sandboxes;
    private final Setting setting;
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);

    /**
     * @param lecture whose rules hold, or {@code null}
     */
    public Checker(Lecture lecture) {
        this(lecture, trace -> "");
    }

    /**
     * @param lecture whose rules hold, or {@code null}
     * @param drawing makes a picture, as SVG, of what strace(1) told of a case that failed
     */
    public Checker(Lecture lecture, Function<List<TraceLine>, String> drawing) {
        try {
            sandboxes = new Sandboxes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Pace pace = Pace.measured();
        setting =
                new Setting(
                        lecture,
                        pace,
                        new Ports(),
                        sandboxes,
                        messages,
                        Tracer.objection(),
                        drawing);
    }

    /**
     * Judges {@code submission} by {@code cases}, and always whether it compiles and listens.
     *
     * @param progress is told each finding, as it comes
     */
    public Report check(Submission submission, List<Case> cases, Consumer<Finding> progress) {
        Subject subject = submission.subject();
        List<Finding> findings = new ArrayList<>();
        for (Case first : Cases.named(FIRST)) {
            Finding finding = judge(first, subject, findings);
            progress.accept(finding);
            findings.add(finding);
        }
        boolean runs = findings.stream().noneMatch(f -> f.verdict() == Verdict.FAILED);
        List<Case> others = cases.stream().filter(other -> !FIRST.contains(other.id())).toList();
        findings.addAll(runs ? together(others, subject, progress) : untried(others));
        return new Report(subject.program().name(), setting.lecture(), findings);
    }

    private List<Finding> untried(List<Case> cases) {
        return cases.stream().map(row -> notApplicable(row, messages.get("not.run"))).toList();
    }

    private List<Finding> together(List<Case> cases, Subject subject, Consumer<Finding> progress) {
        List<Future<Finding>> futures = new ArrayList<>();
        for (Case one : cases) {
            futures.add(threads.submit(() -> told(judge(one, subject, List.of()), progress)));
        }
        List<Finding> findings = new ArrayList<>();
        for (Future<Finding> future : futures) {
            findings.add(result(future));
        }
        return findings;
    }

    private static Finding told(Finding finding, Consumer<Finding> progress) {
        synchronized (progress) {
            progress.accept(finding);
        }
        return finding;
    }

    private static Finding result(Future<Finding> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Pace.Stopped();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Judges one case, unless one of those {@code before} it has failed. */
    private Finding judge(Case one, Subject subject, List<Finding> before) {
        if (before.stream().anyMatch(finding -> finding.verdict() == Verdict.FAILED)) {
            return notApplicable(one, messages.get("not.run"));
        }
        try (Trial trial = new Trial(one.id(), subject, setting, false)) {
            one.judge().judge(trial);
            return new Finding(
                    one,
                    Verdict.PASSED,
                    text(one, "expected"),
                    text(one, "passed"),
                    "",
                    cut(trial.remarks(), EVIDENCE),
                    "");
        } catch (Disproof disproof) {
            Optional<Disproof> again = traced(one, subject);
            List<String> evidence = new ArrayList<>(cut(disproof.evidence(), EVIDENCE));
            again.ifPresent(traced -> evidence.addAll(linesOfStrace(traced)));
            return new Finding(
                    one,
                    Verdict.FAILED,
                    text(one, "expected"),
                    disproof.getMessage(),
                    text(one, causeKey(one, disproof)),
                    List.copyOf(evidence),
                    again.orElse(disproof).picture());
        } catch (NotApplicable reason) {
            return notApplicable(one, reason.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> linesOfStrace(Disproof disproof) {
        List<String> lines =
                disproof.evidence().stream().filter(line -> line.startsWith(Tracer.MARK)).toList();
        return cut(lines, TRACED_EVIDENCE);
    }

    private static List<String> cut(List<String> lines, int limit) {
        return List.copyOf(lines.subList(0, Math.min(limit, lines.size())));
    }

    /** The case, played once more under strace; the verdict stands already. */
    private Optional<Disproof> traced(Case one, Subject subject) {
        if (!setting.objection().isEmpty() || !subject.canRun()) {
            return Optional.empty();
        }
        try (Trial trial = new Trial(one.id(), subject, setting, true)) {
            one.judge().judge(trial);
            return Optional.empty();
        } catch (Disproof again) {
            return Optional.of(again);
        } catch (NotApplicable | IOException otherwise) {
            return Optional.empty();
        }
    }

    private String causeKey(Case one, Disproof disproof) {
        String special = "cause." + disproof.key();
        return messages.has(one.id() + "." + special) || messages.has(special) ? special : "cause";
    }

    private String text(Case one, String key) {
        String own = one.id() + "." + key;
        return messages.get(messages.has(own) ? own : key);
    }

    private Finding notApplicable(Case one, String reason) {
        String expected = text(one, "expected");
        return new Finding(one, Verdict.NOT_APPLICABLE, expected, reason, "", List.of(), "");
    }

    @Override
    public void close() {
        threads.shutdownNow();
        sandboxes.close();
    }
}
