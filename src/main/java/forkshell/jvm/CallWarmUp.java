package forkshell.jvm;

import forkshell.libc.Descriptor;
import forkshell.libc.Exec;
import forkshell.libc.Libc;
import forkshell.libc.Sys;
import forkshell.proc.FastReader;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Scanner;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes, once in the parent, calls that a learner's child is likely to make. A class that is loaded
 * first in a child costs each child its loading, and can undo what the parent's compiler took for
 * granted: undoing that takes a thread that no child has, and the child would hang.
 */
public final class CallWarmUp {
    private static final int SOME = 3;

    private CallWarmUp() {}

    public static void ofCommonCalls() {
        discard(text(), collections(), streams(), numbers(), environment(), address());
        Arrays.stream(Sys.pipe(Libc.O_CLOEXEC)).forEach(CallWarmUp::useAndClose);
        discard(FastReader.state(Libc.getpid()));
    }

    /** What each child of a server does with the descriptors that it has from its parent. */
    private static void useAndClose(int fd) {
        Descriptor descriptor = new Descriptor(fd, "warm-up");
        descriptor.use("warm-up");
        descriptor.done();
        descriptor.close("warm-up");
    }

    private static String text() {
        String formatted =
                String.format("%5s %-3d %05d %,.2f %x %c %b%n", "a", 1, 2, 3.0, 4, 'c', true);
        StringBuilder builder = new StringBuilder(formatted).append(1).append(2.5).reverse();
        try (Scanner scanner = new Scanner("1 two")) {
            builder.append(scanner.nextInt()).append(scanner.next());
        }
        byte[] bytes = builder.toString().getBytes(StandardCharsets.UTF_8);
        return String.join(",", "b c".split("\\s+")) + Arrays.toString(bytes) + "x".repeat(SOME);
    }

    private static List<Object> collections() {
        Map<String, Integer> sorted = new TreeMap<>(Map.of("b", 1, "a", 2));
        Map<String, Integer> counted = new HashMap<>(sorted);
        counted.merge("a", 1, Integer::sum);
        counted.computeIfAbsent("c", String::length);
        Map<String, Integer> ordered = new LinkedHashMap<>(counted);
        ordered.forEach((word, count) -> sorted.put(word, count));
        return List.of(
                sorted.toString(), ordered.entrySet().toString(), new ArrayDeque<>(List.of(1)));
    }

    private static String streams() {
        return IntStream.range(0, SOME)
                .mapToObj(Integer::toString)
                .filter(digit -> !digit.isEmpty())
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private static List<Object> numbers() {
        int random = new Random(1).nextInt(SOME) + ThreadLocalRandom.current().nextInt(SOME);
        AtomicInteger counter = new AtomicInteger(random);
        return List.of(
                Integer.parseInt("12"),
                Double.toString(Math.sqrt(counter.incrementAndGet())),
                LocalTime.now().toString(),
                Duration.ofMillis(System.currentTimeMillis()));
    }

    /** Also lest Ctrl-C stop the first use in jshell: the class would be lost for the session. */
    private static String address() {
        return InetAddress.getLoopbackAddress().toString();
    }

    /** What a program that a child executes is given. */
    private static List<String> environment() {
        return Exec.variables(System.getenv());
    }

    private static void discard(Object... results) {
        Arrays.hashCode(results);
    }
}
