package forkshell.testing;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;

/**
 * Which class uses which, as jdeps(1) reads it from the class files; nested classes count as their
 * outermost.
 */
public final class Bytecode {
    private static final Pattern USE = Pattern.compile("(?m)^ +(\\S+) +-> (\\S+)");
    private static final Pattern NESTED = Pattern.compile("\\$.*");

    private Bytecode() {}

    /** For each class below {@code classes}, a directory, the other classes that it uses. */
    public static Map<String, Set<String>> uses(String classes) {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
        int status =
                jdeps.run(writer, writer, "-v", "-filter:none", "--multi-release", "base", classes);
        if (status != 0) {
            throw new IllegalStateException("jdeps ends with " + status + ":\n" + out);
        }
        Map<String, Set<String>> uses = new TreeMap<>();
        USE.matcher(out.toString()).results().forEach(use -> add(uses, use));
        return uses;
    }

    private static void add(Map<String, Set<String>> uses, MatchResult use) {
        String from = NESTED.matcher(use.group(1)).replaceAll("");
        String to = NESTED.matcher(use.group(2)).replaceAll("");
        if (!from.equals(to)) {
            uses.computeIfAbsent(from, name -> new TreeSet<>()).add(to);
        }
    }

    /** {@code uses} between groups of classes instead of classes. */
    public static Map<String, Set<String>> between(
            Map<String, Set<String>> uses, UnaryOperator<String> group) {
        Map<String, Set<String>> result = new TreeMap<>();
        uses.forEach(
                (from, used) ->
                        used.stream()
                                .map(group)
                                .filter(to -> !to.equals(group.apply(from)))
                                .forEach(
                                        to ->
                                                result.computeIfAbsent(
                                                                group.apply(from),
                                                                name -> new TreeSet<>())
                                                        .add(to)));
        return result;
    }

    /** The largest sets whose members all reach each other: strongly connected, by Tarjan. */
    public static Set<Set<String>> circles(Map<String, Set<String>> uses) {
        Circles circles = new Circles(uses);
        uses.keySet().forEach(circles::visit);
        return circles.found;
    }

    private static final class Circles {
        private final Map<String, Set<String>> uses;
        private final Map<String, Integer> lowest = new HashMap<>();
        private final Deque<String> path = new ArrayDeque<>();
        private final Set<Set<String>> found = new LinkedHashSet<>();

        Circles(Map<String, Set<String>> uses) {
            this.uses = uses;
        }

        private int visit(String node) {
            if (lowest.containsKey(node)) {
                return lowest.get(node);
            }
            int number = lowest.size();
            lowest.put(node, number);
            path.push(node);
            int low = number;
            for (String next : uses.getOrDefault(node, Set.of())) {
                low = Math.min(low, visit(next));
            }
            lowest.put(node, low);
            if (low == number) {
                closeCircle(node);
            }
            return low;
        }

        private void closeCircle(String first) {
            List<String> circle = new ArrayList<>();
            while (!circle.contains(first)) {
                circle.add(path.pop());
                lowest.put(circle.get(circle.size() - 1), Integer.MAX_VALUE);
            }
            if (circle.size() > 1) {
                found.add(new TreeSet<>(circle));
            }
        }
    }
}
