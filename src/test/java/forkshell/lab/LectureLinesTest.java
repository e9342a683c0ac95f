package forkshell.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every line of the lectures' C programs that does something is met in some lab or step. */
class LectureLinesTest {
    @Test
    void eachLineOfTheLecturesIsMetAndEachLineMetIsOfTheLectures() throws IOException {
        Set<String> met =
                Labs.builtIn().all().stream()
                        .flatMap(LectureLinesTest::linesOf)
                        .map(LectureLinesTest::plain)
                        .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(lectures(), met);
    }

    private static Stream<String> linesOf(Lab lab) {
        return Stream.concat(
                lab.lecture().stream(),
                lab.steps().stream().flatMap(step -> step.lecture().stream()));
    }

    /** The lines of both programs, without comments of their own and lone braces. */
    private static Set<String> lectures() throws IOException {
        try (InputStream file = LectureLinesTest.class.getResourceAsStream("lecture-lines.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(LectureLinesTest::plain)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String plain(String line) {
        return line.replaceAll("\\s+", " ");
    }
}
