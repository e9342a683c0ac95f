package forkshell.notebook;

import forkshell.display.Html;

/** A lab's text, written for Markdown, HTML and Java. Only code is marked in it, by `. */
final class Markup {
    private Markup() {}

    static String markdown(String text) {
        StringBuilder result = new StringBuilder();
        String[] parts = text.split("`", -1);
        for (int i = 0; i < parts.length; i++) {
            boolean code = i % 2 == 1;
            result.append(
                    code ? "`" + parts[i] + "`" : parts[i].replaceAll("([\\\\*_<>#])", "\\\\$1"));
        }
        return result.toString();
    }

    static String html(String text) {
        return Html.escaped(text).replaceAll("`([^`]*)`", "<code>$1</code>");
    }

    static String details(String summary, String content) {
        return "<details><summary>" + summary + "</summary>\n" + content + "\n</details>";
    }

    static String literal(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
