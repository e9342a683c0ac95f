package forkshell.console.edit;

import forkshell.console.command.Inputs;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/** Colours Java while it is typed, and the partner of the bracket at the cursor. */
final class JavaHighlighter implements Highlighter {
    private static final int[] NO_PAIR = {-1, -1};

    private final Theme theme;

    JavaHighlighter(Theme theme) {
        this.theme = theme;
    }

    @Override
    public AttributedString highlight(LineReader reader, String buffer) {
        if (Inputs.isCommand(buffer)) {
            return new AttributedString(buffer, theme.prompt());
        }
        int[] pair = pair(buffer, reader.getBuffer().cursor());
        return colour(buffer, pair);
    }

    /** Returns {@code source} in colours. */
    AttributedString colour(String source) {
        return colour(source, NO_PAIR);
    }

    private AttributedString colour(String source, int[] pair) {
        AttributedStringBuilder text = new AttributedStringBuilder();
        int end = 0;
        for (Token token : JavaLexer.tokens(source)) {
            boolean paired = token.from() == pair[0] || token.from() == pair[1];
            text.append(source.substring(end, token.from()));
            text.append(
                    source.substring(token.from(), token.to()),
                    paired ? theme.pair() : theme.token(token.kind()));
            end = token.to();
        }
        return text.append(source.substring(end)).toAttributedString();
    }

    /** The bracket that the cursor stands on or behind, and its partner. */
    private static int[] pair(String source, int cursor) {
        Brackets brackets = new Brackets(source);
        for (int at = cursor; at >= Math.max(0, cursor - 1); at--) {
            if (brackets.partner(at) >= 0) {
                return new int[] {at, brackets.partner(at)};
            }
        }
        return NO_PAIR;
    }
}
