package forkshell.strace;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the arguments of a call, from behind its opening parenthesis to the closing one; commas in
 * texts, structures and descriptors do not divide.
 */
final class Arguments {
    private final String line;
    private final List<String> found = new ArrayList<>();
    private int at;
    private int depth;

    Arguments(String line, int begin) {
        this.line = line;
        int start = begin;
        for (at = begin; at < line.length() && !(depth == 0 && line.charAt(at) == ')'); at++) {
            if (depth == 0 && line.startsWith(", ", at)) {
                found.add(line.substring(start, at));
                start = at + 2;
            }
            step();
        }
        if (at > start) {
            found.add(line.substring(start, at));
        }
    }

    /** Goes over a text or the target of a descriptor at once. */
    private void step() {
        switch (line.charAt(at)) {
            case '"' -> skipText();
            case '<' -> skipTarget();
            case '(', '[', '{' -> depth++;
            case ')', ']', '}' -> depth--;
            default -> {}
        }
    }

    private void skipText() {
        for (at++; at < line.length() && line.charAt(at) != '"'; at++) {
            at += line.charAt(at) == '\\' ? 1 : 0;
        }
    }

    /** A target ends with a {@code >} that belongs to no arrow; {@code <<} is a shift. */
    private void skipTarget() {
        if (at == 0 || !Character.isDigit(line.charAt(at - 1)) || line.startsWith("<<", at)) {
            return;
        }
        do {
            at = line.indexOf('>', at + 1);
        } while (at > 0 && line.charAt(at - 1) == '-');
        at = at < 0 ? line.length() : at;
    }

    List<String> list() {
        return List.copyOf(found);
    }

    /** Returns what stands behind the closing parenthesis. */
    String rest() {
        return line.substring(Math.min(at + 1, line.length()));
    }
}
