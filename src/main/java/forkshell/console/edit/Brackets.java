package forkshell.console.edit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Which brackets of a source belong together; those in strings and comments do not count. */
final class Brackets {
    private final Map<Integer, Integer> partners = new HashMap<>();
    private final Deque<Integer> open = new ArrayDeque<>();
    private final String source;

    Brackets(String source) {
        this.source = source;
        for (Token token : JavaLexer.tokens(source)) {
            if (token.kind() == Token.Kind.BRACKET) {
                add(token.from());
            }
        }
    }

    private void add(int at) {
        if ("([{".indexOf(source.charAt(at)) >= 0) {
            open.push(at);
        } else if (!open.isEmpty() && closes(source.charAt(open.peek()), source.charAt(at))) {
            partners.put(at, open.peek());
            partners.put(open.pop(), at);
        }
    }

    private static boolean closes(char open, char close) {
        return "([{".indexOf(open) == ")]}".indexOf(close);
    }

    /** Returns how many brackets have no partner yet. */
    int depth() {
        return open.size();
    }

    /** Returns the index of the bracket that belongs to the one at {@code at}, or -1. */
    int partner(int at) {
        return partners.getOrDefault(at, -1);
    }
}
