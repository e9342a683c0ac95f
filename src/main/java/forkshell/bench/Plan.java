package forkshell.bench;

import forkshell.server.Design;
import forkshell.server.ServerModels;
import java.util.List;

/**
 * How much is measured.
 *
 * @param designs which designs
 * @param rounds how often each server is measured
 * @param millis how long connections, and then round trips, are counted in a round
 * @param bulkBytes how much is echoed in bulk
 * @param held how many idle connections memory is measured with
 * @param forks how many forks are timed in a round
 * @param zombies how many zombies are reaped, three times in a round
 */
public record Plan(
        List<String> designs,
        int rounds,
        int millis,
        long bulkBytes,
        int held,
        int forks,
        int zombies) {
    /** Returns a plan of every design that this JDK has, in about a quarter of an hour. */
    public static Plan full() {
        List<String> all =
                ServerModels.designs().stream()
                        .filter(Design::isAvailable)
                        .map(Design::name)
                        .toList();
        return new Plan(all, 5, 2_000, 1L << 30, 500, 500, 2_000);
    }

    /** Returns a plan of the main designs, in less than a minute. */
    public static Plan quick() {
        List<String> main = List.of("fork", "prefork", "thread");
        return new Plan(main, 3, 250, 1L << 26, 100, 100, 200);
    }

    public Plan designs(List<String> designs) {
        return new Plan(designs, rounds, millis, bulkBytes, held, forks, zombies);
    }

    public Plan rounds(int rounds) {
        return new Plan(designs, rounds, millis, bulkBytes, held, forks, zombies);
    }
}
