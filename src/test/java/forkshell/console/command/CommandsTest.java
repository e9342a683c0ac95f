package forkshell.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.console.PlainFrontEnd;
import forkshell.console.Shell;
import forkshell.repl.SessionOptions;
import forkshell.repl.Startup;
import forkshell.testing.Eventually;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandsTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
    private final CommandTable commands = Commands.all();
    private Shell shell;

    @TempDir private Path directory;

    @BeforeAll
    void open() {
        shell =
                new Shell(
                        new PlainFrontEnd(stream, stream),
                        commands,
                        SessionOptions.defaults().startup(Startup.imports()));
    }

    @AfterAll
    void close() {
        shell.close();
    }

    @BeforeEach
    void beginAnew() {
        said("/reset");
    }

    @Test
    void everyCommandOfJshellIsThere() {
        Set<String> names =
                commands.all().stream()
                        .map(Command::name)
                        .collect(Collectors.toCollection(TreeSet::new));
        assertTrue(
                names.containsAll(
                        List.of(
                                "list", "vars", "methods", "types", "imports", "drop", "edit",
                                "open", "save", "history", "reload", "reset", "set", "env", "help",
                                "exit")),
                names::toString);
        commands.all().forEach(each -> assertFalse(each.summary().isEmpty(), each::name));
        commands.all().forEach(each -> assertNotNull(each.synopsis() + each.help(), each::name));
    }

    @Test
    void listsShowSourcesVariablesMethodsTypesAndImports() {
        said("int x = 3; String hello(int n) { return \"h\"; } record Pair(int a, int b) {}");
        assertEquals("   1 : int x = 3;", said("/list x"));
        assertTrue(said("/list").contains("   3 : record Pair(int a, int b) {}"));
        assertEquals("|    int x = 3", said("/vars"));
        assertEquals("|    String hello(int)", said("/methods"));
        assertEquals("|    record Pair", said("/types"));
        String first = Startup.imports().lines().findFirst().orElseThrow();
        assertEquals("|    " + first.replace(";", ""), firstLine(said("/imports")));
        assertEquals("  s1 : " + first, firstLine(said("/list -start")));
    }

    @Test
    void aFailedSnippetIsListedWithAll() {
        said("int broken = \"\"");
        assertEquals("", said("/list"));
        assertTrue(said("/list -all").contains("  e1 : int broken = \"\""));
    }

    @Test
    void dropTakesANameOrANumber() {
        said("int x = 1; int y = 2;");
        assertEquals("|  dropped variable x : int", said("/drop x"));
        assertEquals("|  dropped variable y : int", said("/drop 2"));
        assertEquals("", said("/vars"));
        assertTrue(said("/drop nothing").contains("nothing"));
    }

    @Test
    void dropSaysWhatItDroppedAfterAStopToo() throws Exception {
        said("int x = 1;");
        CompletableFuture<String> loop =
                CompletableFuture.supplyAsync(
                        () -> said("{ System.out.println(5); while (true); }"));
        Eventually.holds("it runs", () -> printed.toString(StandardCharsets.UTF_8).contains("5"));
        shell.interrupt();
        assertTrue(loop.get().contains("Stopped."));
        assertEquals("|  dropped variable x : int", said("/drop x"));
    }

    @Test
    void reEvaluationByExclamationMarkNumberAndDistance() {
        said("int n = 0; n++; n += 10;");
        assertTrue(said("!").endsWith("==> 21"));
        assertTrue(said("/2").endsWith("==> 21"));
        assertTrue(said("/-1").endsWith("==> 22"));
        assertTrue(said("/1-2").contains("n ==> 0"));
        assertEquals("1", said("n").replaceAll(".*==> ", ""));
    }

    @Test
    void whatFailedIsReEvaluatedToo() {
        said("int late = 1; early");
        said("int early = 5;");
        assertTrue(said("/e1").endsWith("==> 5"));
        assertEquals("int late = 1;\nlate ==> 1\nearly\nearly ==> 5", said("/1 e1"));
        assertTrue(said("/999999999").contains("999999999"));
        assertTrue(said("/-99").contains("/-99"));
    }

    @Test
    void aSavedSessionOpensAgain() throws IOException {
        Path file = directory.resolve("saved.jsh");
        said("int kept = 5; int twice() { return kept * 2; }");
        said("/save " + file);
        assertEquals("int kept = 5;\nint twice() { return kept * 2; }\n", Files.readString(file));
        said("/reset");
        said("/open " + file);
        assertTrue(said("twice()").endsWith("==> 10"));
        assertTrue(said("/open " + file + ".not").contains("no such file"));
    }

    @Test
    void aPathMayHaveBlanks() throws IOException {
        Path file = Files.createDirectory(directory.resolve("my files")).resolve("a b.jsh");
        said("int spaced = 6;");
        said("/save -all " + file);
        said("/reset");
        said("/open \"" + file + "\"");
        assertEquals("|    int spaced = 6", said("/vars"));
    }

    @Test
    void theHistoryHasCommandsToo() {
        said("int typed = 9;");
        assertTrue(said("/history").contains("int typed = 9;\n/history"));
    }

    @Test
    void reloadBringsBackWhatWasDefinedButNotWhatWasDropped() {
        said("int a = 1; int b = 2;");
        said("/drop a");
        assertTrue(said("/reload").endsWith("-: int a = 1;\n-: int b = 2;\n-: /drop a"));
        assertEquals("|    int b = 2", said("/vars"));
        said("/reset");
        assertEquals("", said("/vars"));
        said("/reload -restore -quiet");
        assertEquals("|    int b = 2", said("/vars"));
    }

    @Test
    void feedbackModesTellMoreOrLess() {
        said("/set feedback verbose");
        assertTrue(said("int v = 1").contains("created variable v : int"));
        said("/set feedback concise");
        assertEquals("", said("int u = 1"));
        assertTrue(said("u + 1").endsWith("==> 2"));
        said("/set feedback silent");
        assertEquals("", said("int w = 1"));
        assertTrue(said("/set feedback loud").contains("[verbose, normal, concise, silent]"));
        said("/set feedback normal");
    }

    @Test
    void theEnvironmentCanHaveAnotherClassPath() {
        said("int stays = 8;");
        said("/env -class-path " + directory);
        assertTrue(said("/env").contains(directory.toString()));
        assertEquals("|    int stays = 8", said("/vars"));
        assertTrue(said("/env -wrong x").contains("Unknown option -wrong"));
    }

    @Test
    void anEnvironmentThatNoJvmStartsWithIsRefusedAndTheSessionGoesOn() {
        assertTrue(said("/env -add-modules no.such.module").contains("could not be started"));
        assertTrue(said("1 + 1").endsWith("==> 2"));
    }

    @Test
    void commandsAndSnippetsMayBeMixedInOnePaste() {
        assertEquals(
                "first ==> 1\n|    int first = 1\nsecond ==> 2",
                said("int first = 1;\n/vars\nint second = 2;"));
    }

    @Test
    void helpExplainsOneCommandAndAllOfThem() {
        assertTrue(said("/help").contains("/reload [-restore] [-quiet]"));
        assertTrue(said("/? reload").contains("-restore: what you had before"));
        assertTrue(said("/help intro").contains("listen(7777)"));
        assertTrue(said("/help nope").contains("There is no command /nope"));
    }

    @Test
    void theLabsAreListedWithAndWithoutTheWord() {
        String list = said("/lab");
        assertTrue(list.contains(" 16  "), list);
        assertEquals(list, said("/lab list"));
    }

    @Test
    void aBeginningThatOnlyOneCommandHasIsEnough() {
        said("int x = 1;");
        assertEquals("|    int x = 1", said("/v"));
        assertTrue(said("/re").contains("/reset, /reload"), () -> said("/re"));
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private String said(String input) {
        printed.reset();
        shell.accept(input);
        return printed.toString(StandardCharsets.UTF_8).stripTrailing();
    }
}
