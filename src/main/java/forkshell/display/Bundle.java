package forkshell.display;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Supplier;

/**
 * One value in all its forms.
 *
 * @param forms the content by media type, {@code text/plain} always among them
 */
public record Bundle(Map<String, String> forms) {
    public static final String PLAIN = "text/plain";
    public static final String HTML = "text/html";
    public static final String SVG = "image/svg+xml";

    /** Of each form, in characters; three of them fit into a {@link Frame} that is read. */
    private static final int LONGEST = 1 << 20;

    /**
     * Asks {@code value} for its forms. One that cannot be made is told of in the plain text. A
     * picture alone becomes an image in HTML besides, because nbconvert takes SVG to pieces.
     */
    public static Bundle of(Object value) {
        Map<String, String> forms = new LinkedHashMap<>();
        forms.put(PLAIN, beginning(withoutFirstLineBreak(String.valueOf(value))));
        if (value instanceof Rich rich) {
            add(SVG, rich::svg, forms);
            add(HTML, rich::html, forms);
        }
        if (forms.containsKey(SVG)) {
            forms.putIfAbsent(HTML, image(forms.get(SVG)));
        }
        return new Bundle(forms);
    }

    private static String image(String svg) {
        return "<img alt=\"\" src=\"data:" + SVG + ";base64," + base64(svg) + "\">";
    }

    /** Returns plain text alone. */
    public static Bundle ofText(String text) {
        return new Bundle(Map.of(PLAIN, withoutFirstLineBreak(text)));
    }

    /** A table's text begins on a line of its own, because {@code jshell} prints a name before. */
    private static String withoutFirstLineBreak(String text) {
        return text.startsWith("\n") ? text.substring(1) : text;
    }

    private static void add(String type, Supplier<String> form, Map<String, String> forms) {
        try {
            String content = form.get();
            if (content != null && content.length() > LONGEST) {
                tellNone(type, "longer than " + LONGEST + " characters", forms);
            } else if (content != null) {
                forms.put(type, content);
            }
        } catch (RuntimeException failed) {
            tellNone(type, failed.toString(), forms);
        }
    }

    private static void tellNone(String type, String reason, Map<String, String> forms) {
        forms.merge(PLAIN, "\n(no " + type + ": " + reason + ")", String::concat);
    }

    private static String beginning(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }

    public String plain() {
        return forms.get(PLAIN);
    }

    /** Returns one word without line breaks, see {@link #decode}. */
    String encode() {
        StringJoiner fields = new StringJoiner(",");
        forms.forEach((type, content) -> fields.add(type + ":" + base64(content)));
        return fields.toString();
    }

    private static String base64(String content) {
        return Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads what {@link #encode} wrote. */
    public static Bundle decode(String word) {
        Map<String, String> forms = new LinkedHashMap<>();
        for (String field : word.split(",")) {
            int colon = field.indexOf(':');
            byte[] content = Base64.getDecoder().decode(field.substring(colon + 1));
            forms.put(field.substring(0, colon), new String(content, StandardCharsets.UTF_8));
        }
        return new Bundle(forms);
    }
}
