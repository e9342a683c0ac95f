package forkshell.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every file of messages in each language. */
@Tag("quick")
class MessageFilesTest {
    private static final Path RESOURCES = Path.of("src/main/resources/forkshell");
    private static final Path SOURCES = Path.of("src/main/java");
    private static final String WORDS_OF_C = "c.properties";

    /** Of the command line; their English stands in the code. */
    private static final String HELP = "help";

    private static final Pattern ENGLISH = Pattern.compile("(?:\\b[A-Za-z]?[a-z]+ ){4}[a-z]+");

    /** A sentence, which begins with a capital and ends with a full stop. */
    private static final Pattern LITERAL =
            Pattern.compile("\"[A-Z][a-z]*(?: [^\\n\"\\\\]+){3,}\\.\"");

    private static final Pattern IN_CODE = Pattern.compile("Jupyter|notebook|kernel|nbconvert");
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");
    private static final Pattern TRANSLATED = Pattern.compile("(.+)_([a-z]{2,3})\\.properties");
    private static final Pattern ASKED =
            Pattern.compile("\\b(?:get|text|say|note|bad)\\(\\s*\"([a-z][\\w.]*)\"\\s*[,)]");

    @ParameterizedTest
    @MethodSource("translations")
    void aTranslationHasTheSameKeys(Path translation) throws IOException {
        Set<String> keys = keys(english(translation));
        assertFalse(keys.isEmpty());
        assertEquals(keys, keys(translation));
    }

    @ParameterizedTest
    @MethodSource("translations")
    void aTranslationHasTheSamePlaces(Path translation) throws IOException {
        Properties ours = read(english(translation));
        Properties theirs = read(translation);
        for (String key : keys(translation)) {
            assertEquals(places(ours, key), places(theirs, key), key);
            assertEquals(ours.getProperty(key).isEmpty(), theirs.getProperty(key).isEmpty(), key);
        }
    }

    /** Words of English in a row are prose; a command or a piece of code has fewer. */
    @ParameterizedTest
    @MethodSource("translations")
    void aTranslationIsNoEnglish(Path translation) throws IOException {
        Properties texts = read(translation);
        for (String key : keys(translation)) {
            String text = texts.getProperty(key);
            assertFalse(ENGLISH.matcher(text).find(), () -> key + "=" + text);
        }
    }

    /** Below the commands of the command line, which have their own way of translation. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "console",
                "inspect",
                "jvm",
                "libc",
                "net",
                "notebook",
                "observe",
                "process",
                "repl",
                "session",
                "watch"
            })
    void noSentenceForTheLearnerStandsInTheCode(String room) throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES.resolve("forkshell").resolve(room))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                LITERAL.matcher(Files.readString(file).replaceAll("\"\\s*\\+\\s*\"", ""))
                        .results()
                        .map(MatchResult::group)
                        .filter(text -> !IN_CODE.matcher(text).find())
                        .forEach(text -> fail(file + ": " + text));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("englishFiles")
    void everyTextThatTheCodeNamesIsThere(Path english) throws IOException {
        Set<String> missing = new TreeSet<>();
        Path sources =
                SOURCES.resolve("forkshell").resolve(RESOURCES.relativize(english)).getParent();
        try (Stream<Path> files = Files.list(sources)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String source = Files.readString(file);
                if (source.contains("essages")) {
                    ASKED.matcher(source).results().map(r -> r.group(1)).forEach(missing::add);
                }
            }
        }
        missing.removeAll(keys(english));
        assertEquals(Set.of(), missing);
    }

    private static List<Path> translations() throws IOException {
        return files(name -> TRANSLATED.matcher(name).matches() && !name.startsWith(HELP));
    }

    private static List<Path> englishFiles() throws IOException {
        return files(
                name ->
                        !TRANSLATED.matcher(name).matches()
                                && !name.equals(WORDS_OF_C)
                                && !name.startsWith(HELP));
    }

    private static List<Path> files(Predicate<String> chosen) throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            return files.filter(file -> file.toString().endsWith(".properties"))
                    .filter(file -> chosen.test(file.getFileName().toString()))
                    .toList();
        }
    }

    private static Path english(Path translation) {
        Matcher name = TRANSLATED.matcher(translation.getFileName().toString());
        assertTrue(name.matches());
        return translation.resolveSibling(name.group(1) + ".properties");
    }

    private static Set<String> keys(Path file) throws IOException {
        return new TreeSet<>(read(file).stringPropertyNames());
    }

    private static Set<String> places(Properties texts, String key) {
        return PLACE.matcher(texts.getProperty(key))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Properties read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }
}
