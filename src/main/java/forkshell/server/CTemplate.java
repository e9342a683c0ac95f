package forkshell.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Puts a C program together from parts, which are resources. A line between {@code //#if fact} and
 * {@code //#end} is in it only when the fact is true, one after {@code //#else} when it is not;
 * {@code @name@} stands for a value. The includes of all parts come first, each once.
 */
public final class CTemplate {
    private static final String INCLUDE = "#include ";
    private static final String IF = "//#if ";

    private final Set<String> facts;
    private final Map<String, String> values;
    private final Set<String> includes = new TreeSet<>();
    private final StringBuilder body = new StringBuilder();

    public CTemplate(Set<String> facts, Map<String, String> values) {
        this.facts = facts;
        this.values = values;
    }

    /** Returns the program that has these parts, which are paths of resources. */
    public String assemble(Collection<String> parts) {
        parts.forEach(part -> add(read(part)));
        return "#define _GNU_SOURCE\n" + String.join("\n", includes) + "\n" + body;
    }

    private static String read(String part) {
        try (InputStream in = CTemplate.class.getResourceAsStream(part)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String part) {
        part.lines().filter(line -> line.startsWith(INCLUDE)).forEach(includes::add);
        String text = chosen(part).strip();
        body.append('\n').append(text).append('\n');
    }

    private String chosen(String part) {
        StringBuilder text = new StringBuilder();
        Deque<Boolean> conditions = new ArrayDeque<>();
        for (String line : part.lines().filter(line -> !line.startsWith(INCLUDE)).toList()) {
            if (line.startsWith(IF)) {
                conditions.push(facts.contains(line.substring(IF.length())));
            } else if (line.equals("//#else")) {
                conditions.push(!conditions.pop());
            } else if (line.equals("//#end")) {
                conditions.pop();
            } else if (!conditions.contains(false)) {
                text.append(filled(line)).append('\n');
            }
        }
        return text.toString();
    }

    private String filled(String line) {
        String text = line;
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("@" + value.getKey() + "@", value.getValue());
        }
        return text;
    }
}
