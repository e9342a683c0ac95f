package forkshell.inspect;

/** Text on a page or in a picture. */
final class Html {
    private Html() {}

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
