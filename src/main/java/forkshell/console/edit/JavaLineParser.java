package forkshell.console.edit;

import forkshell.console.command.BareWords;
import forkshell.console.command.Inputs;
import forkshell.repl.Parsed;
import java.util.List;
import java.util.function.Function;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Tells JLine whether Enter ends the input, and which word the cursor is in. */
final class JavaLineParser implements Parser {
    private final Function<String, Parsed> parse;

    JavaLineParser(Function<String, Parsed> parse) {
        this.parse = parse;
    }

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        if (context == ParseContext.ACCEPT_LINE
                && !Inputs.isCommand(line)
                && BareWords.command(line).isEmpty()
                && !parse.apply(line).complete()) {
            int depth = new Brackets(line).depth();
            throw new EOFError(-1, cursor, "incomplete", "", depth, null);
        }
        return new Word(line, cursor, wordStart(line, cursor));
    }

    private static int wordStart(String line, int cursor) {
        boolean command = Inputs.isCommand(line);
        int start = cursor;
        while (start > 0 && isPart(line.charAt(start - 1), command)) {
            start--;
        }
        return start;
    }

    private static boolean isPart(char c, boolean command) {
        return command ? !Character.isWhitespace(c) : Character.isJavaIdentifierPart(c);
    }

    /** The word in front of the cursor; what stands behind is not touched. */
    private record Word(String line, int cursor, int start) implements CompletingParsedLine {
        @Override
        public String word() {
            return line.substring(start, cursor);
        }

        @Override
        public int wordCursor() {
            return cursor - start;
        }

        @Override
        public int wordIndex() {
            return 0;
        }

        @Override
        public List<String> words() {
            return List.of(word());
        }

        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return candidate;
        }

        @Override
        public int rawWordCursor() {
            return wordCursor();
        }

        @Override
        public int rawWordLength() {
            return wordCursor();
        }
    }
}
