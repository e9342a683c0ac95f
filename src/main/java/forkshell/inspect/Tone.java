package forkshell.inspect;

/** What a piece of text means; with colours allowed, how it looks. Words always say the same. */
public enum Tone {
    PLAIN(""),
    HEADING("1"),
    QUIET("2"),
    GOOD("32"),
    BUSY("36"),
    WARNING("33"),
    BAD("31"),
    DEAD("35");

    private final String code;

    Tone(String code) {
        this.code = code;
    }

    /** The text between ECMA-48 colour sequences, unless this tone has none. */
    String paint(String text) {
        return code.isEmpty() || text.isEmpty()
                ? text
                : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
