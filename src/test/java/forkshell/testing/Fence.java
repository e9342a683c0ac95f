package forkshell.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A fenced block of a Markdown page.
 *
 * @param line the number of its first line, behind the fence
 * @param label the word behind the opening fence; empty when there is none
 */
public record Fence(Path page, int line, String label, String text) {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\n(.*?)^```$");

    /** All blocks of {@code page}, in order. */
    public static List<Fence> of(Path page) {
        try {
            String source = Files.readString(page);
            return BLOCK.matcher(source).results().map(r -> of(page, source, r)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Fence of(Path page, String source, MatchResult found) {
        int line = (int) source.substring(0, found.start(2)).lines().count() + 1;
        return new Fence(page, line, found.group(1), found.group(2));
    }

    /** The one block of {@code page} that contains {@code text}. */
    public static Fence containing(Path page, String text) {
        List<Fence> found = of(page).stream().filter(each -> each.text().contains(text)).toList();
        if (found.size() != 1) {
            throw new AssertionError(page + " has " + found.size() + " blocks with " + text);
        }
        return found.get(0);
    }
}
