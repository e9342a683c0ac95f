package forkshell.repl;

import forkshell.display.Messages;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names characters of a Japanese keyboard that only look like those of Java. */
final class FullWidth {
    private static final Messages MESSAGES = Messages.of(FullWidth.class);

    /** Those of which each has a form of half the width, and quotation marks and blanks. */
    private static final Pattern WIDE = Pattern.compile("[\\uff01-\\uff5e\\u3000“”‘’、。「」]");

    /** What Unicode does not count as another form of the same character. */
    private static final Map<String, String> HALVES =
            Map.of(
                    "“", "\"", "”", "\"", "‘", "'", "’", "'", "、", ",", "。", ".", "「", "[", "」",
                    "]");

    private FullWidth() {}

    /** Returns a sentence that names them all with what to type instead, or none. */
    static List<String> hints(String source) {
        String pairs =
                WIDE.matcher(JavaText.withoutLiterals(source))
                        .results()
                        .map(MatchResult::group)
                        .distinct()
                        .map(FullWidth::pair)
                        .collect(Collectors.joining(MESSAGES.get("hint.fullWidth.separator")));
        return pairs.isEmpty() ? List.of() : List.of(MESSAGES.get("hint.fullWidth", pairs));
    }

    private static String pair(String wide) {
        String half = HALVES.getOrDefault(wide, Normalizer.normalize(wide, Normalizer.Form.NFKC));
        return half.isBlank()
                ? MESSAGES.get("hint.fullWidth.blank")
                : MESSAGES.get("hint.fullWidth.pair", wide, half);
    }
}
