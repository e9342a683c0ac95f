package forkshell.display;

import java.util.function.Consumer;

/**
 * Takes the frames out of what a JVM of snippets prints on standard output. A frame is the byte 2,
 * the token, a letter for its kind, the encoded bundle, the byte 3 and a line break; it may stand
 * anywhere in a line. The token is new for each session, so that nothing else looks like a frame. A
 * frame whose printing was stopped halfway is dropped.
 */
public final class Frames {
    /** The system property that tells the JVM of the snippets that somebody takes frames out. */
    public static final String PROPERTY = "forkshell.display";

    static final char SHOWN = 'D';
    static final char RESULT = 'R';

    private static final String END = "\3";

    private final String start;
    private final Consumer<String> text;
    private final Consumer<Bundle> shown;
    private final Consumer<Bundle> result;
    private String pending = "";

    /**
     * @param text hears what is no frame, as soon as that is certain
     * @param shown hears what {@code display} was given
     * @param result hears the forms of an expression's value
     */
    public Frames(
            String token, Consumer<String> text, Consumer<Bundle> shown, Consumer<Bundle> result) {
        this.start = "\2" + token;
        this.text = text;
        this.shown = shown;
        this.result = result;
    }

    static String frame(String token, char kind, Bundle bundle) {
        return "\2" + token + kind + bundle.encode() + END + "\n";
    }

    /** Takes the next piece of output; a frame may end in a later one. */
    public void take(String piece) {
        pending += piece;
        int at;
        int end;
        while ((at = pending.indexOf(start)) >= 0 && (end = pending.indexOf('\n', at)) >= 0) {
            handOn(at);
            deliver(pending.substring(start.length(), end - at));
            pending = pending.substring(end - at + 1);
        }
        handOn(at >= 0 ? at : beginningOfStart());
    }

    private void handOn(int length) {
        if (length > 0) {
            text.accept(pending.substring(0, length));
            pending = pending.substring(length);
        }
    }

    private int beginningOfStart() {
        int at = Math.max(0, pending.length() - start.length() + 1);
        while (!start.startsWith(pending.substring(at))) {
            at++;
        }
        return at;
    }

    private void deliver(String frame) {
        if (frame.endsWith(END)) {
            Bundle bundle = Bundle.decode(frame.substring(1, frame.length() - END.length()));
            (frame.charAt(0) == SHOWN ? shown : result).accept(bundle);
        }
    }
}
