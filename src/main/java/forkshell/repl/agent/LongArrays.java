package forkshell.repl.agent;

import java.lang.reflect.Array;
import java.util.StringJoiner;

/** The text of arrays so long that nobody reads all of it, and making it would take minutes. */
final class LongArrays {
    private static final int LONG = 1000;
    private static final int SHOWN = 100;

    private LongArrays() {}

    static boolean isLongArray(Object value) {
        return value != null && value.getClass().isArray() && Array.getLength(value) > LONG;
    }

    /** As {@code jshell} writes arrays, cut short: {@code int[5000] { 1, 2, ... }}. */
    static String beginning(Object array) {
        String type = array.getClass().getComponentType().getTypeName();
        String head = type + "[" + Array.getLength(array) + "] { ";
        StringJoiner elements = new StringJoiner(", ", head, ", ... }");
        for (int i = 0; i < SHOWN; i++) {
            elements.add(String.valueOf(Array.get(array, i)));
        }
        return elements.toString();
    }
}
