package forkshell.display;

import forkshell.libc.Generation;

/** Shows values from inside the JVM of the snippets. */
public final class Display {
    private Display() {}

    /**
     * Shows {@code value} in all its forms where a notebook listens, and prints its text where none
     * does; a child prints its text.
     */
    public static void show(Object value) {
        Bundle bundle = Bundle.of(value);
        String token = System.getProperty(Frames.PROPERTY);
        if (token == null || Generation.isChild()) {
            System.out.println(bundle.plain());
        } else {
            send(token, Frames.SHOWN, bundle);
        }
    }

    /** Sends the forms of what an expression is, ahead of its text, when it has more than text. */
    public static void result(Object value) {
        String token = System.getProperty(Frames.PROPERTY);
        if (token != null && value instanceof Rich) {
            send(token, Frames.RESULT, Bundle.of(value));
        }
    }

    private static void send(String token, char kind, Bundle bundle) {
        System.out.print(Frames.frame(token, kind, bundle));
        System.out.flush();
    }
}
