package forkshell.terminal;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The encoding of a terminal, as locale(7) says: what follows the dot in {@code ja_JP.eucJP}. Where
 * it is not UTF-8, lines and blocks are drawn in ASCII.
 */
public final class TerminalCharset {
    /** The system property that asks for lines and blocks in ASCII in any locale. */
    public static final String ASCII = "forkshell.ascii";

    private TerminalCharset() {}

    /** Returns the encoding of this process's terminal. */
    public static Charset ofEnvironment() {
        return of(System.getenv(), Boolean.getBoolean(ASCII));
    }

    /**
     * Returns the charset that {@code environment} names; UTF-8 where it names none.
     *
     * @param ascii whether to draw in ASCII although the charset has lines and blocks
     */
    static Charset of(Map<String, String> environment, boolean ascii) {
        String locale =
                Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                        .map(name -> environment.getOrDefault(name, ""))
                        .filter(value -> !value.isEmpty())
                        .findFirst()
                        .orElse("C");
        if (ascii || locale.equals("C") || locale.equals("POSIX")) {
            return new PlainGlyphs(charset(locale), StandardCharsets.US_ASCII);
        }
        Charset charset = charset(locale);
        return charset.equals(StandardCharsets.UTF_8) ? charset : new PlainGlyphs(charset, charset);
    }

    private static Charset charset(String locale) {
        String name = locale.replaceAll("^[^.]*\\.?|@.*", "");
        return name.matches("[\\w-]+") && Charset.isSupported(name)
                ? Charset.forName(name)
                : StandardCharsets.UTF_8;
    }
}
