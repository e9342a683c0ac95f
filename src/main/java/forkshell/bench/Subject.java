package forkshell.bench;

import java.util.List;

/**
 * A server to be measured.
 *
 * @param language {@code forkshell}, {@code C} or {@code Python}
 * @param design the name of a {@link forkshell.server.ServerModels} design
 */
public record Subject(String language, String design) {
    public static final String FORKSHELL = "forkshell";
    public static final String C = "C";
    public static final String PYTHON = "Python";

    /** The designs that C has, too. */
    static final List<String> IN_C =
            List.of(
                    "fork",
                    "fork-lazy",
                    "prefork",
                    "prefork-lock",
                    "prefork-pass",
                    "exec",
                    "thread",
                    "iterative");

    /** A process or a thread for each connection can hold many; 500 JVMs nobody wants. */
    private static final List<String> HOLDING_MANY =
            List.of("fork", "fork-lazy", "exec", "thread", "virtual-thread");

    boolean holdsManyConnections() {
        return HOLDING_MANY.contains(design);
    }

    /** The one with which fork and reaping alone are measured. */
    boolean forks() {
        return design.equals("fork");
    }

    @Override
    public String toString() {
        return design + " in " + language;
    }
}
