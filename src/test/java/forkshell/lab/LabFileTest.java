package forkshell.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.testing.Fence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("quick")
class LabFileTest {
    private static final Path PAGE = Path.of("src/site/markdown/labs.md");
    private static final String NAME = "07-small.jsh";

    static final String GOOD =
            """
            // A small lab.

            //: lab
            //: title.en Small
            //: title.ja 小さい
            //: minutes 5
            //: builds 1
            //: c.en int x = 1;
            //: c.ja int x = 1; です。
            //: lecture A | pid_t pid = fork();

            //: step one
            //: goal.en Make x,
            //:   and make it one.
            //: goal.ja x を作り、
            //:   1 にします。
            //: predict.en What is x?
            //: predict.ja x は？
            //: answer 1
            int x = 1
            //: check x ==> 1
            //: cause.en It is another number.
            //: cause.ja 別の数です。
            //: evidence x
            //: wrong int x = 2
            //: right var x = 1
            //: right long x = 1
            //: hint.en Which number?
            //: hint.ja どの数？
            //: hint.en An int.
            //: hint.ja int です。
            //: hint.en int x = ...
            //: hint.ja int x = ...
            //: why.en Because.
            //: why.ja だからです。

            //: end
            x = 0
            /exit
            """;

    @Test
    void aLabIsReadWithAllItsParts() throws LabFileException {
        Lab lab = LabFile.parse(NAME, GOOD);
        assertEquals(7, lab.number());
        assertEquals("small", lab.name());
        assertEquals("小さい", lab.title().in(Language.JA));
        assertEquals("x = 0", lab.ending());
        Step step = lab.steps().get(0);
        assertEquals("Make x, and make it one.", step.goal().en());
        assertEquals("x を作り、1 にします。", step.goal().in(Language.JA));
        assertEquals("int x = 1", step.code());
        assertEquals(3, step.hints().size());
        assertFalse(step.showsCode());
        Check check = step.checks().get(0);
        assertEquals(List.of("x", "1", "x", "int x = 2"), parts(check));
        assertTrue(step.prediction().get().isRight(" (1) "));
    }

    private static List<String> parts(Check check) {
        return List.of(check.actual(), check.expected(), check.evidence(), check.wrong());
    }

    @Test
    void eachMistakeIsToldWithFileAndLine() {
        assertMistake(
                "07-small.jsh:12: step one has no //: goal.ja.",
                "//: goal.ja x を作り、\n//:   1 にします。\n",
                "");
        assertMistake("07-small.jsh:21: a check is:", "x ==> 1", "x == 1");
        assertMistake(
                "07-small.jsh:12: a step has three hints",
                "//: hint.en An int.\n//: hint.ja int です。\n",
                "");
        assertMistake(
                "07-small.jsh:12: step one has no //: check",
                "//: check x ==> 1\n//: cause.en It is another number.\n//: cause.ja 別の数です。\n//: evidence x\n//: wrong int x = 2\n",
                "");
        assertMistake("07-small.jsh:13: //: gaol.en means nothing", "//: goal.en", "//: gaol.en");
        assertMistake("07-small.jsh:37: the file has to end with /exit", "/exit\n", "");
        assertMistake("07-small.jsh:12: step one has no code", "int x = 1\n", "");
        assertMistake("07-small.jsh:12: a step's id is a word", "//: step one", "//: step One!");
        assertMistake("07-small.jsh:12: //: predict needs //: answer", "//: answer 1\n", "");
        assertMistake("07-small.jsh:3: //: lab is expected here", "//: lab\n", "//: step none\n");
        assertMistake(
                "07-small.jsh:34: //: why.en says nothing", "//: why.en Because.", "//: why.en");
        assertMistake("07-small.jsh:10: a lecture is:", "A | pid_t pid = fork();", "fork()");
        assertMistake("07-small.jsh:35: //: why.fr means nothing", "//: why.ja", "//: why.fr");
    }

    @Test
    void codeThatIsNoJavaIsToldWithFileAndLine() {
        assertNoJava(
                "07-small.jsh:12: the code of step one is no Java: int x", "int x = 1", "int x 1");
        assertNoJava("07-small.jsh:12: the code of step one is no", "int x = 1", "int x = f(");
        assertNoJava("07-small.jsh:21: what is found is no Java", "x ==> 1", "x + ==> 1");
        assertNoJava("07-small.jsh:21: what is expected is no Java", "x ==> 1", "x ==> ,");
        assertNoJava("07-small.jsh:21: the evidence is no", "evidence x", "evidence if (x)");
        assertNoJava("07-small.jsh:21: the wrong way is no", "int x = 2", "int x == 2");
    }

    private static void assertNoJava(String expected, String good, String bad) {
        assertTrue(GOOD.contains(good), good);
        LabFileException failure =
                assertThrows(
                        LabFileException.class,
                        () -> CodeLint.check(LabFile.parse(NAME, GOOD.replace(good, bad))));
        assertEquals(1, failure.mistakes().size(), failure.getMessage());
        assertTrue(failure.getMessage().startsWith(expected), failure.getMessage());
    }

    @Test
    void escapeSequencesInItAreShown() throws Exception {
        String title = "//: title.en \u001b]0;mine\u0007";
        Lab lab = LabFile.parse(NAME, GOOD.replace("//: title.en Small", title));
        assertEquals("^[]0;mine^G", lab.title().en());
        String told =
                assertThrows(
                                LabFileException.class,
                                () -> LabFile.read(Path.of("\u001b[2J-missing.jsh")))
                        .getMessage();
        assertEquals("^[[2J-missing.jsh: there is no such file.", told);
    }

    @Test
    void theLabOfTheManualIsWithoutMistakes() throws Exception {
        Fence lab = Fence.containing(PAGE, "// A child that counts");
        CodeLint.check(LabFile.parse("17-sums.jsh", lab.text()));
    }

    private static void assertMistake(String expected, String good, String bad) {
        assertTrue(GOOD.contains(good), good);
        LabFileException failure =
                assertThrows(
                        LabFileException.class, () -> LabFile.parse(NAME, GOOD.replace(good, bad)));
        assertTrue(
                failure.mistakes().stream().anyMatch(each -> each.startsWith(expected)),
                failure.getMessage());
    }

    @Test
    void aFileThatCannotBeReadOrIsMisnamedIsToldSo() {
        assertTrue(
                assertThrows(LabFileException.class, () -> LabFile.read(Path.of("/none/07-x.jsh")))
                        .getMessage()
                        .contains("there is no such file"));
        assertTrue(
                assertThrows(LabFileException.class, () -> LabFile.parse("small.jsh", GOOD))
                        .getMessage()
                        .contains("NN-name.jsh"));
    }

    @Test
    void theLabsAreNumberedWithoutGapsAndTellWhichLinesOfTheLecturesTheyAreAbout()
            throws LabFileException {
        List<Lab> labs = Labs.builtIn().all();
        assertTrue(labs.size() >= 14, labs::toString);
        assertEquals(
                IntStream.rangeClosed(1, labs.size()).boxed().toList(),
                labs.stream().map(Lab::number).toList());
        for (Lab lab : labs) {
            assertFalse(lab.lecture().isEmpty(), lab::fileName);
            CodeLint.check(lab);
        }
    }

    /** Looks at the files themselves, so that the parser cannot make them equal. */
    @Test
    void bothLanguagesHaveTheSameTextsInTheSameSteps() throws IOException {
        for (Lab lab : Labs.builtIn().all()) {
            Path file = Path.of("jshell-scripts", lab.fileName());
            List<String> english = texts(file, Language.EN);
            assertEquals(
                    lab.steps().size(),
                    english.stream().filter(each -> each.startsWith("step ")).count(),
                    lab + "");
            assertEquals(english, texts(file, Language.JA), lab + "");
        }
    }

    /** The ids of the steps, each followed by the kinds of the texts that it has. */
    private static List<String> texts(Path file, Language language) throws IOException {
        Pattern text = Pattern.compile("//: (step .+|[a-z]+(?=\\." + language.tag() + " .)).*");
        return Files.readAllLines(file).stream()
                .map(text::matcher)
                .filter(Matcher::matches)
                .map(line -> line.group(1))
                .toList();
    }

    @Test
    void theTableOfTheManualHasEachStepOnce() throws IOException {
        Set<String> steps = new TreeSet<>();
        for (Lab lab : Labs.builtIn().all()) {
            lab.steps().forEach(step -> steps.add(lab.number() + " " + step.id()));
        }
        List<String> named = new ArrayList<>();
        Matcher row =
                Pattern.compile("\\| (\\d+) ([a-z0-9, -]+) \\|\n").matcher(Files.readString(PAGE));
        while (row.find()) {
            Stream.of(row.group(2).split(", ")).forEach(id -> named.add(row.group(1) + " " + id));
        }
        assertEquals(List.copyOf(steps), named.stream().sorted().toList());
    }

    /** The parser demands both languages of every part; this holds the two apart. */
    @Test
    void japaneseIsJapaneseAndEnglishEnglish() {
        Set<String> wrong = new HashSet<>();
        for (Lab lab : Labs.builtIn().all()) {
            for (Step step : lab.steps()) {
                for (Prose prose : List.of(step.goal(), step.explanation())) {
                    if (isJapanese(prose.en()) || !isJapanese(prose.in(Language.JA))) {
                        wrong.add(lab + " " + step.id() + " " + prose);
                    }
                }
            }
        }
        assertEquals(Set.of(), wrong);
    }

    private static boolean isJapanese(String text) {
        return text.codePoints().anyMatch(c -> c >= 0x3040 && c < 0x30ff);
    }
}
