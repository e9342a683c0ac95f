package forkshell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the arrows between the packages, by the imports of the source. */
class ArchitectureTest {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:static )?([\\w.]+)");
    private static final Pattern OWN = Pattern.compile("\\bforkshell\\.([a-z]+)\\.");

    /** What each package may use, in layers; the empty name is the package of Playground. */
    private static final Map<String, Set<String>> ARROWS =
            Map.ofEntries(
                    Map.entry("libc", Set.of()),
                    Map.entry("display", Set.of("libc")),
                    Map.entry("journal", Set.of("libc", "proc")),
                    Map.entry("proc", Set.of("libc")),
                    Map.entry("jvm", Set.of("libc")),
                    Map.entry("process", Set.of("libc", "journal", "jvm")),
                    Map.entry("strace", Set.of("libc")),
                    Map.entry("net", Set.of("libc", "journal")),
                    Map.entry("server", Set.of("libc", "jvm", "process", "net", "journal")),
                    Map.entry(
                            "inspect",
                            Set.of("libc", "jvm", "process", "journal", "proc", "display")),
                    Map.entry("trial", Set.of("libc", "process", "net", "server", "proc")),
                    Map.entry(
                            "bench",
                            Set.of("libc", "jvm", "process", "net", "server", "proc", "display")),
                    Map.entry("repl", Set.of("libc", "jvm", "process", "proc", "display")),
                    Map.entry(
                            "lab",
                            Set.of(
                                    "", "repl", "inspect", "libc", "process", "net", "proc",
                                    "display")),
                    Map.entry("notebook", Set.of("repl", "lab", "jvm", "proc", "display")),
                    Map.entry(
                            "jupyter",
                            Set.of(
                                    "notebook",
                                    "repl",
                                    "jvm",
                                    "process",
                                    "proc",
                                    "libc",
                                    "display")),
                    Map.entry("watch", Set.of("inspect", "journal", "proc", "libc", "display")),
                    Map.entry("console", Set.of("repl", "lab", "watch", "proc", "display")));

    /** A program of its own, which the session ends with. */
    private static final String AGENT = "repl/agent";

    private static final Set<String> ABOVE_PLAYGROUND =
            Set.of("console", "command", "notebook", "jupyter", "watch");

    @Test
    void noPackageUsesOneThatItMayNot() throws IOException {
        Map<String, Set<String>> wrong = new TreeMap<>();
        for (Path file : sources()) {
            String from = top(packageOf(file));
            for (String to : packagesUsedBy(file)) {
                if (!mayUse(from, to)) {
                    wrong.computeIfAbsent(from + " -> " + to, arrow -> new TreeSet<>())
                            .add(file.getFileName().toString());
                }
            }
        }
        assertEquals(Map.of(), wrong);
    }

    private static boolean mayUse(String from, String to) {
        if (from.equals(to) || from.equals("command")) {
            return true;
        }
        return from.isEmpty()
                ? !ABOVE_PLAYGROUND.contains(to)
                : ARROWS.getOrDefault(from, Set.of()).contains(to);
    }

    @Test
    void everyPackageIsKnownAndExplained() throws IOException {
        Set<String> unknown = new TreeSet<>();
        for (Path file : sources()) {
            String name = top(packageOf(file));
            boolean explained = Files.exists(file.resolveSibling("package-info.java"));
            if (!name.isEmpty()
                    && !(explained && (ARROWS.containsKey(name) || name.equals("command")))) {
                unknown.add(name);
            }
        }
        assertEquals(Set.of(), unknown);
    }

    @Test
    void onlyLibcAndJvmUseJna() throws IOException {
        assertEquals(Set.of("libc", "jvm"), packagesThatSay("com\\.sun\\.jna"));
    }

    @Test
    void onlyTheConsoleAndTheLiveViewUseJline() throws IOException {
        assertEquals(
                Set.of("console", "console/command", "console/edit", "watch"),
                packagesThatSay("org\\.jline"));
    }

    @Test
    void onlyTheSessionEvaluates() throws IOException {
        String evaluation = "jdk\\.jshell\\.(JShell|SourceCodeAnalysis|execution|spi)\\b";
        assertEquals(Set.of("repl", AGENT), packagesThatSay(evaluation));
    }

    @Test
    void onlyTheKernelUsesJupytersProtocol() throws IOException {
        assertEquals(Set.of("jupyter"), packagesThatSay("org\\.(dflib|zeromq)"));
    }

    @Test
    void onlyTheCommandAndTheConsoleEndTheJvm() throws IOException {
        Set<String> enders =
                packagesThatSay("System\\.exit\\(|Runtime\\.getRuntime\\(\\)\\.(exit|halt)\\(");
        enders.removeAll(Set.of("command", "console", AGENT));
        assertEquals(Set.of(), enders);
    }

    @Test
    void nothingIsCalledUtil() throws IOException {
        assertEquals(
                List.of(),
                sources().stream().filter(f -> f.toString().matches(".*[Uu]til.*")).toList());
    }

    /** A package inside another one has its arrows. */
    private static String top(String name) {
        return name.replaceAll("/.*", "");
    }

    private static Set<String> packagesThatSay(String regex) throws IOException {
        Pattern pattern = Pattern.compile(regex);
        Set<String> packages = new TreeSet<>();
        for (Path file : sources()) {
            if (pattern.matcher(code(file)).find()) {
                packages.add(packageOf(file));
            }
        }
        return packages;
    }

    /** By import, or by a qualified name in the code. */
    private static Set<String> packagesUsedBy(Path file) throws IOException {
        Set<String> used = new TreeSet<>();
        OWN.matcher(code(file)).results().map(r -> r.group(1)).forEach(used::add);
        boolean playground =
                IMPORT.matcher(code(file))
                        .results()
                        .map(MatchResult::group)
                        .anyMatch(line -> line.contains("forkshell.Playground"));
        if (playground) {
            used.add("");
        }
        return used;
    }

    private static String code(Path file) throws IOException {
        return Files.readString(file)
                .replaceAll("(?s)/\\*.*?\\*/", "")
                .replaceAll("//[^\n]*", "")
                .replaceAll("\"(\\\\.|[^\"\\\\\n])*\"", "\"\"");
    }

    private static String packageOf(Path file) {
        Path parent = SOURCES.resolve("forkshell").relativize(file.getParent());
        return parent.toString();
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
