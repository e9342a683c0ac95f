package forkshell.lab;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever stands in a lab file, reading it ends soon, with the file and a line. */
class LabFileFuzzTest {
    private static final String NAME = "07-small.jsh";
    private static final int ROUNDS = 2_000;

    /** Reading takes milliseconds; the rest is for a machine that does much else. */
    private static final Duration SOON = Duration.ofSeconds(20);

    private static final List<String> MARKS =
            List.of(
                    "//:",
                    "//: step",
                    "//: lab",
                    "//: end",
                    "//: check",
                    "//: when x",
                    "//:  ",
                    "//: hint.jp x",
                    "//: hint.en",
                    "//: cause.en",
                    ".ja",
                    "==>",
                    "\0",
                    "\r",
                    "}");

    @TempDir private Path directory;

    @Test
    void aMisspeltLanguageIsAMistakeOfItsLine() {
        String text = LabFileTest.GOOD.replaceFirst("hint\\.ja", "hint.jp");
        assertTrue(told(text).contains(NAME + ":29: //: hint.jp means nothing"), told(text));
    }

    @Test
    void damagedAndCutOffFilesAreToldWithFileAndLine() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++) {
            String told = told(damaged(random));
            assertTrue(
                    told.isEmpty() || told.lines().allMatch(line -> line.startsWith(NAME + ":")),
                    () -> "seed " + seed + ": " + told);
        }
    }

    private static String damaged(Random random) {
        StringBuilder text = new StringBuilder(LabFileTest.GOOD);
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(Math.max(1, text.length() - 1));
            switch (random.nextInt(4)) {
                case 0 -> text.setLength(Math.max(2, at));
                case 1 -> text.insert(at, "\n" + MARKS.get(random.nextInt(MARKS.size())) + "\n");
                case 2 -> text.delete(at, Math.min(text.length() - 1, at + random.nextInt(40)));
                default -> text.setCharAt(at, (char) random.nextInt(0x3100));
            }
        }
        return text.toString();
    }

    @Test
    void hugeFilesEndSoon() {
        String line = "//: lecture A | x\n";
        String many = line.repeat(14_000);
        assertAll(
                () -> told(LabFileTest.GOOD.replace("//: step one\n", "//: step one\n" + many)),
                () -> told(LabFileTest.GOOD.replace("//: answer 1", "//:   more\n".repeat(20_000))),
                () -> told("//: step x\n".repeat(20_000)),
                () -> told(LabFileTest.GOOD.replace("answer 1", "wrong " + "(".repeat(200_000))));
    }

    @Test
    void whatIsTooLongOrNoRegularFileIsRefusedUnread() throws IOException {
        Path huge = directory.resolve(NAME);
        Files.writeString(huge, "x".repeat(300_000));
        assertTrue(toldOf(huge).contains("too long"), toldOf(huge));
        assertTrue(toldOf(Path.of("/dev/zero")).contains("no regular file"));
        assertTrue(toldOf(directory).contains("no regular file"));
    }

    private static String told(String source) {
        return assertTimeoutPreemptively(SOON, () -> mistakes(() -> LabFile.parse(NAME, source)));
    }

    private static String toldOf(Path file) {
        return assertTimeoutPreemptively(SOON, () -> mistakes(() -> LabFile.read(file)));
    }

    private interface Reading {
        Lab lab() throws LabFileException;
    }

    private static String mistakes(Reading reading) {
        try {
            reading.lab();
            return "";
        } catch (LabFileException wrong) {
            return wrong.getMessage();
        }
    }
}
