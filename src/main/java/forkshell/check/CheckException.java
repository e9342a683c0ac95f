package forkshell.check;

/** There is nothing to check: a sentence says why, and what is accepted. */
public final class CheckException extends RuntimeException {
    private static final long serialVersionUID = 1;

    CheckException(String sentence) {
        super(sentence);
    }

    /** Returns the text of {@code key} in this package's messages. */
    public static CheckException of(String key, Object... arguments) {
        return new CheckException(Texts.current().get(key, arguments));
    }
}
