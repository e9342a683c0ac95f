package forkshell.check;

/** A case says nothing about this program, or cannot be tried on this machine: the reason. */
final class NotApplicable extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotApplicable(String reason) {
        super(reason);
    }
}
