package forkshell.console.command;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Commands that are often typed without their slash: {@code help}, {@code lab 3}, {@code exit}. */
public final class BareWords {
    private static final Pattern LINE =
            Pattern.compile(
                    "\\s*(?<word>help|lab|exit|quit|clear|\\?)(\\s*\\(\\s*\\))?"
                            + "(?<argument>([\\s\\u3000]+[\\p{L}\\p{Nd}-]+){0,2})\\s*;?\\s*");

    private static final Map<String, String> COMMANDS = Map.of("quit", "exit", "?", "help");

    private BareWords() {}

    /** Returns the command that {@code line} means; none when it is anything but those words. */
    public static Optional<String> command(String line) {
        return Optional.of(LINE.matcher(line)).filter(Matcher::matches).map(BareWords::command);
    }

    private static String command(Matcher line) {
        String word = line.group("word");
        return "/" + COMMANDS.getOrDefault(word, word) + line.group("argument");
    }
}
