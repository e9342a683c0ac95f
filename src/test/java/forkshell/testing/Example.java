package forkshell.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Java code that a page or a javadoc comment shows.
 *
 * @param line the number of its first line
 * @param code as a reader would type it
 */
public record Example(Path file, int line, String code) {
    private static final Pattern JAVADOC =
            Pattern.compile("(?s)<pre>\\{@code\n(.*?)\n *\\* }</pre>");
    private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
    private static final Pattern TYPED = Pattern.compile("(?m)^(?:forkshell|jshell)[^>\n]*> (.*)");

    /** The blocks of a page that are Java, or a dialogue whose input is. */
    public static Stream<Example> ofPage(Path page) {
        return Fence.of(page).stream()
                .filter(fence -> fence.label().matches("java|console"))
                .map(fence -> new Example(page, fence.line(), code(fence)));
    }

    private static String code(Fence fence) {
        return fence.label().equals("java")
                ? fence.text()
                : TYPED.matcher(fence.text())
                        .results()
                        .map(line -> line.group(1))
                        .collect(Collectors.joining("\n"));
    }

    /** The blocks in a source file's javadoc; they see the types of their package. */
    public static Stream<Example> ofJavadoc(Path file) {
        String source = read(file);
        List<MatchResult> blocks = JAVADOC.matcher(source).results().toList();
        return blocks.stream()
                .map(
                        block ->
                                new Example(
                                        file,
                                        (int) source.substring(0, block.start(1)).lines().count()
                                                + 1,
                                        importOf(source)
                                                + block.group(1).replaceAll("(?m)^ *\\* ?", "")));
    }

    private static String importOf(String source) {
        return PACKAGE.matcher(source)
                .results()
                .map(found -> "import " + found.group(1) + ".*;\n")
                .collect(Collectors.joining());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return file + ":" + line;
    }
}
