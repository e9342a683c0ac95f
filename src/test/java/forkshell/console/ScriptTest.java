package forkshell.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.repl.Feedback;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ScriptTest {
    @TempDir private Path directory;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void aScriptPrintsItsOutputOnly() throws IOException {
        assertEquals(0, run("int x = 2 // two\nSystem.out.println(\"日本 \" + x)\nx + 1"));
        assertEquals("日本 2\n", out.toString(StandardCharsets.UTF_8));
        assertEquals("", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aFailureNamesFileAndLineAndEndsTheScript() throws IOException {
        assertEquals(1, run("int f(int n) {\n  int a = 1;\n  return n / 0 + \"x\";\n}\nprint(1)"));
        assertTrue(err().startsWith("test.jsh:3: "), err());
    }

    @Test
    void anExceptionNamesTheLineOfTheSnippetThatThrew() throws IOException {
        assertEquals(1, run("\n// comment\nint f() { return 1 / 0; }\n\nf()\nSystem.out.print(9)"));
        assertTrue(err().startsWith("test.jsh:5: "), err());
        assertEquals("|  Exception java.lang.ArithmeticException: / by zero", firstLine());
    }

    @Test
    void whatFollowsAFailureOnItsLineIsNotEvaluated() throws IOException {
        assertEquals(1, run("int x = 1 / 0; System.out.println(\"never\");"));
        assertEquals("", out.toString(StandardCharsets.UTF_8).replaceAll("(?m)^\\|.*\n", ""));
    }

    @Test
    void aMethodThatNeedsAnUnknownNameSaysSoWhenItIsDeclaredAndWhenItIsCalled() throws IOException {
        assertEquals(1, run("int f() { return obj; }\nf()"));
        assertEquals(
                2, out.toString(StandardCharsets.UTF_8).split("until variable obj is").length - 1);
        assertTrue(err().startsWith("test.jsh:2: "), err());
    }

    @Test
    void aDeepRecursionIsFolded() throws IOException {
        assertEquals(1, run("int f(int n) { return n == 0 ? 1 / n : f(n - 1) + 1; }\nf(500)"));
        String printed = out.toString(StandardCharsets.UTF_8);
        assertTrue(printed.contains("|        ... 486 more like these\n"), printed);
        assertTrue(printed.lines().count() < 20, printed);
    }

    @Test
    void aByteOrderMarkAndWindowsLineEndsAreNoPartOfTheScript() throws IOException {
        assertEquals(0, run("\ufeffint x = 1;\r\nSystem.out.println(x);\r\n"));
        assertEquals("1\n", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void anUnfinishedSnippetAtTheEndFails() throws IOException {
        assertEquals(1, run("int f() {\n  return 1;"));
    }

    @Test
    void exitSaysTheStatus() throws IOException {
        assertEquals(3, run("int x = 3\n/exit x\nSystem.out.println(\"never\")"));
        assertEquals("", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void anExitWithoutAStatusFails() throws IOException {
        assertEquals(1, run("/exit nothing\nSystem.out.println(\"never\")"));
        assertTrue(err().contains("Invalid exit status.\ntest.jsh:1: "), err());
    }

    @Test
    void anOpenedFileThatFailsEndsTheScriptAtItsCommand() throws IOException {
        Path opened = Files.writeString(directory.resolve("b.jsh"), "int a;\n\nint f() { oh }\n");
        assertEquals(1, run("1\n/open " + opened + "\nSystem.out.println(\"never\")"));
        String told = "Some snippets of " + opened + " failed.\ntest.jsh:2: ";
        assertTrue(err().startsWith(told), err());
        assertFalse(out.toString(StandardCharsets.UTF_8).contains("never"), out::toString);
    }

    @Test
    void exitDoesNotWaitForAnotherLine() throws IOException {
        try (PipedWriter typed = new PipedWriter();
                PipedReader held = new PipedReader(typed)) {
            typed.write("/exit 4\n");
            typed.flush();
            assertEquals(4, run(held));
        }
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private String firstLine() {
        return out.toString(StandardCharsets.UTF_8).lines().findFirst().orElse("");
    }

    private int run(String source) throws IOException {
        return run(new StringReader(source));
    }

    private int run(Reader source) throws IOException {
        return Script.run(
                "test.jsh",
                new BufferedReader(source),
                Feedback.Mode.SILENT,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
