package forkshell.display;

/** Text on a page or in a picture. */
public final class Html {
    private Html() {}

    /**
     * Returns the same text for a page: without characters that HTML takes for marks, and with
     * those that no page may hold made {@link Visible}.
     */
    public static String escaped(String text) {
        return Visible.text(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Returns the same text for an attribute in quotation marks. */
    public static String attribute(String text) {
        return escaped(text).replace("\"", "&quot;");
    }
}
