package forkshell.repl.agent;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.Callable;

/** The text of values, of which no more is made, or sent, than anybody reads. */
final class ValueText {
    private static final int LONG = 1000;
    private static final int SHOWN = 100;
    private static final int MAX_CHARACTERS = 100_000;

    private ValueText() {}

    /**
     * Returns the text of a value.
     *
     * @param whole makes it where the value is not long
     */
    static String text(Object value, Callable<String> whole) throws Exception {
        if (value instanceof String string && string.length() > MAX_CHARACTERS) {
            return '"' + string.substring(0, MAX_CHARACTERS);
        }
        if (value != null && value.getClass().isArray() && Array.getLength(value) > LONG) {
            return array(value);
        }
        if (value instanceof Collection<?> some && isOfJava(value) && some.size() > LONG) {
            return joined("[", some.stream().limit(SHOWN).toArray(), "]");
        }
        if (value instanceof Map<?, ?> map && isOfJava(value) && map.size() > LONG) {
            return joined("{", map.entrySet().stream().limit(SHOWN).toArray(), "}");
        }
        String text = whole.call();
        return text.length() > MAX_CHARACTERS ? text.substring(0, MAX_CHARACTERS) : text;
    }

    /** A learner's own class may have a text of its own. */
    private static boolean isOfJava(Object value) {
        return value.getClass().getName().startsWith("java.util.");
    }

    /** As {@code jshell} writes arrays, cut short: {@code int[5000] { 1, 2, ... }}. */
    private static String array(Object array) {
        String type = array.getClass().getComponentType().getTypeName();
        Object[] first = new Object[SHOWN];
        Arrays.setAll(first, i -> Array.get(array, i));
        return joined(type + "[" + Array.getLength(array) + "] { ", first, " }");
    }

    private static String joined(String head, Object[] first, String end) {
        StringJoiner elements = new StringJoiner(", ", head, ", ..." + end);
        for (Object element : first) {
            String text = String.valueOf(element);
            elements.add(text.substring(0, Math.min(text.length(), LONG)));
        }
        return elements.toString();
    }
}
