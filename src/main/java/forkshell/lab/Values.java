package forkshell.lab;

import forkshell.libc.Errno;
import forkshell.libc.SystemCallException;
import forkshell.net.Client;
import forkshell.net.Connection;
import forkshell.net.Listener;
import forkshell.process.Child;
import forkshell.process.Exit;
import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.BaseStream;

/**
 * What a learner's value means, whatever its type: a number in an array of one, a list that is an
 * array, a pid for a child. A value that cannot mean it is a {@link WrongType}.
 */
final class Values {
    private Values() {}

    /**
     * Returns the elements of a list, array, map's values or finished stream; a single value is
     * one.
     */
    static List<Object> list(Object value) {
        if (value == null) {
            throw new MissingValue();
        } else if (value instanceof Collection<?> many) {
            return new ArrayList<>(many);
        } else if (value instanceof Map<?, ?> map) {
            return new ArrayList<>(map.values());
        } else if (value instanceof BaseStream) {
            throw new WrongType("a list", value);
        } else if (value.getClass().isArray()) {
            List<Object> elements = new ArrayList<>();
            for (int i = 0; i < Array.getLength(value); i++) {
                elements.add(Array.get(value, i));
            }
            return elements;
        }
        return List.of(value);
    }

    /** Returns the value itself, or the only one in a list, an array or a Future that is done. */
    static Object single(Object value) {
        if (value == null) {
            throw new MissingValue();
        } else if (value instanceof Future<?> future && future.isDone()) {
            try {
                return single(future.get());
            } catch (InterruptedException | java.util.concurrent.ExecutionException failed) {
                throw new WrongType("a value", value);
            }
        } else if (value instanceof byte[] || value instanceof char[]) {
            return value;
        } else if (value instanceof Collection<?> || value.getClass().isArray()) {
            List<Object> elements = list(value);
            return elements.size() == 1 ? single(elements.get(0)) : value;
        }
        return value;
    }

    /**
     * Returns a number: of a number, of text, or of an object that holds one, such as
     * AtomicInteger.
     */
    static double number(Object value) {
        Object one = single(value);
        if (one instanceof Number number) {
            return number.doubleValue();
        }
        try {
            return Double.parseDouble(one.toString().strip());
        } catch (NumberFormatException none) {
            throw new WrongType("a number", value);
        }
    }

    /** Text: of text, of bytes in UTF-8, of characters, of a list of these. */
    static String text(Object value) {
        Object one = single(value);
        if (one instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        } else if (one instanceof char[] chars) {
            return new String(chars);
        } else if (one instanceof Collection || one.getClass().isArray()) {
            StringBuilder text = new StringBuilder();
            list(one).forEach(each -> text.append(text(each)));
            return text.toString();
        }
        return one.toString();
    }

    /** Words: of a list, or of one text that separates them by blanks or commas. */
    static List<String> words(Object value) {
        List<Object> elements = list(value);
        if (elements.size() == 1 && elements.get(0) instanceof CharSequence line) {
            return List.of(line.toString().replaceAll("[\\[\\],\\s]+", " ").strip().split(" "));
        }
        return elements.stream().map(Values::text).toList();
    }

    /** Returns a pid: of a child, of its end, of a number. */
    static int pid(Object value) {
        Object one = single(value);
        if (one instanceof Child child) {
            return child.pid();
        } else if (one instanceof Exit exit) {
            return exit.pid();
        } else if (one instanceof ProcessHandle process) {
            return (int) process.pid();
        } else if (one instanceof Number || one instanceof CharSequence) {
            return (int) number(one);
        }
        throw new WrongType("Child", value);
    }

    /** Returns a port: of a listener, of a client's or connection's server, of a number. */
    static int port(Object value) {
        Object one = single(value);
        if (one instanceof Listener listener) {
            return listener.port();
        } else if (one instanceof Number || one instanceof CharSequence) {
            return (int) number(one);
        }
        throw new WrongType("Listener", value);
    }

    static Client client(Object value) {
        return as(Client.class, value);
    }

    static Connection connection(Object value) {
        return as(Connection.class, value);
    }

    /**
     * Returns {@code value}, which nothing else can stand for.
     *
     * @throws WrongType when it is of another type
     */
    static <T> T as(Class<T> type, Object value) {
        Object one = single(value);
        if (!type.isInstance(one)) {
            throw new WrongType(type.getSimpleName(), value);
        }
        return type.cast(one);
    }

    /** Returns the name of an errno: of the constant, its name, its number, or the exception. */
    static String errno(Object value) {
        Object one = single(value);
        if (one instanceof SystemCallException failure) {
            return failure.errno().name();
        } else if (one instanceof Number number) {
            return Errno.of(number.intValue()).name();
        }
        String text = one.toString();
        for (Errno errno : Errno.values()) {
            if (text.matches("(?s).*\\b" + errno.name() + "\\b.*")) {
                return errno.name();
            }
        }
        return text.matches("\\d+") ? Errno.of(Integer.parseInt(text)).name() : text;
    }
}
