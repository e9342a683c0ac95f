package forkshell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.testing.Command;
import forkshell.testing.JavaProgram;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A language comes with its files on the class path: no code knows it. */
@Timeout(120)
class ThirdLanguageTest {
    @TempDir private Path directory;

    @Test
    void threeFilesAddALanguageAndEnglishFillsTheGaps() throws IOException {
        write("lab/messages_ko.properties", "list=실습");
        write("console/command/messages_ko.properties", "exit.summary=나가기");
        write("repl/messages_ko.properties", "error=오류:");
        String out = forkshell("ko", "/help exit\n/help vars\n/lab\nint x = \"a\"\n").out();
        assertTrue(out.contains("|  나가기\n"), out);
        assertTrue(out.contains("|  list the variables with their values\n"), out);
        assertTrue(out.contains("실습\n"), out);
    }

    @Test
    void anUnknownLanguageIsRefusedWithThoseThatThereAre() throws IOException {
        Command.Outcome refused = forkshell("ko", "");
        assertEquals(2, refused.status());
        assertEquals("forkshell: Unknown language ko. --lang is one of en, ja.\n", refused.err());
    }

    private Command.Outcome forkshell(String language, String input) throws IOException {
        String classPath = directory + File.pathSeparator + JavaProgram.classPath();
        List<String> words =
                new ArrayList<>(JavaProgram.commandLine(Main.class, List.of(), classPath));
        words.addAll(List.of("--lang", language));
        Path typed = Files.writeString(directory.resolve("typed"), input);
        return Command.of(words).input(typed).run();
    }

    private void write(String name, String text) throws IOException {
        Path file = directory.resolve("forkshell").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text + "\n");
    }
}
