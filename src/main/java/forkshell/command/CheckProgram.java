package forkshell.command;

import forkshell.check.Case;
import forkshell.check.Cases;
import forkshell.check.CheckException;
import forkshell.check.Checker;
import forkshell.check.HtmlReport;
import forkshell.check.JsonReport;
import forkshell.check.JunitReport;
import forkshell.check.Lecture;
import forkshell.check.Report;
import forkshell.check.Rubric;
import forkshell.check.Submission;
import forkshell.display.Visible;
import forkshell.observe.Replay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges a server that somebody has written, or those of a class. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Check a server written in C, or any other, or a directory of them.",
        footer = "Exit status: 0 nothing failed, 1 a case failed, 2 wrong arguments.")
final class CheckProgram implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
            names = "--lecture",
            paramLabel = "a|b",
            description = "judge by that lecture's exit status, reaping and printed lines")
    private String lecture;

    @Option(names = "--case", paramLabel = "ID", description = "only this case; may be repeated")
    private List<String> ids = new ArrayList<>();

    @Option(names = "--json", paramLabel = "FILE", description = "write the findings as JSON")
    private Path json;

    @Option(names = "--html", paramLabel = "FILE", description = "write them as a page")
    private Path html;

    @Option(
            names = "--junit",
            paramLabel = "FILE",
            description = "write those of one program in JUnit's XML")
    private Path junit;

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description = "write the table of a directory: submissions and cases")
    private Path csv;

    @Option(
            names = "--rubric",
            paramLabel = "FILE",
            description = "points for a directory's cases, a line each: echo = 10")
    private Path rubric;

    @Option(names = "--watch", description = "check one submission again each time it is saved")
    private boolean watch;

    @Option(names = CheckClass.ONE, hidden = true)
    private boolean one;

    @Parameters(
            index = "0",
            paramLabel = "WHAT",
            description = "a C source, a program, or a directory of submissions")
    private Path what;

    @Parameters(
            index = "1..*",
            paramLabel = "ARGS",
            description =
                    "the program's arguments, after --; {port} is a free port, and the default")
    private List<String> arguments = List.of("{port}");

    @Override
    public Integer call() throws IOException {
        Stream.of(json, html, junit, csv).forEach(file -> OutputFile.check(spec, file));
        try {
            return check() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        } catch (CheckException wrong) {
            System.err.println("forkshell: " + wrong.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
    }

    private boolean check() throws IOException {
        List<Case> cases = Cases.named(ids);
        Lecture rules = lecture == null ? null : Lecture.of(lecture);
        if (one) {
            return checkQuietly(cases, rules);
        }
        if (Files.isDirectory(what)) {
            CheckClass.refuse(junit != null || watch);
            Map<String, Integer> points = Rubric.read(rubric);
            return new CheckClass(what, arguments, lecture, ids)
                    .run(cases, points, csv, html, json);
        }
        CheckClass.refuse(csv != null || rubric != null);
        return watch ? checkAtEachSave(cases, rules) : checkOne(cases, rules);
    }

    /** For a process of its own, which the check of a class starts. */
    private boolean checkQuietly(List<Case> cases, Lecture rules) throws IOException {
        try (Submission submission = Submission.of(what, arguments);
                Checker checker = new Checker(rules)) {
            Report report = checker.check(submission, cases, finding -> {});
            System.out.print(JsonReport.of(report));
            return report.passed();
        }
    }

    private boolean checkOne(List<Case> cases, Lecture rules) throws IOException {
        try (Submission submission = Submission.of(what, arguments);
                Checker checker = html == null ? new Checker(rules) : drawing(rules)) {
            Report report = shown(checker, submission, cases);
            System.out.println(Visible.text(report.toString().strip()));
            OutputFile.write(json, JsonReport.of(report));
            OutputFile.write(html, HtmlReport.of(report));
            OutputFile.write(junit, JunitReport.of(report));
            return report.passed();
        }
    }

    private static Checker drawing(Lecture rules) {
        return new Checker(rules, Replay::svg);
    }

    /** Until the program is ended; what cannot be checked for the moment may be saved again. */
    private boolean checkAtEachSave(List<Case> cases, Lecture rules) throws IOException {
        while (true) {
            Saved before = Saved.of(what);
            try {
                checkOne(cases, rules);
            } catch (CheckException wrong) {
                System.err.println("forkshell: " + wrong.getMessage());
            }
            System.err.println("forkshell: waiting for " + what + " to be saved; Ctrl-C ends");
            before.awaitChange();
        }
    }

    private static Report shown(Checker checker, Submission submission, List<Case> cases) {
        AtomicInteger done = new AtomicInteger();
        try (ProgressBar progress = new ProgressBar("cases")) {
            return checker.check(
                    submission,
                    cases,
                    finding ->
                            progress.reached(
                                    Math.min(done.incrementAndGet(), cases.size()), cases.size()));
        }
    }
}
