package forkshell.repl;

import forkshell.display.Messages;
import java.util.List;
import java.util.ResourceBundle;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The words of C in a snippet, answered with what to type here. */
final class CWords {
    private static final int MAX_WORDS = 3;
    private static final Messages MESSAGES = Messages.of(CWords.class);

    /** By word: what to type, a bar, and why. */
    private static final ResourceBundle TABLE = Messages.table(CWords.class, "c");

    /** A member of an object is no word of C. */
    private static final Pattern WORD = Pattern.compile("(?<![\\w.$])[A-Za-z_]\\w*");

    private CWords() {}

    /** Returns a sentence for each of the first words of C in {@code source}. */
    static List<String> hints(String source) {
        return words(JavaText.withoutLiterals(source))
                .distinct()
                .limit(MAX_WORDS)
                .map(CWords::hint)
                .toList();
    }

    private static Stream<String> words(String code) {
        return WORD.matcher(code).results().map(MatchResult::group).filter(TABLE::containsKey);
    }

    private static String hint(String word) {
        String[] answer = TABLE.getString(word).split(" \\| ");
        return MESSAGES.get("hint.c", word, answer[0], answer[1]);
    }
}
