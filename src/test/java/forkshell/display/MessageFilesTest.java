package forkshell.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

/** Every file of messages in each language. */
@Tag("quick")
class MessageFilesTest {
    private static final Path RESOURCES = Path.of("src/main/resources/forkshell");
    private static final Path SOURCES = Path.of("src/main/java");
    private static final String WORDS_OF_C = "c.properties";
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
        return files(name -> TRANSLATED.matcher(name).matches());
    }

    private static List<Path> englishFiles() throws IOException {
        return files(name -> !TRANSLATED.matcher(name).matches() && !name.equals(WORDS_OF_C));
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
