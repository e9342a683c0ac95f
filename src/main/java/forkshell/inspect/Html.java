package forkshell.inspect;

/** Text on a page or in a picture. */
public final class Html {
    private Html() {}

    /** The same text for a page: without characters that HTML takes for marks. */
    public static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
