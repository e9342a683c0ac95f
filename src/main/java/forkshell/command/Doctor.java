package forkshell.command;

import forkshell.libc.SystemCallException;
import forkshell.process.Child;
import forkshell.process.Exit;
import forkshell.process.ProcessTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Checks whether forkshell can work on this computer. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Check this computer, and say what to do about what is missing.")
final class Doctor implements Callable<Integer> {
    private static final int OLDEST_JAVA = 17;
    private static final long FEW_DESCRIPTORS = 256;
    private static final long FEW_PROCESSES = 256;
    private static final int YAMA_CHILDREN_ALLOWED = 1;
    private static final String PROC = "/proc";

    /** What a check found; a remedy is there when it failed. */
    private record Finding(boolean good, String fact, String remedy) {}

    @Override
    public Integer call() {
        List<Supplier<Finding>> checks =
                List.of(
                        this::linux,
                        this::java,
                        this::jshell,
                        this::proc,
                        this::descriptors,
                        this::processes,
                        this::pidMax,
                        this::ptrace,
                        this::fork);
        List<Finding> failures =
                checks.stream()
                        .map(Supplier::get)
                        .peek(Doctor::print)
                        .filter(finding -> !finding.good)
                        .toList();
        System.out.println(failures.isEmpty() ? "All is well." : failures.size() + " to mend.");
        return failures.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private static void print(Finding finding) {
        System.out.println((finding.good ? "ok    " : "FAIL  ") + finding.fact);
        if (!finding.good) {
            System.out.println("      " + finding.remedy);
        }
    }

    private Finding linux() {
        String system = System.getProperty("os.name") + " on " + System.getProperty("os.arch");
        boolean known = system.equals("Linux on amd64") || system.equals("Linux on aarch64");
        return new Finding(
                known,
                system,
                "forkshell needs Linux on x86-64 or aarch64, a virtual machine will do.");
    }

    private Finding java() {
        int version = Runtime.version().feature();
        return new Finding(
                version >= OLDEST_JAVA,
                "Java " + Runtime.version(),
                "Install a JDK of version 17 or later.");
    }

    private Finding jshell() {
        boolean there = ModuleLayer.boot().findModule("jdk.jshell").isPresent();
        return new Finding(
                there,
                "module jdk.jshell " + (there ? "is there" : "is missing"),
                "Install a full JDK, not a JRE.");
    }

    private Finding proc() {
        boolean readable =
                Files.isReadable(Path.of(PROC, "self", "stat"))
                        && Files.isReadable(Path.of(PROC, "1", "stat"));
        return new Finding(
                readable,
                PROC + (readable ? " is readable" : " is hidden"),
                "Mount it without hidepid, or run as a user of the group that may read it: man 5 proc.");
    }

    private Finding descriptors() {
        return limit("Max open files", "descriptors", FEW_DESCRIPTORS, "ulimit -n 1024");
    }

    private Finding processes() {
        return limit("Max processes", "processes of this user", FEW_PROCESSES, "ulimit -u 4096");
    }

    private Finding limit(String name, String what, long few, String remedy) {
        String soft =
                lines("/proc/self/limits")
                        .filter(line -> line.startsWith(name))
                        .map(line -> line.substring(name.length()).trim().split("\\s+")[0])
                        .findFirst()
                        .orElse("0");
        boolean enough = soft.equals("unlimited") || Long.parseLong(soft) >= few;
        return new Finding(
                enough, "at most " + soft + " " + what, "Raise it in this shell: " + remedy);
    }

    private Finding pidMax() {
        String max = lines("/proc/sys/kernel/pid_max").findFirst().orElse("unknown");
        return new Finding(
                !max.equals("unknown"),
                "pids below " + max,
                "/proc/sys/kernel/pid_max should be readable.");
    }

    private Finding ptrace() {
        String scope = lines("/proc/sys/kernel/yama/ptrace_scope").findFirst().orElse("0");
        boolean allowed = Integer.parseInt(scope) <= YAMA_CHILDREN_ALLOWED;
        return new Finding(
                allowed,
                "ptrace scope " + scope,
                "A wedged child cannot be told from a busy one: as root,"
                        + " sysctl kernel.yama.ptrace_scope=1");
    }

    private Finding fork() {
        try {
            ProcessTable table = new ProcessTable();
            Child child = table.fork("", () -> {});
            Exit exit = table.waitFor(child);
            return new Finding(exit.exitCode() == 0, "fork works: " + exit, "Please report this.");
        } catch (SystemCallException e) {
            return new Finding(false, "fork does not work", e.getMessage());
        }
    }

    private static Stream<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file)).stream();
        } catch (IOException absent) {
            return Stream.empty();
        }
    }
}
