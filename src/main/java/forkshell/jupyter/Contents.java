package forkshell.jupyter;

import forkshell.display.Bundle;
import forkshell.notebook.Failure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The contents of messages, as the protocol names their fields. */
final class Contents {
    private static final String RED = "\u001b[31m";
    private static final String PLAIN = "\u001b[0m";

    private Contents() {}

    static Map<String, ?> stream(String text, boolean error) {
        return Map.of("name", error ? "stderr" : "stdout", "text", text);
    }

    static Map<String, ?> display(Bundle bundle) {
        return Map.of("data", bundle.forms(), "metadata", Map.of(), "transient", Map.of());
    }

    static Map<String, ?> result(Bundle bundle, int count) {
        return Map.of("data", bundle.forms(), "metadata", Map.of(), "execution_count", count);
    }

    static Map<String, ?> error(Failure failure) {
        return Map.of(
                "ename", failure.kind(),
                "evalue", failure.message(),
                "traceback", coloured(failure.lines()));
    }

    private static List<String> coloured(List<String> lines) {
        Stream<String> heading = lines.stream().limit(2).map(line -> RED + line + PLAIN);
        return Stream.concat(heading, lines.stream().skip(2)).toList();
    }

    /**
     * For a cell that went well.
     *
     * @param values of the expressions that came with it
     */
    static Map<String, ?> executed(int count, Map<String, ?> values) {
        return ended("ok", count, values);
    }

    /** Returns the value of an expression. */
    static Map<String, ?> value(Optional<Bundle> value) {
        Map<String, String> forms = value.map(Bundle::forms).orElse(Map.of());
        return Map.of("status", "ok", "data", forms, "metadata", Map.of());
    }

    /** Returns why an expression has no value. */
    static Map<String, ?> failed(Failure failure) {
        return with("status", "error", error(failure));
    }

    private static Map<String, ?> with(String name, String value, Map<String, ?> content) {
        Map<String, Object> more = new TreeMap<>(content);
        more.put(name, value);
        return more;
    }

    /** For a cell behind one that failed. */
    static Map<String, ?> aborted(int count) {
        return ended("aborted", count, Map.of());
    }

    private static Map<String, ?> ended(String status, int count, Map<String, ?> values) {
        return Map.of(
                "status",
                status,
                "execution_count",
                count,
                "user_expressions",
                values,
                "payload",
                List.of());
    }

    static Map<String, ?> failed(Failure failure, int count) {
        return Map.of(
                "status", "error",
                "execution_count", count,
                "ename", failure.kind(),
                "evalue", failure.message(),
                "traceback", coloured(failure.lines()),
                "user_expressions", Map.of(),
                "payload", List.of());
    }

    /** For a request that the kernel could not serve. */
    static Map<String, ?> error(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return Map.of(
                "status",
                "error",
                "ename",
                failure.getClass().getSimpleName(),
                "evalue",
                message,
                "traceback",
                List.of(message));
    }
}
