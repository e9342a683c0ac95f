package forkshell.command;

import forkshell.display.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Checks whether forkshell can work on this computer. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description =
                "Check this computer, and say what to do about what is missing; status 1 when"
                        + " something is missing that everything needs.")
final class Doctor implements Callable<Integer> {
    private static final Messages MESSAGES = Messages.of(Doctor.class);
    private static final List<String> VARIABLES =
            List.of("TERM", "LANG", "LC_ALL", "NO_COLOR", "JAVA_TOOL_OPTIONS", "XDG_STATE_HOME");

    @Option(names = "--report", description = "print what a report of a bug needs, too")
    private boolean report;

    @Override
    public Integer call() {
        if (report) {
            report();
        }
        List<Diagnosis> failures = new ArrayList<>();
        Checks.all().peek(System.out::println).filter(Diagnosis::failed).forEach(failures::add);
        System.out.println(
                failures.isEmpty()
                        ? MESSAGES.get("doctor.well")
                        : MESSAGES.get("doctor.failures", failures.size()));
        return failures.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private static void report() {
        System.out.println(new Forkshell.Version().getVersion()[0]);
        System.out.println(System.getProperty("java.vm.name") + " " + Runtime.version());
        System.out.println(firstLine("/proc/version"));
        System.out.println(firstLine("/etc/os-release"));
        System.out.println(firstLine("/proc/meminfo"));
        VARIABLES.stream()
                .filter(System.getenv()::containsKey)
                .map(name -> name + "=" + System.getenv(name))
                .forEach(System.out::println);
    }

    private static String firstLine(String file) {
        try {
            return Files.readAllLines(Path.of(file)).get(0);
        } catch (IOException absent) {
            return file + ": ?";
        }
    }
}
