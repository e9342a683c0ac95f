package forkshell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.testing.Documents;
import forkshell.testing.Fence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the pages to the files and classes that they name. */
@Tag("quick")
class PagesTest {
    private static final Path SITE = Path.of("src/site/markdown");
    private static final Path SOURCES = Path.of("src/main/java/forkshell");

    /**
     * Java, a dialogue with the console, output, commands, C, and a lab, which LabFileTest reads.
     */
    private static final Set<String> LABELS = Set.of("java", "console", "text", "sh", "c", "jsh");

    private static final Pattern CLASS =
            Pattern.compile("`(?:forkshell\\.)?([a-z]+(?:\\.[a-z]+)*\\.[A-Z]\\w+)");
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
