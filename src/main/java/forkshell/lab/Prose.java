package forkshell.lab;

/** The same text in both languages. */
public record Prose(String en, String ja) {
    static final Prose EMPTY = new Prose("", "");

    public String in(Language language) {
        return language.equals(Language.JA) ? ja : en;
    }

    /** One more line of the source, without a blank where Japanese stands at either side of it. */
    static String join(String before, String line) {
        boolean latin = !before.isEmpty() && !line.isEmpty() && isLatin(before) && isLatin(line);
        return before + (latin ? " " : "") + line;
    }

    private static boolean isLatin(String text) {
        return text.chars().allMatch(c -> c < 0x3000);
    }
}
