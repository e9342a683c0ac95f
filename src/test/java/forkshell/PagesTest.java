package forkshell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.testing.Documents;
import forkshell.testing.Fence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the pages to the files and classes that they name. */
@Tag("quick")
class PagesTest {
    private static final Path SITE = Path.of("src/site/markdown");
    private static final Path README = Path.of("README.md");
    private static final int README_LINES = 125;
    private static final Path TESTS = Path.of("src/test/java");
    private static final Path SOURCES = Path.of("src/main/java/forkshell");

    /**
     * Java, a dialogue with the console, output, commands, C, and a lab, which LabFileTest reads.
     */
    private static final Set<String> LABELS = Set.of("java", "console", "text", "sh", "c", "jsh");

    private static final Pattern CLASS =
            Pattern.compile("`(?:forkshell\\.)?([a-z]+(?:\\.[a-z]+)*\\.[A-Z]\\w+)");
    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");

    /** Neither an option of the JVM, {@code +UseZGC}, nor an annotation. */
    private static final Pattern SIMPLE_NAME =
            Pattern.compile("(?<![\\w.$/\"+@-])(?:[a-z]+\\.)*([A-Z][a-z]\\w*)");

    /** Of Python, of the reader, and of the reader's table. */
    private static final Set<String> OTHERS =
            Set.of("ForkingTCPServer", "EchoServer", "XxxRow", "XxxTable");

    private static final Module BASE = Object.class.getModule();
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");

    static Stream<Path> pages() {
        return Documents.pages();
    }

    /** Otherwise Java code could pass for output, which nobody runs. */
    @ParameterizedTest
    @MethodSource("pages")
    void everyBlockSaysWhatItIs(Path page) {
        assertEquals(
                List.of(),
                Fence.of(page).stream().filter(each -> !LABELS.contains(each.label())).toList());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyClassThatAPageNamesExists(Path page) throws IOException {
        assertEquals(
                List.of(),
                found(CLASS, page)
                        .filter(
                                name ->
                                        !Files.exists(
                                                SOURCES.resolve(name.replace('.', '/') + ".java")))
                        .toList());
    }

    /** The walks through the code name most classes without their package. */
    @ParameterizedTest
    @MethodSource("pages")
    void everySimpleNameOfAClassOnAPageIsOneOfOursOrOfTheJdk(Path page) throws IOException {
        Set<String> own =
                Stream.of(SOURCES, TESTS)
                        .flatMap(root -> Documents.below(root, ".java"))
                        .map(file -> file.getFileName().toString().replace(".java", ""))
                        .collect(Collectors.toSet());
        String prose = Files.readString(page).replaceAll("(?ms)^```.*?^```$", "");
        assertEquals(
                List.of(),
                CODE.matcher(prose)
                        .results()
                        .flatMap(code -> SIMPLE_NAME.matcher(code.group(1)).results())
                        .map(name -> name.group(1))
                        .filter(name -> !own.contains(name) && !OTHERS.contains(name))
                        .filter(name -> !isOfTheJdk(name))
                        .toList());
    }

    private static boolean isOfTheJdk(String name) {
        return Stream.of("java.lang", "java.util", "java.util.concurrent", "java.nio.file")
                .map(room -> Class.forName(BASE, room + "." + name))
                .anyMatch(Objects::nonNull);
    }

    @Test
    void theReadmeFitsOnTwoScreens() throws IOException {
        assertTrue(Files.readAllLines(README).size() <= README_LINES);
    }

    /** Otherwise nobody would notice that a newcomer's first command fails. */
    @Test
    void theTwoCommandsOfTheReadmeAreWhatTheContinuousIntegrationRuns() throws IOException {
        String integration = Files.readString(Path.of(".ci/run"));
        List<String> commands =
                Fence.of(README).stream()
                        .filter(fence -> fence.label().equals("sh"))
                        .limit(2)
                        .map(fence -> fence.text().strip())
                        .toList();
        assertEquals(2, commands.size());
        assertEquals(
                List.of(),
                commands.stream().filter(command -> !integration.contains(command)).toList());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsToAFile(Path page) throws IOException {
        assertEquals(
                List.of(),
                found(LINK, page)
                        .filter(link -> !Files.exists(page.toAbsolutePath().resolveSibling(link)))
                        .toList());
    }

    @Test
    void theMenuOfTheSiteHasEachPage() throws IOException {
        String menu = Files.readString(Path.of("src/site/site.xml"));
        List<Path> all = Documents.below(SITE, ".md").toList();
        assertTrue(all.size() > 5, all::toString);
        for (Path page : all) {
            String html = page.getFileName().toString().replace(".md", ".html");
            assertTrue(menu.contains("href=\"" + html + "\""), () -> html + " is not in the menu");
        }
    }

    private static Stream<String> found(Pattern pattern, Path page) throws IOException {
        return pattern.matcher(Files.readString(page)).results().map(result -> result.group(1));
    }
}
