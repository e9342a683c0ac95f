package forkshell.check;

import java.util.Locale;

/** The two lectures, whose programs differ in how children end and in what a failed call does. */
public enum Lecture {
    A(1),
    B(0);

    private final int childStatus;

    Lecture(int childStatus) {
        this.childStatus = childStatus;
    }

    /** Returns the exit status of a child whose client has left. */
    public int childStatus() {
        return childStatus;
    }

    /**
     * Returns the lecture called {@code a} or {@code b}, in either case.
     *
     * @throws CheckException when it is neither
     */
    public static Lecture of(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "a" -> A;
            case "b" -> B;
            default -> throw CheckException.of("lecture.unknown", name);
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
