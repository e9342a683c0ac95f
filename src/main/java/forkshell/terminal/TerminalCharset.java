package forkshell.terminal;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;

/** The encoding of a terminal, as locale(7) says: what follows the dot in {@code ja_JP.eucJP}. */
final class TerminalCharset {
    private TerminalCharset() {}

    /** Returns the charset that {@code environment} names; UTF-8 where it names none. */
    static Charset of(Map<String, String> environment) {
        return Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .map(value -> value.replaceAll("^[^.]*\\.?|@.*", ""))
                .filter(name -> name.matches("[\\w-]+") && Charset.isSupported(name))
                .map(Charset::forName)
                .orElse(StandardCharsets.UTF_8);
    }
}
