package forkshell.lab;

import forkshell.process.Exit;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.reflect.Array;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a learner's value says, whatever its type: an {@code int} or an array of one, a list, an
 * array or one text. For checks.
 */
public final class Answers {
    private Answers() {}

    /** Returns the number that a value is, or that an array or a list of one holds. */
    public static long number(Object value) {
        return (long) Values.number(value);
    }

    /** Returns whether a number is within a factor of another. */
    public static boolean near(Object value, double other, double factor) {
        double number = Values.number(value);
        return number >= other / factor && number <= other * factor;
    }

    /** Returns a wait status: of an end, or the number itself. */
    public static int statusOf(Object value) {
        Object one = Values.single(value);
        return one instanceof Exit exit ? exit.status() : (int) Values.number(one);
    }

    /** Returns the text that a value is, in characters, bytes or a list of them. */
    public static String text(Object value) {
        return Values.text(value);
    }

    /** Returns the words of a list, an array, or of one text. */
    public static List<String> words(Object list) {
        return Values.words(list);
    }

    /** Returns the elements of a list, an array or a map; a single value is one. */
    public static List<Object> all(Object list) {
        return Values.list(list);
    }

    /** Returns how many elements a list, an array or a map has. */
    public static int sizeOf(Object list) {
        return Values.list(list).size();
    }

    /** Returns a number as it is; else how many elements or characters there are. */
    public static long count(Object value) {
        return value instanceof Number number ? number.longValue() : length(value);
    }

    private static long length(Object value) {
        return value instanceof CharSequence text ? text.length() : Values.list(value).size();
    }

    /** Returns whether a value is the end of a stream: no bytes, no text, or a count of 0 or -1. */
    public static boolean isNothing(Object value) {
        return value == null || count(value) <= 0;
    }

    /** Returns the first element of an array or a list, of an array in it, and so on. */
    public static Object firstOf(Object value) {
        Object first = value;
        while (first instanceof List || first != null && first.getClass().isArray()) {
            first = first instanceof List<?> list ? list.get(0) : Array.get(first, 0);
        }
        return first == null ? Values.single(null) : first;
    }

    /** Returns the value of {@code key} in a map; 0 when there is none. */
    public static Object entry(Object map, String key) {
        Object value = Values.as(Map.class, map).get(key);
        return value == null ? 0 : value;
    }

    /** Returns how many bytes a file has, which is open or named. */
    public static long lengthOf(Object file) throws IOException {
        Object one = Values.single(file);
        if (one instanceof RandomAccessFile open) {
            return open.length();
        } else if (one instanceof FileChannel channel) {
            return channel.size();
        } else if (one instanceof File named) {
            return named.length();
        }
        return Files.size(Values.as(Path.class, one));
    }

    /** Returns the pids in a list of children, pids or ends. */
    public static Set<Long> pids(Object children) {
        return Values.list(children).stream()
                .map(each -> (long) Values.pid(each))
                .collect(Collectors.toSet());
    }

    /** Returns the lines of a list, an array or one text. */
    public static List<String> lines(Object value) {
        return Values.list(value).stream().flatMap(each -> each.toString().lines()).toList();
    }

    /**
     * Returns how long the bar is in the line that begins with {@code name}; 0 when there is none.
     */
    public static int bar(Object chart, String name) {
        return lines(chart).stream()
                .filter(line -> line.strip().matches(name + "\\b(?!-).*"))
                .mapToInt(Answers::longestRun)
                .findFirst()
                .orElse(0);
    }

    /** Of one and the same sign, blanks left out. */
    private static int longestRun(String line) {
        return IntStream.range(0, line.length())
                .filter(i -> line.charAt(i) != ' ')
                .map(
                        i ->
                                (int)
                                        line.substring(i)
                                                .chars()
                                                .takeWhile(c -> c == line.charAt(i))
                                                .count())
                .max()
                .orElse(0);
    }
}
