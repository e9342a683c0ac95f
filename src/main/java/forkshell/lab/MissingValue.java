package forkshell.lab;

/** A learner's variable is null. */
final class MissingValue extends RuntimeException {
    private static final long serialVersionUID = 1;

    MissingValue() {
        super("null");
    }
}
