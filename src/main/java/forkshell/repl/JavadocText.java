package forkshell.repl;

import forkshell.display.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns a documentation comment into plain text: paragraphs, then parameters and the like. */
final class JavadocText {
    private static final Pattern BLOCK_TAG =
            Pattern.compile(
                    "(?m)^\\s*(?=@(param|return|throws|exception|see|since|author|version|serial|implNote|implSpec|apiNote|deprecated|spec)\\b)");
    private static final Pattern INLINE_TAG = Pattern.compile("\\{@(\\w+)\\s*([^{}]*)}");
    private static final Pattern CODE_BLOCK = Pattern.compile("(?s)<pre>(.*?)</pre>");
    private static final Messages MESSAGES = Messages.of(JavadocText.class);

    private JavadocText() {}

    /** Returns the text of {@code comment}, paragraphs divided by an empty line; empty for null. */
    static String plain(String comment) {
        if (comment == null) {
            return "";
        }
        String[] parts = BLOCK_TAG.split(comment);
        List<String> lines = new ArrayList<>();
        lines.add(description(parts[0]));
        addTags(parts, "@param", "javadoc.parameters", lines);
        addTags(parts, "@return", "javadoc.returns", lines);
        addTags(parts, "@throws", "javadoc.throws", lines);
        addTags(parts, "@see", "javadoc.see", lines);
        return String.join("\n", lines).strip();
    }

    private static String description(String text) {
        Matcher code = CODE_BLOCK.matcher(text);
        StringBuilder plain = new StringBuilder();
        int end = 0;
        while (code.find()) {
            plain.append(prose(text.substring(end, code.start())));
            plain.append("\n\n").append(inline(code.group(1)).stripTrailing()).append("\n\n");
            end = code.end();
        }
        return plain.append(prose(text.substring(end))).toString().strip();
    }

    private static String prose(String text) {
        return inline(text)
                .replaceAll("\\s*<p>\\s*", "\0")
                .replaceAll("\\s*<li>\\s*", "\0- ")
                .replaceAll("</?\\w[^<>]*>", "")
                .replaceAll("\\s+", " ")
                .replace("\0", "\n\n")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    private static String inline(String text) {
        String plain = INLINE_TAG.matcher(text).replaceAll(JavadocText::shown);
        return plain.equals(text) ? text : inline(plain);
    }

    private static String shown(java.util.regex.MatchResult tag) {
        String content = tag.group(2).strip();
        boolean link = tag.group(1).startsWith("link");
        String shown =
                link ? content.replaceFirst("^\\S+\\s+(?=\\S)", "").replace('#', '.') : content;
        return Matcher.quoteReplacement(shown.startsWith(".") ? shown.substring(1) : shown);
    }

    private static void addTags(String[] parts, String tag, String key, List<String> lines) {
        boolean first = true;
        for (String part : parts) {
            if (part.startsWith(tag)) {
                if (first) {
                    lines.add("\n" + MESSAGES.get(key) + ":");
                }
                first = false;
                lines.add("  " + prose(part.substring(tag.length())).strip());
            }
        }
    }
}
