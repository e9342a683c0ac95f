package forkshell.lab;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The variables and methods that code declares at its top level, each with its type. */
final class Declarations {
    private static final Pattern DECLARATION =
            Pattern.compile(
                    "(?m)(?:^|;[ \\t]*)([A-Za-z]\\w*(?:<[^=;(){}]*>)?(?:\\[\\])*)[ \\t]+([A-Za-z_]\\w*)[ \\t]*(?=[=;(]|$)");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_]\\w*");
    private static final Set<String> NO_TYPES = Set.of("return", "new", "else", "throw", "import");

    private Declarations() {}

    /** Returns the types by name, in order of declaration. */
    static Map<String, String> declaredIn(String code) {
        Map<String, String> types = new LinkedHashMap<>();
        Matcher declaration = DECLARATION.matcher(code);
        while (declaration.find()) {
            if (!NO_TYPES.contains(declaration.group(1))) {
                types.put(declaration.group(2), declaration.group(1));
            }
        }
        return types;
    }

    /** Returns what the steps of a lab declare. */
    static Map<String, String> declaredIn(List<Step> steps) {
        return declaredIn(steps.stream().map(Step::code).collect(Collectors.joining("\n")));
    }

    /** Returns a name in {@code expression} whose type is another than the lab gives it. */
    static Optional<String> ofAnotherType(
            String expression, Map<String, String> wanted, Map<String, String> actual) {
        return WORD.matcher(expression)
                .results()
                .map(word -> word.group())
                .filter(name -> wanted.containsKey(name) && actual.containsKey(name))
                .filter(name -> !simple(wanted.get(name)).equals(simple(actual.get(name))))
                .findFirst();
    }

    /** Returns a type without its packages. */
    static String simple(String type) {
        return Arrays.stream(type.split("(?<=[<,?\\s])"))
                .map(part -> part.replaceFirst("^(?:[a-z_]\\w*\\.)+", ""))
                .collect(Collectors.joining());
    }
}
