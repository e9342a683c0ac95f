package forkshell.lab;

/** A learner's value is of a type that cannot mean what a check needs. */
final class WrongType extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** The simple name of the type that is needed. */
    WrongType(String wanted, Object value) {
        super("a " + wanted + " is needed, not " + value.getClass().getSimpleName());
    }
}
