package forkshell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import forkshell.journal.Journal;
import forkshell.testing.Bytecode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Holds the arrows between the packages, and that none go in a circle, by the class files. */
@Tag("quick")
class ArchitectureTest {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final String ROOT = "forkshell";
    private static final Path TESTS = Path.of("src/test/java");
    private static final Path POM = Path.of("pom.xml");
    private static final Pattern TEXT =
            Pattern.compile("\"\"\"(?s:.*?)\"\"\"|\"(\\\\.|[^\"\\\\\n])*\"");
    private static final Path STARTUP = Path.of("jshell-scripts/startup.jsh");
    private static final Pattern IMPORTED = Pattern.compile("forkshell[\\w.]*(?=\\.[A-Z])");
    private static final Pattern GLOB = Pattern.compile("<(?:include|exclude)>(forkshell/[^<]*)</");

    private static final Map<String, Set<String>> USES = Bytecode.uses("target/classes");

    /** What each room may use; each of these arrows is used. The room of Playground is "". */
    private static final Map<String, Set<String>> ARROWS =
            Map.ofEntries(
                    Map.entry("libc", Set.of("display")),
                    Map.entry("display", Set.of()),
                    Map.entry("proc", Set.of("libc")),
                    Map.entry("journal", Set.of("libc", "proc", "display")),
                    Map.entry("jvm", Set.of("libc", "proc", "display")),
                    Map.entry("process", Set.of("libc", "proc", "journal", "jvm", "display")),
                    Map.entry("strace", Set.of("libc", "proc")),
                    Map.entry("net", Set.of("libc", "journal", "display")),
                    Map.entry(
                            "server",
                            Set.of("libc", "jvm", "process", "net", "journal", "display")),
                    Map.entry(
                            "session",
                            Set.of(
                                    "observe", "libc", "jvm", "process", "net", "proc", "server",
                                    "display")),
                    Map.entry(
                            "inspect",
                            Set.of("libc", "jvm", "process", "journal", "proc", "display")),
                    Map.entry(
                            "",
                            Set.of(
                                    "libc", "process", "net", "server", "session", "journal",
                                    "inspect", "observe", "check", "display")),
                    Map.entry("observe", Set.of("strace", "inspect", "journal", "libc", "display")),
                    Map.entry("trial", Set.of("libc", "proc", "process", "net", "server")),
                    Map.entry(
                            "check",
                            Set.of("libc", "process", "proc", "display", "inspect", "strace")),
                    Map.entry(
                            "bench",
                            Set.of("libc", "jvm", "process", "net", "server", "proc", "display")),
                    Map.entry("repl", Set.of("jvm", "proc", "display")),
                    Map.entry(
                            "lab",
                            Set.of(
                                    "", "repl", "inspect", "journal", "libc", "process", "net",
                                    "proc", "server", "display")),
                    Map.entry("notebook", Set.of("", "repl", "lab", "jvm", "proc", "display")),
                    Map.entry(
                            "jupyter",
                            Set.of("notebook", "repl", "jvm", "proc", "libc", "display")),
                    Map.entry(
                            "watch",
                            Set.of(
                                    "inspect",
                                    "journal",
                                    "process",
                                    "proc",
                                    "libc",
                                    "display",
                                    "terminal")),
                    Map.entry("terminal", Set.of("display")),
                    Map.entry(
                            "console",
                            Set.of("repl", "lab", "watch", "terminal", "proc", "display")),
                    Map.entry(
                            "command",
                            Set.of(
                                    "bench",
                                    "check",
                                    "console",
                                    "display",
                                    "inspect",
                                    "journal",
                                    "jupyter",
                                    "jvm",
                                    "lab",
                                    "libc",
                                    "net",
                                    "notebook",
                                    "observe",
                                    "proc",
                                    "process",
                                    "repl",
                                    "server",
                                    "terminal",
                                    "trial",
                                    "watch")));

    /** Classes that may use each other in a circle, and why. */
    private static final Map<Set<String>, String> CIRCLES =
            Map.ofEntries(
                    Map.entry(
                            Set.of(
                                    "strace.Call",
                                    "strace.ProcessEnd",
                                    "strace.SignalDelivery",
                                    "strace.TraceLine"),
                            "a sealed interface names its records"),
                    Map.entry(
                            Set.of("inspect.Table", "inspect.TableHtml", "inspect.Widths"),
                            "a value that writes itself, and its notations"),
                    Map.entry(Set.of("inspect.Memory", "inspect.MemoryTable"), "the same"),
                    Map.entry(Set.of("inspect.Tree", "inspect.TreeSvg"), "the same"),
                    Map.entry(
                            Set.of(
                                    "inspect.timeline.Timeline",
                                    "inspect.timeline.TimelineSvg",
                                    "inspect.timeline.TimelineText"),
                            "the same"),
                    Map.entry(
                            Set.of("bench.ResultTable", "bench.Results", "bench.SvgPlot"),
                            "the same"),
                    Map.entry(Set.of("notebook.Notebook", "notebook.NotebookJson"), "the same"));

    /** What looks below /proc, or has another program look, without asking {@code proc}. */
    private static final Map<String, String> PROC_BY_ITSELF =
            new TreeMap<>(
                    Map.of(
                            "libc/SharedMemory.java",
                                    "lies below proc, and opens a descriptor anew",
                            "strace/Guard.java", "a shell that outlives the JVM looks",
                            "command/Checks.java", "asks whether /proc can be read at all",
                            "command/Doctor.java", "shows what files of the system say"));

    private static final Predicate<MatchResult> PROC =
            text -> text.group().matches("(?s).*/proc[/\"].*");

    @Test
    void theArrowsBetweenTheRoomsAreThoseThatAreAllowed() {
        Map<String, Set<String>> used = Bytecode.between(own(), ArchitectureTest::room);
        used.putIfAbsent("display", Set.of());
        assertEquals(lines(ARROWS), lines(used));
    }

    @Test
    void noPackagesUseEachOtherInACircle() {
        assertEquals(
                Set.of(), Bytecode.circles(Bytecode.between(own(), ArchitectureTest::packageOf)));
    }

    @Test
    void noClassesUseEachOtherInACircleButTheNamedOnes() {
        Set<Set<String>> found =
                Bytecode.circles(own()).stream()
                        .map(
                                circle ->
                                        circle.stream()
                                                .map(ArchitectureTest::within)
                                                .collect(Collectors.toSet()))
                        .collect(Collectors.toSet());
        assertEquals(lines(CIRCLES.keySet()), lines(found));
    }

    @Test
    void everyPackageIsExplained() throws IOException {
        Set<String> unexplained = new TreeSet<>();
        for (Path file : sources()) {
            if (!Files.exists(file.resolveSibling("package-info.java"))) {
                unexplained.add(file.getParent().toString());
            }
        }
        assertEquals(Set.of(), unexplained);
    }

    @Test
    void onlyLibcAndJvmUseJna() {
        assertEquals(Set.of("libc", "jvm"), usersOf("com\\.sun\\.jna\\..*"));
    }

    @Test
    void onlyTheConsoleTheLiveViewAndTheirTerminalUseJline() {
        assertEquals(
                Set.of("console", "console.command", "console.edit", "terminal", "watch"),
                usersOf("org\\.jline\\..*"));
    }

    @Test
    void onlyTheSessionEvaluates() {
        assertEquals(
                Set.of("repl", "repl.agent"),
                usersOf("jdk\\.jshell\\.(JShell|SourceCodeAnalysis|execution\\..*|spi\\..*)"));
    }

    @Test
    void onlyTheKernelSpeaksZmtp() {
        Set<String> users = new TreeSet<>(usersOf("forkshell\\.jupyter\\.zmtp\\..*"));
        users.remove("jupyter.zmtp");
        assertEquals(Set.of("jupyter"), users);
    }

    @Test
    void onlyTheCommandAndTheConsoleEndTheJvm() throws IOException {
        Pattern end =
                Pattern.compile("System\\.exit\\(|Runtime\\.getRuntime\\(\\)\\.(exit|halt)\\(");
        Set<String> enders = new TreeSet<>();
        for (Path file : sources()) {
            if (end.matcher(code(file)).find()) {
                enders.add(SOURCES.resolve(ROOT).relativize(file.getParent()).toString());
            }
        }
        enders.removeAll(Set.of("command", "console", "repl/agent"));
        assertEquals(Set.of(), enders);
    }

    /** A package that moves would leave its name behind. */
    @Test
    void noTextNamesAPackage() throws IOException {
        Pattern name =
                Pattern.compile("forkshell[./]([A-Z\"]|(" + String.join("|", rooms()) + ")\\b)");
        Set<String> texts = new TreeSet<>();
        for (Path file : sources()) {
            TEXT.matcher(withoutComments(file))
                    .results()
                    .map(MatchResult::group)
                    .filter(text -> name.matcher(text).find())
                    .forEach(texts::add);
        }
        texts.remove("\"" + Journal.PROPERTY + "\"");
        assertEquals(Set.of(), texts);
    }

    @Test
    void procAloneReadsProc() throws IOException {
        Set<String> readers = new TreeSet<>();
        for (Path file : sources()) {
            if (TEXT.matcher(withoutComments(file)).results().anyMatch(PROC)) {
                readers.add(SOURCES.resolve(ROOT).relativize(file).toString());
            }
        }
        readers.removeIf(file -> file.startsWith("proc/"));
        assertEquals(PROC_BY_ITSELF.keySet(), readers);
    }

    @Test
    void theBuildNamesFilesThatExist() throws IOException {
        Set<String> stale = new TreeSet<>();
        for (MatchResult glob : GLOB.matcher(Files.readString(POM)).results().toList()) {
            PathMatcher named =
                    FileSystems.getDefault()
                            .getPathMatcher("glob:" + glob.group(1).replace("**/", "**"));
            if (Stream.of(SOURCES, TESTS).noneMatch(root -> hasFile(root, named))) {
                stale.add(glob.group(1));
            }
        }
        assertEquals(Set.of(), stale);
    }

    /** Tab shows their documentation. */
    @Test
    void theJarHasTheSourcesOfWhatASessionImports() throws IOException {
        String pom = Files.readString(POM);
        Set<String> missing =
                IMPORTED.matcher(Files.readString(STARTUP))
                        .results()
                        .map(type -> type.group().replace('.', '/') + "/*.java")
                        .filter(sources -> !pom.contains("<include>" + sources + "</include>"))
                        .collect(Collectors.toSet());
        assertEquals(Set.of(), missing);
    }

    /** Whoever reads {@code Session} would have to look which of them is meant. */
    @Test
    void noTwoClassesShareAName() throws IOException {
        Map<String, List<Path>> named =
                sources().stream()
                        .filter(file -> !file.endsWith("package-info.java"))
                        .collect(
                                Collectors.groupingBy(
                                        file -> file.getFileName().toString(),
                                        TreeMap::new,
                                        Collectors.toList()));
        named.values().removeIf(files -> files.size() == 1);
        assertEquals(Map.of(), named);
    }

    @Test
    void nothingIsCalledUtil() throws IOException {
        assertEquals(
                List.of(),
                sources().stream().filter(f -> f.toString().matches(".*[Uu]til.*")).toList());
    }

    private static Set<String> usersOf(String classes) {
        Set<String> users = new TreeSet<>();
        USES.forEach(
                (from, used) -> {
                    if (used.stream().anyMatch(name -> name.matches(classes))) {
                        users.add(within(packageOf(from)));
                    }
                });
        return users;
    }

    /** The uses among our own classes. */
    private static Map<String, Set<String>> own() {
        Map<String, Set<String>> own = new TreeMap<>();
        USES.forEach(
                (from, used) ->
                        own.put(
                                from,
                                used.stream()
                                        .filter(ArchitectureTest::isOwn)
                                        .collect(Collectors.toSet())));
        return own;
    }

    private static boolean isOwn(String name) {
        return name.startsWith(ROOT + ".");
    }

    private static String packageOf(String type) {
        return type.substring(0, type.lastIndexOf('.'));
    }

    /** {@code repl.agent} of {@code forkshell.repl.agent}; "" of {@code forkshell}. */
    private static String within(String name) {
        return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
    }

    /** The first package below the root: a package inside another one has its arrows. */
    private static String room(String type) {
        return within(packageOf(type)).replaceAll("\\..*", "");
    }

    private static String lines(Map<String, Set<String>> arrows) {
        return arrows.entrySet().stream()
                .map(arrow -> arrow.getKey() + " -> " + new TreeSet<>(arrow.getValue()))
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    private static String lines(Set<Set<String>> circles) {
        return circles.stream()
                .map(circle -> new TreeSet<>(circle).toString())
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    private static String code(Path file) throws IOException {
        return withoutComments(file).replaceAll("\"(\\\\.|[^\"\\\\\n])*\"", "\"\"");
    }

    private static String withoutComments(Path file) throws IOException {
        return Files.readString(file).replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("//[^\n]*", "");
    }

    private static boolean hasFile(Path root, PathMatcher named) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(root::relativize).anyMatch(named::matches);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Set<String> rooms() {
        return USES.keySet().stream()
                .map(ArchitectureTest::room)
                .filter(room -> !room.isEmpty())
                .collect(Collectors.toSet());
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
