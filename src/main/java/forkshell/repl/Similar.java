package forkshell.repl;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds what somebody who made a typing error may have meant. */
public final class Similar {
    private static final int MAX_NAMES = 3;

    private Similar() {}

    /**
     * Returns those of {@code names} that are at most a third of {@code typed} away, nearest first.
     */
    public static List<String> to(String typed, Collection<String> names) {
        int farthest = Math.max(1, (typed.length() + 1) / 3);
        return names.stream()
                .filter(name -> distance(typed, name) <= farthest)
                .sorted(Comparator.comparingInt(name -> distance(typed, name)))
                .limit(MAX_NAMES)
                .toList();
    }

    /**
     * Returns how many letters must be put in, taken out, replaced or exchanged with their
     * neighbour to make one of the other; case counts as nothing.
     */
    static int distance(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = Math.min(i, j) == 0 ? Math.max(i, j) : cheapest(cost, a, i, b, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(int[][] cost, String a, int i, String b, int j) {
        int replace = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replace, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped =
                i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
