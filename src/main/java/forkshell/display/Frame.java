package forkshell.display;

/**
 * One thing that travels beside plain text from a child to its parent, and from there to the front
 * end: the byte 2, a token, a letter for the kind, the pid in decimal, a blank, the content, the
 * byte 3 and a line break. The token is new for each session, so that nothing else looks like a
 * frame.
 *
 * @param pid the child that it is about, or 0
 * @param content without line breaks
 */
public record Frame(Kind kind, int pid, String content) {
    static final char START = '\2';

    /** The byte in front of the line break; a frame without it was cut off. */
    public static final char END = '\3';

    /** What a frame holds; the first letter of each name is different. */
    public enum Kind {
        /** A line of a child on standard output. */
        OUT(StandardStream.OUT),
        /** A line of a child on standard error. */
        ERR(StandardStream.ERR),
        /** A call of a child. */
        TRACE(StandardStream.TRACE),
        /** The announcement of a child's child. */
        BORN(null),
        /** What {@code display} was given, as an encoded {@link Bundle}. */
        SHOWN(null),
        /** The value of an expression, as an encoded {@link Bundle}. */
        RESULT(null),
        /** The end of a snippet's output. */
        MARK(null);

        private final StandardStream stream;

        Kind(StandardStream stream) {
            this.stream = stream;
        }

        static Kind ofLetter(char letter) {
            for (Kind each : values()) {
                if (each.name().charAt(0) == letter) {
                    return each;
                }
            }
            throw new IllegalArgumentException("no kind of frame: " + letter);
        }
    }

    /** Returns the stream of a child's line, or null for another kind. */
    public StandardStream stream() {
        return kind.stream;
    }

    /** Returns what stands in front of the content. */
    public static String prefix(String token, Kind kind, int pid) {
        return start(token) + kind.name().charAt(0) + pid + " ";
    }

    static String start(String token) {
        return START + token;
    }

    /** Returns the whole frame. */
    public String encode(String token) {
        return prefix(token, kind, pid) + content + END + "\n";
    }

    /** Reads what stands between the token and {@link #END}. */
    static Frame decode(String body) {
        int blank = body.indexOf(' ');
        return new Frame(
                Kind.ofLetter(body.charAt(0)),
                Integer.parseInt(body.substring(1, blank)),
                body.substring(blank + 1));
    }
}
