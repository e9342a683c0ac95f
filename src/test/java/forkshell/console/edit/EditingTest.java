package forkshell.console.edit;

import static forkshell.console.ConsoleOnTerminal.PROMPT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.console.ConsoleOnTerminal;
import forkshell.testing.Eventually;
import forkshell.testing.PseudoTerminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EditingTest {
    private PseudoTerminal terminal;

    @TempDir private Path directory;

    @BeforeAll
    void open(@TempDir Path state) {
        terminal = ConsoleOnTerminal.open(state);
    }

    @AfterAll
    void close() {
        terminal.close();
    }

    @BeforeEach
    void clearTheScreen() {
        terminal.press("C-a", "C-k", "C-l");
        terminal.await("an empty screen", screen -> screen.equals(PROMPT));
    }

    @Test
    void anExpressionIsEvaluated() {
        terminal.enter("6 * 7");
        assertTrue(terminal.awaitText("==> 42").contains("$"));
    }

    @Test
    void tabCompletesAndShowsSignatures() {
        terminal.type("Integer.toBin");
        terminal.press("Tab");
        terminal.awaitLastLine(PROMPT + " Integer.toBinaryString(");
        terminal.press("C-a", "C-k");
        terminal.type("Integer.compare");
        terminal.press("Tab");
        terminal.awaitText("(int Integer.compareUnsigned(int");
    }

    @Test
    void tabBehindAParenthesisShowsTheDocumentationOfTheVocabulary() {
        terminal.type("listen(");
        terminal.press("Tab");
        terminal.awaitText("Listener listen(String host, int port)");
        terminal.awaitLastLine(PROMPT + " listen(");
    }

    @Test
    void tabBehindAParenthesisShowsALearnersOwnMethod() {
        terminal.enter("int mine(int ofMine) { return ofMine; }");
        terminal.awaitText("created method mine(int)");
        terminal.type("mine(");
        terminal.press("Tab");
        terminal.awaitText("\nint mine(int ofMine)\n" + PROMPT + " mine(");
    }

    @Test
    void tabImportsAnUnknownClassThatOnlyOnePackageHas() {
        terminal.type("DocumentBuilderFactory");
        terminal.press("Tab");
        terminal.awaitText("import javax.xml.parsers.DocumentBuilderFactory;");
        terminal.awaitLastLine(PROMPT + " DocumentBuilderFactory");
    }

    @Test
    void aMisspeltNameIsGuessedAndItsPlaceUnderlined() {
        terminal.enter("Strin wrong = null");
        terminal.awaitText("Did you mean String?");
        assertTrue(terminal.screen().contains("|  Strin wrong = null;\n|  ^---^"));
        assertTrue(terminal.colours().contains("[4m"), terminal::colours);
    }

    @Test
    void aMisspeltCommandIsGuessed() {
        terminal.enter("/hsitory");
        terminal.awaitText("There is no command /hsitory. Did you mean /history?");
    }

    @Test
    void tabBehindACommandThatIsNotThereOffersNothing() {
        terminal.type("/nosuch x");
        terminal.press("Tab");
        terminal.type("y");
        terminal.await("no word of it", screen -> screen.equals(PROMPT + " /nosuch xy"));
    }

    @Test
    void anEditorThatIsNotThereGetsASentence() {
        terminal.enter("/set editor nosucheditor");
        terminal.enter("int edited = 41;");
        terminal.awaitText("edited ==> 41");
        terminal.enter("/edit edited");
        terminal.awaitText("|  Cannot edit: Cannot run program \"nosucheditor\"");
        terminal.enter("/set editor -default");
        terminal.enter("edited + 1");
        terminal.awaitText("==> 42");
    }

    @Test
    void whatAnEditorLeavesUnfinishedIsRejected() throws IOException {
        Path editor =
                Files.writeString(directory.resolve("editor"), "#!/bin/sh\nsed -i s/}// $1\n");
        assertTrue(editor.toFile().setExecutable(true));
        terminal.enter("/set editor " + editor);
        terminal.enter("int open() { return 1; }");
        terminal.awaitText("created method open()");
        terminal.enter("/edit open");
        terminal.awaitText("|  reached end of file while parsing");
        terminal.enter("/set editor -default");
    }

    @Test
    void javaIsColouredWhileItIsTyped() {
        terminal.type("return \"text\" + 1234; // why");
        terminal.awaitText("// why");
        String magenta = "\033[35m";
        String green = "\033[32m";
        String yellow = "\033[33m";
        terminal.await("colours", s -> terminal.colours().contains(green + "\"text\""));
        assertTrue(terminal.colours().contains(magenta + "return"), terminal::colours);
        assertTrue(terminal.colours().contains(yellow + "1234"), terminal::colours);
    }

    @Test
    void theBracketAtTheCursorHasAMarkedPartner() {
        terminal.type("(1 + (2))");
        terminal.awaitText("(1 + (2))");
        terminal.await(
                "two marks",
                s ->
                        terminal.colours()
                                .matches("(?s).*4m(\033\\[\\d+m)*\\(.*4m(\033\\[\\d+m)*\\).*"));
    }

    @Test
    void anIncompleteMethodIsContinuedAndIndented() {
        terminal.enter("int half(int n) {");
        terminal.await("a second line", screen -> screen.endsWith("...>"));
        terminal.enter("return n / 2;");
        terminal.enter("}");
        terminal.awaitText("created method half(int)");
        assertTrue(terminal.screen().contains("...>     return n / 2;\n"), terminal::screen);
        assertTrue(terminal.screen().contains("...> }\n"), terminal::screen);
    }

    @Test
    void aLineOfAMultiLineEditCanBeChanged() {
        terminal.enter("int third(int n) {");
        terminal.type("return n / 4;");
        terminal.press("Up", "Down", "End", "Left", "BSpace");
        terminal.type("3");
        terminal.press("End", "Enter");
        terminal.enter("}");
        terminal.awaitText("created method third(int)");
        terminal.enter("third(9)");
        terminal.awaitText("==> 3");
    }

    @Test
    void aPastedMethodRunsWithoutAnotherEnter() {
        terminal.paste("int area(int a,\n        int b) {\n    return a * b;\n}\n");
        terminal.awaitText("created method area(int,int)");
    }

    @Test
    void pastedSnippetsHaveTheirOwnResultsAndHistoryEntries() {
        terminal.paste("int first = 11;\nint second = first + 11;\nfirst + second\n");
        terminal.awaitText("==> 33");
        assertTrue(terminal.screen().contains("first ==> 11"), terminal::screen);
        assertTrue(terminal.screen().contains("second ==> 22"), terminal::screen);
        terminal.awaitLastLine(PROMPT);
        terminal.press("Up");
        terminal.awaitLastLine(PROMPT + " first + second");
        terminal.press("Up");
        terminal.awaitLastLine(PROMPT + " int second = first + 11;");
    }

    @Test
    void historyIsSearchedAndSuggested() {
        terminal.enter("int searched = 555;");
        terminal.awaitText("==> 555");
        terminal.press("C-r");
        terminal.type("searched");
        terminal.awaitText("bck-i-search: searched");
        terminal.press("Enter");
        terminal.await("the value again", screen -> screen.split("==> 555", -1).length == 3);
        terminal.type("int sear");
        terminal.awaitLastLine(PROMPT + " int searched = 555;");
        terminal.press("Right", "Enter");
        terminal.await("thrice", screen -> screen.split("==> 555", -1).length == 4);
    }

    @Test
    void whatTheCompilerBreaksOnDoesNotEndTheSession() {
        terminal.paste("(".repeat(4000) + "1" + ")".repeat(4000) + "\n");
        terminal.awaitText("|  javac, the compiler, failed on this snippet");
        terminal.enter("35 + 6");
        terminal.awaitText("==> 41");
    }

    @Test
    void aFileThatTheCompilerBreaksOnLeavesTheFeedbackAsItWas(@TempDir Path directory)
            throws IOException {
        Path file = directory.resolve("deep.jsh");
        Files.writeString(file, "(".repeat(4000) + "1" + ")".repeat(4000) + "\n");
        terminal.enter("/open " + file);
        terminal.awaitText("|  javac, the compiler, failed on this snippet");
        terminal.enter("35 + 7");
        terminal.awaitText("==> 42");
    }

    @Test
    void ctrlCClearsTheLine() {
        terminal.type("int never = 1");
        terminal.awaitText("never");
        terminal.press("C-c");
        terminal.awaitLastLine(PROMPT);
    }

    @Test
    void japaneseIsEditedByCharacters() {
        terminal.type("String s = \"日本語か\u3099\"");
        terminal.awaitText("日本語");
        terminal.press("Left", "Left", "BSpace");
        terminal.type("国");
        terminal.press("Enter");
        terminal.await("the value", screen -> screen.contains("s ==> \"日本語国"));
    }

    @Test
    void wideCharactersMoveTheCursorByTwoColumns() {
        terminal.type("\"漢字\"");
        terminal.awaitText("漢字");
        terminal.await("column", s -> terminal.cursor().equals("17,0"));
        terminal.press("Left", "Left");
        terminal.await("column", s -> terminal.cursor().equals("14,0"));
    }

    @Test
    void aResizedWindowShowsTheLineWhole() {
        String line = "int resized = 1000000 + 2000000 + 3000000 + 4000000";
        terminal.type(line);
        terminal.awaitText("4000000");
        terminal.resize(40, 40);
        terminal.type(" + 5000000");
        terminal.await(
                "all of it, wrapped",
                s -> terminal.everything().replace("\n", "").endsWith(line + " + 5000000"));
        terminal.resize(100, 40);
        terminal.awaitLastLine(PROMPT + " " + line + " + 5000000");
        terminal.press("Enter");
        terminal.awaitText("resized ==> 15000000");
    }

    @Test
    void ctrlCWhileASnippetReadsHoldsBackTheRestOfAPaste() {
        terminal.paste("int line = System.in.read();\nSystem.out.println(\"ne\" + \"ver\");\n");
        terminal.awaitText("» int line");
        Eventually.holds(
                "stopped",
                () -> {
                    terminal.press("C-c");
                    return terminal.screen().contains("Stopped.");
                });
        terminal.awaitLastLine(PROMPT);
        assertFalse(terminal.screen().contains("never"), terminal::screen);
    }

    @Test
    void aThreadThatReadsStandardInputLeavesTheKeysToThePrompt() {
        String read =
                "new Thread(() -> { try { System.in.read(); } catch (IOException e)"
                        + " { System.out.println(e.getMessage()); } }).start();";
        terminal.enter(read + " Thread.sleep(500)");
        terminal.awaitText("System.in can be read only while a snippet runs");
        terminal.awaitLastLine(PROMPT);
        terminal.enter("31 + 2");
        terminal.awaitText("==> 33");
        aSnippetReadsWhatIsTyped();
    }

    @Test
    void aSnippetReadsWhatIsTyped() {
        terminal.enter("new Scanner(System.in).nextLine().length()");
        terminal.enter("four");
        terminal.awaitText("==> 4");
        assertEquals(1, terminal.screen().split("four", -1).length - 1);
    }
}
