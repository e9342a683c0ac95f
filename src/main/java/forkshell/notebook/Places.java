package forkshell.notebook;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import jdk.jshell.Snippet;

/** Knows in which cell, and on which of its lines, each snippet begins. */
final class Places {
    private static final Pattern FRAME = Pattern.compile("\\(#(\\w+):(\\d+)\\)");

    private record Place(int cell, int line) {
        String name(int lineOfSnippet) {
            return "cell " + cell + ", line " + (line + lineOfSnippet - 1);
        }
    }

    private final Map<String, Place> places = new HashMap<>();
    private int cell;
    private String source = "";
    private int reached;

    /** From now on, snippets come from {@code source}, in order. */
    void begin(int number, String text) {
        cell = number;
        source = text;
        reached = 0;
    }

    /** Finds the next snippet; the compiler may have given it a semicolon. */
    void add(Snippet snippet) {
        String text = snippet.source().strip().replaceAll(";+$", "");
        int at = source.indexOf(text, reached);
        int begin = at < 0 ? reached : at + text.length();
        places.put(snippet.id(), new Place(cell, lineAt(source, at < 0 ? reached : at)));
        reached = begin;
    }

    /** For instance {@code cell 3, line 2}, for an index into the source of the snippet. */
    String of(Snippet snippet, int position) {
        String text = snippet.source().stripLeading();
        int leading = snippet.source().length() - text.length();
        int index = Math.max(0, Math.min(position - leading, text.length()));
        return places.get(snippet.id()).name(lineAt(text, index));
    }

    /** Returns the same text with {@code (#5:2)} told as cell and line. */
    String inCells(String frame) {
        return FRAME.matcher(frame)
                .replaceAll(
                        found -> {
                            Place place = places.get(found.group(1));
                            return place == null
                                    ? found.group()
                                    : "(" + place.name(Integer.parseInt(found.group(2))) + ")";
                        });
    }

    private static int lineAt(String text, int index) {
        return 1 + (int) text.substring(0, index).chars().filter(c -> c == '\n').count();
    }
}
