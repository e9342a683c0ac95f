package forkshell.server;

import forkshell.jvm.RecommendedFlags;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A server design by its name, with all that {@code serve}, {@code bench} and the documents have to
 * know about it. A row of {@link ServerModels}.
 *
 * @param name what {@code serve --model} calls it
 * @param summary what it does, in a line
 * @param factory makes a model for one loop
 * @param facts what else is true of it
 * @param leastJdk the first JDK that can run it
 * @param c the parts of the same design in C, the last of which is its function; none if there is
 *     no such program
 */
public record Design(
        String name,
        String summary,
        Supplier<? extends ServerModel> factory,
        Set<Fact> facts,
        int leastJdk,
        List<String> c)
        implements Supplier<ServerModel> {
    /** What is true of some designs. */
    enum Fact {
        IN_PYTHON,
        FORKS_PER_CONNECTION,
        HOLDS_MANY
    }

    private static final int FIRST_JDK = 17;

    static Design of(
            String name, String summary, Supplier<? extends ServerModel> factory, Fact... facts) {
        Set<Fact> all = EnumSet.noneOf(Fact.class);
        all.addAll(List.of(facts));
        return new Design(name, summary, factory, all, FIRST_JDK, List.of());
    }

    /** Adds the parts of its program in C, with a blank between. */
    Design inC(String parts) {
        return new Design(name, summary, factory, facts, leastJdk, List.of(parts.split(" ")));
    }

    Design fromJdk(int feature) {
        return new Design(name, summary, factory, facts, feature, c);
    }

    /** Makes a model for one loop, so that a design is an argument of {@link LoopOptions#model}. */
    @Override
    public ServerModel get() {
        return factory.get();
    }

    /** Returns whether there is the same design in C. */
    public boolean inC() {
        return !c.isEmpty();
    }

    /** Returns whether the benchmark has the same design in Python. */
    public boolean inPython() {
        return facts.contains(Fact.IN_PYTHON);
    }

    /** Returns whether it can hold hundreds of connections at once. */
    public boolean holdsMany() {
        return facts.contains(Fact.HOLDS_MANY);
    }

    /** Returns whether this JDK can run it. */
    public boolean isAvailable() {
        return Runtime.version().feature() >= leastJdk;
    }

    /** Returns the options for the JVM of a server with this design. */
    public List<String> jvmOptions() {
        return facts.contains(Fact.FORKS_PER_CONNECTION)
                ? RecommendedFlags.options()
                : RecommendedFlags.optionsForWorkers();
    }

    /** Returns the name. */
    @Override
    public String toString() {
        return name;
    }
}
