package forkshell.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ScriptTest {
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
        assertTrue(err.toString(StandardCharsets.UTF_8).startsWith("test.jsh:3: "), err::toString);
    }

    @Test
    void anExceptionNamesTheLineOfTheSnippetThatThrew() throws IOException {
        assertEquals(1, run("\n// comment\nint f() { return 1 / 0; }\n\nf()\nSystem.out.print(9)"));
        assertTrue(err.toString(StandardCharsets.UTF_8).startsWith("test.jsh:5: "), err::toString);
        assertEquals("|  Exception java.lang.ArithmeticException: / by zero", firstLine());
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
    void exitDoesNotWaitForAnotherLine() throws IOException {
        try (PipedWriter typed = new PipedWriter();
                PipedReader held = new PipedReader(typed)) {
            typed.write("/exit 4\n");
            typed.flush();
            assertEquals(4, run(held));
        }
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
