package forkshell.display;

import java.io.PrintStream;
import java.util.Random;

/**
 * The way from this JVM to the front end of its session, for what is more than plain text. Without
 * a front end, as in stock {@code jshell}, lines of children are printed with the pid in brackets.
 */
public final class Channel {
    private static volatile Channel own =
            new Channel(Long.toHexString(new Random().nextLong()), null);

    private final String token;
    private final PrintStream out;

    private Channel(String token, PrintStream out) {
        this.token = token;
        this.out = out;
    }

    /** Sends frames to {@code out} from now on, where somebody takes them out by {@code token}. */
    public static void open(String token, PrintStream out) {
        own = new Channel(token, out);
    }

    /** Returns the token of this JVM's frames. */
    public static String token() {
        return own.token;
    }

    /** Shows a line of the child {@code pid}; prints it marked where there is no front end. */
    public static void line(int pid, StandardStream stream, String text) {
        if (own.out == null) {
            (stream.isError() ? System.err : System.out).println(stream.mark(pid) + text);
        } else {
            own.send(new Frame(Frame.Kind.valueOf(stream.name()), pid, text));
        }
    }

    /** Sends {@code bundle} to the front end, which there must be. */
    static void send(Frame.Kind kind, Bundle bundle) {
        own.send(new Frame(kind, 0, bundle.encode()));
    }

    private void send(Frame frame) {
        out.print(frame.encode(token));
        out.flush();
    }
}
