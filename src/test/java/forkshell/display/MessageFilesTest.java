package forkshell.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
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
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");

    @ParameterizedTest
    @MethodSource("englishFiles")
    void theJapaneseFileHasTheSameKeys(Path english) throws IOException {
        Set<String> keys = keys(english);
        assertFalse(keys.isEmpty());
        assertEquals(keys, keys(japanese(english)));
    }

    @ParameterizedTest
    @MethodSource("englishFiles")
    void theJapaneseTextsHaveTheSamePlaces(Path english) throws IOException {
        Properties ours = read(english);
        Properties theirs = read(japanese(english));
        for (String key : keys(english)) {
            assertEquals(places(ours, key), places(theirs, key), key);
        }
    }

    private static List<Path> englishFiles() throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            return files.filter(file -> file.toString().endsWith(".properties"))
                    .filter(file -> !file.toString().endsWith("_ja.properties"))
                    .toList();
        }
    }

    private static Path japanese(Path english) {
        String name = english.getFileName().toString().replace(".properties", "_ja.properties");
        return english.resolveSibling(name);
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
