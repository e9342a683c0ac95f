package forkshell.command;

import forkshell.check.Case;
import forkshell.check.CheckException;
import forkshell.check.ClassTable;
import forkshell.check.Classroom;
import forkshell.check.Grade;
import forkshell.jvm.OwnClassPath;
import forkshell.jvm.RecommendedFlags;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Checks each submission in a directory, in a JVM of its own. */
final class CheckClass {
    /** Says that what is checked is one submission, and that its report goes to stdout. */
    static final String ONE = "--one-submission";

    private final Path directory;
    private final List<String> arguments;
    private final String lecture;
    private final List<String> ids;

    CheckClass(Path directory, List<String> arguments, String lecture, List<String> ids) {
        this.directory = directory;
        this.arguments = arguments;
        this.lecture = lecture;
        this.ids = ids;
    }

    /** Refuses options that belong to the other kind of check. */
    static void refuse(boolean given) {
        if (given) {
            throw CheckException.of("class.only");
        }
    }

    /** True when no case of any submission failed. */
    boolean run(List<Case> cases, Map<String, Integer> rubric, Path csv, Path html, Path json)
            throws IOException {
        Classroom classroom = new Classroom(directory, this::checker);
        List<Grade> grades;
        try (ProgressBar progress = new ProgressBar("submissions")) {
            grades = classroom.check(done -> progress.reached(done, classroom.size()));
        }
        ClassTable table = new ClassTable(grades, cases, rubric);
        System.out.println(table.text());
        OutputFile.write(csv, table.csv());
        OutputFile.write(html, table.html());
        OutputFile.write(json, table.json());
        return grades.stream().allMatch(Grade::passed);
    }

    /** SIGTERM, which a submission may send to its parent, does not end this JVM as pid 1. */
    private List<String> checker(Path submission) {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                RecommendedFlags.java(),
                                "-Xrs",
                                "-XX:-UsePerfData",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                OwnClassPath.get(),
                                Main.class.getName(),
                                "check",
                                ONE,
                                "--lang",
                                Locale.getDefault().getLanguage().equals("ja") ? "ja" : "en"));
        if (lecture != null) {
            words.addAll(List.of("--lecture", lecture));
        }
        ids.forEach(id -> words.addAll(List.of("--case", id)));
        words.addAll(List.of(submission.toAbsolutePath().toString(), "--"));
        words.addAll(arguments);
        return words;
    }
}
