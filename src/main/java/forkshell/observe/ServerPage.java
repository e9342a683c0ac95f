package forkshell.observe;

import forkshell.display.Html;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page that shows what a server did: its timeline, its events, its calls. */
public final class ServerPage {
    private static final String STYLE =
            "body{font-family:sans-serif;max-width:62rem;margin:auto;padding:1rem}"
                    + "td,th{padding:0 .6rem;text-align:left}pre,table{font-size:.85rem;overflow:auto}";

    private ServerPage() {}

    /**
     * Writes the page into {@code file}, which it replaces.
     *
     * @throws UncheckedIOException with a sentence when the file cannot be written
     */
    public static void write(ObservedServer server, Path file) {
        try {
            Files.writeString(file, html(server));
        } catch (IOException e) {
            throw new UncheckedIOException(Sentences.text("not.written", file), e);
        }
    }

    private static String html(ObservedServer server) {
        String title = Html.escaped(server.toString());
        return "<!DOCTYPE html><html><head><meta charset='utf-8'><title>"
                + title
                + "</title><style>"
                + STYLE
                + "</style></head><body><h1>"
                + title
                + "</h1>"
                + server.timeline().svg()
                + server.journal().html()
                + server.calls().html()
                + "</body></html>\n";
    }
}
