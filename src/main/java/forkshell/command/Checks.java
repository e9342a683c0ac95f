package forkshell.command;

import forkshell.console.Console;
import forkshell.libc.SystemCallException;
import forkshell.process.Child;
import forkshell.process.Exit;
import forkshell.process.ProcessTable;
import forkshell.terminal.SystemTerminal;
import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The checks of this computer: what is needed first, then what only some things need. */
final class Checks {
    private static final int OLDEST_JAVA = 17;
    private static final long FEW_DESCRIPTORS = 256;
    private static final long FEW_PROCESSES = 256;
    private static final int YAMA_CHILDREN_ALLOWED = 1;

    private Checks() {}

    static Stream<Diagnosis> all() {
        return Stream.<Supplier<Diagnosis>>of(
                        Checks::linux,
                        Checks::java,
                        Checks::jshell,
                        Checks::proc,
                        Checks::temporaryFiles,
                        () -> program("setsid", true),
                        () -> program("setpriv", true),
                        () -> limit("descriptors", "Max open files", FEW_DESCRIPTORS),
                        () -> limit("processes", "Max processes", FEW_PROCESSES),
                        Checks::fork,
                        Checks::ptrace,
                        Checks::terminal,
                        Checks::history,
                        Checks::locale,
                        () -> program("cc", false),
                        () -> program("strace", false),
                        () -> program("jupyter", false))
                .map(Supplier::get);
    }

    private static Diagnosis linux() {
        String system = System.getProperty("os.name") + " on " + System.getProperty("os.arch");
        boolean known = system.equals("Linux on amd64") || system.equals("Linux on aarch64");
        return Diagnosis.of("linux", known, true, system);
    }

    private static Diagnosis java() {
        boolean recent = Runtime.version().feature() >= OLDEST_JAVA;
        return Diagnosis.of("java", recent, true, Runtime.version());
    }

    private static Diagnosis jshell() {
        boolean there = ModuleLayer.boot().findModule("jdk.jshell").isPresent();
        return Diagnosis.of("jshell", there, true, "jdk.jshell");
    }

    private static Diagnosis proc() {
        boolean readable =
                Files.isReadable(Path.of("/proc/self/stat"))
                        && Files.isReadable(Path.of("/proc/1/stat"));
        return Diagnosis.of("proc", readable, true, "/proc");
    }

    private static Diagnosis temporaryFiles() {
        Path directory = Path.of(System.getProperty("java.io.tmpdir"));
        return Diagnosis.of("tmp", isWritable(directory), true, directory);
    }

    /** Whether a file of a few bytes can be written there, which a full device refuses. */
    private static boolean isWritable(Path directory) {
        try {
            Path file = Files.createTempFile(directory, "forkshell", ".doctor");
            try {
                Files.writeString(file, "doctor");
            } finally {
                Files.delete(file);
            }
            return true;
        } catch (IOException unwritable) {
            return false;
        }
    }

    private static Diagnosis program(String name, boolean needed) {
        Optional<Path> found =
                Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .map(directory -> Path.of(directory, name))
                        .filter(Files::isExecutable)
                        .findFirst();
        return Diagnosis.of(
                name, found.isPresent(), needed, found.map(Path::toString).orElse(name));
    }

    private static Diagnosis limit(String name, String row, long few) {
        String soft =
                lines("/proc/self/limits")
                        .filter(line -> line.startsWith(row))
                        .map(line -> line.substring(row.length()).trim().split("\\s+")[0])
                        .findFirst()
                        .orElse("0");
        boolean enough = soft.equals("unlimited") || Long.parseLong(soft) >= few;
        return Diagnosis.of(name, enough, true, soft);
    }

    /** Loads the native code first, for which there must be a place where code may run. */
    private static Diagnosis fork() {
        try {
            ProcessTable table = new ProcessTable();
            Child child = table.fork("", () -> {});
            Exit exit = table.waitFor(child);
            return Diagnosis.of("fork", exit.exitCode() == 0, true, exit);
        } catch (SystemCallException | LinkageError failed) {
            return Diagnosis.of("fork", false, true, failed.getMessage());
        }
    }

    private static Diagnosis ptrace() {
        String scope = lines("/proc/sys/kernel/yama/ptrace_scope").findFirst().orElse("0");
        boolean allowed = Integer.parseInt(scope) <= YAMA_CHILDREN_ALLOWED;
        return Diagnosis.of("ptrace", allowed, false, scope);
    }

    private static Diagnosis terminal() {
        boolean known = SystemTerminal.complaint().isEmpty();
        return Diagnosis.of("terminal", known, false, System.getenv().getOrDefault("TERM", ""));
    }

    private static Diagnosis history() {
        Path file = Console.historyFile();
        Path there = file.getParent();
        while (there.getParent() != null && !Files.exists(there)) {
            there = there.getParent();
        }
        boolean writable = Files.isDirectory(there) && isWritable(there);
        return Diagnosis.of("history", writable, false, file);
    }

    private static Diagnosis locale() {
        String name = System.getProperty("native.encoding", Charset.defaultCharset().name());
        List<String> universal = List.of(StandardCharsets.UTF_8.name(), "EUC-JP", "Shift_JIS");
        return Diagnosis.of("locale", universal.contains(name), false, name);
    }

    private static Stream<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file)).stream();
        } catch (IOException absent) {
            return Stream.empty();
        }
    }
}
