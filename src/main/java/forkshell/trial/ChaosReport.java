package forkshell.trial;

import static java.util.stream.Collectors.joining;

import java.util.List;

/**
 * What a {@link ChaosTrial} found.
 *
 * @param clients clients that came
 * @param served those that got all they asked for
 * @param cut those whose connection ended early
 * @param killed children that were alive and killed on purpose, or found wedged and ended
 * @param stopped children that were stopped and continued
 * @param wrong clients that got a wrong byte back
 * @param stuck clients that got nothing back although their child lived
 * @param unexplained clients that were cut although nobody killed their child
 * @param leakedDescriptors descriptors that this process has more than before
 * @param children children that were still alive, or not reaped, long after the last client
 * @param zombies ended children of this process that nobody reaped
 * @param alive whether the server still served at the end
 * @param breakdowns what kept the trial itself from going on, in sentences
 */
public record ChaosReport(
        long clients,
        long served,
        long cut,
        long killed,
        long stopped,
        long wrong,
        long stuck,
        long unexplained,
        int leakedDescriptors,
        int children,
        int zombies,
        boolean alive,
        List<String> breakdowns) {

    /** Tells whether each undisturbed client was served and nothing is left behind. */
    public boolean passed() {
        long faults = wrong + stuck + unexplained + leakedDescriptors + children + zombies;
        return alive && breakdowns.isEmpty() && faults == 0;
    }

    @Override
    public String toString() {
        return String.format(
                """
                clients %d: served %d, cut %d (children killed %d), children stopped for a while %d
                wrong bytes %d, stuck %d, cut without a cause %d
                leaked descriptors %d, children left %d, zombies %d, server %s
                %sverdict: %s""",
                clients,
                served,
                cut,
                killed,
                stopped,
                wrong,
                stuck,
                unexplained,
                leakedDescriptors,
                children,
                zombies,
                alive ? "still serves" : "DEAD",
                breakdowns.stream().map(sentence -> sentence + "\n").collect(joining()),
                passed() ? "passed" : "FAILED");
    }
}
