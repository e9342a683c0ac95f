package forkshell.display;

/** Shows values from inside the JVM of the snippets. */
public final class Display {
    /** The system property that says that the front end shows pictures. */
    public static final String PICTURES = "forkshell.pictures";

    private static volatile boolean textOnly;

    private Display() {}

    /** Called once in each new child, whose values a front end does not take. */
    public static void beTextOnly() {
        textOnly = true;
    }

    /**
     * Shows {@code value} in all its forms where a notebook listens, and prints its text where none
     * does; a child prints its text.
     */
    public static void show(Object value) {
        Bundle bundle = Bundle.of(value);
        if (Boolean.getBoolean(PICTURES) && !textOnly) {
            Channel.send(Frame.Kind.SHOWN, bundle);
        } else {
            System.out.println(bundle.plain());
        }
    }

    /** Sends the forms of what an expression is, ahead of its text, when it has more than text. */
    public static void result(Object value) {
        if (Boolean.getBoolean(PICTURES) && value instanceof Rich) {
            Channel.send(Frame.Kind.RESULT, Bundle.of(value));
        }
    }
}
