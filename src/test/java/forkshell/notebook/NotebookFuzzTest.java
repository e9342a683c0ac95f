package forkshell.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A notebook that is damaged is read, or refused in a sentence that names it. */
@Timeout(60)
class NotebookFuzzTest {
    private static final int ROUNDS = Integer.getInteger("forkshell.fuzz.rounds", 1_000);
    private static final List<String> PARTS =
            List.of(
                    "null",
                    "[",
                    "]",
                    "{",
                    "}",
                    "\"",
                    ",",
                    "7",
                    "\\u0000",
                    "\"cells\"",
                    "true",
                    "-");

    @TempDir private Path directory;

    @Test
    void whateverIsDamagedInIt() throws IOException {
        long seed = Long.getLong("forkshell.seed", System.nanoTime() % 1_000_000);
        System.out.println("notebooks damaged with seed " + seed);
        Random chance = new Random(seed);
        String good = Files.readString(Path.of("notebooks/01-first-server.ipynb"));
        for (int i = 0; i < ROUNDS; i++) {
            StringBuilder text = new StringBuilder(good.substring(0, 1 + chance.nextInt(6_000)));
            text.append("]}".repeat(chance.nextInt(2)));
            for (int j = chance.nextInt(4); j > 0; j--) {
                int at = chance.nextInt(text.length());
                int end = Math.min(text.length(), at + chance.nextInt(20));
                text.replace(at, end, PARTS.get(chance.nextInt(PARTS.size())));
            }
            readOrRefuse(text.toString());
        }
    }

    @Test
    void whereMembersAreNullOrDeepOrHuge() throws IOException {
        for (String cell :
                List.of(
                        "{'cell_type': null, 'source': ''}",
                        "{'cell_type': 'code', 'source': null}",
                        "{'cell_type': 'code', 'source': [null]}",
                        "{'cell_type': {}, 'source': ''}",
                        "null")) {
            refuse("{'cells': [" + cell + "]}");
        }
        refuse("{'metadata': {'language_info': {'name': null}}, 'cells': []}");
        refuse("[".repeat(1_000_000));
        refuse("{'cells': " + "[".repeat(100_000) + "]".repeat(100_000) + "}");
        readOrRefuse("{'cells': [{'cell_type': 'raw', 'source': '" + "x".repeat(1 << 24) + "'}]}");
    }

    @Test
    void escapeSequencesInACellAreShownAndNotObeyed() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream target = new PrintStream(out, true, StandardCharsets.UTF_8);
        try (NotebookRunner runner = new NotebookRunner(target, InputStream.nullInputStream())) {
            runner.show(Cell.markdown("a\u001b[2Jb\u009bc\n\td"));
            runner.show(Cell.code("1\u001b]0;title\u0007"));
        }
        String shown = out.toString(StandardCharsets.UTF_8);
        assertTrue(shown.contains("a^[[2Jb\\u{9b}c\n\td"), shown);
        assertFalse(shown.contains("\u001b"), shown);
    }

    private void readOrRefuse(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("damaged.ipynb"), text);
        try {
            Notebook.read(file);
        } catch (NotebookException refused) {
            assertTrue(refused.getMessage().contains(file.toString()), refused.getMessage());
            assertEquals(1, refused.getMessage().lines().count());
        }
    }

    private void refuse(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("wrong.ipynb"), text);
        String told = assertThrows(NotebookException.class, () -> Notebook.read(file)).getMessage();
        assertTrue(told.startsWith(file + " is no notebook"), told);
    }
}
