package forkshell.bench;

import forkshell.server.ServerModels;

/**
 * A server to be measured.
 *
 * @param language {@code forkshell}, {@code C} or {@code Python}
 * @param design the name of a {@link forkshell.server.Design}
 */
public record MeasuredServer(String language, String design) {
    public static final String FORKSHELL = "forkshell";
    public static final String C = "C";
    public static final String PYTHON = "Python";

    boolean holdsManyConnections() {
        return ServerModels.named(design).holdsMany();
    }

    /** Returns whether fork and reaping alone are measured with it. */
    boolean forks() {
        return design.equals("fork");
    }

    @Override
    public String toString() {
        return design + " in " + language;
    }
}
