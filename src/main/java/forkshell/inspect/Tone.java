package forkshell.inspect;

/** What a piece of text means; with colours allowed, how it looks. Words always say the same. */
public enum Tone {
    PLAIN("", ""),
    HEADING("1", ""),
    QUIET("2", "#6a737d"),
    GOOD("32", "#2e7d32"),
    BUSY("36", "#00838f"),
    WARNING("33", "#b26a00"),
    BAD("31", "#c62828"),
    DEAD("35", "#8e24aa");

    private final String code;
    private final String css;

    Tone(String code, String css) {
        this.code = code;
        this.css = css;
    }

    /** Returns the colour on a page, legible on white; empty when it has none. */
    public String css() {
        return css;
    }

    /** Returns the text between ECMA-48 colour sequences, unless this tone has none. */
    String paint(String text) {
        return code.isEmpty() || text.isEmpty()
                ? text
                : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
