package forkshell.repl;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What every session begins with: the imports of {@code jshell}, then the vocabulary. */
public final class Startup {
    private static final int FIRST_RELEASE_WITH_MODULE_IMPORTS = 25;
    private static final String RESOURCE = "/jshell-scripts/startup.jsh";

    private Startup() {}

    /** Returns the source of both. */
    public static String source() {
        return imports() + vocabulary();
    }

    /** Returns the imports that {@code jshell} of this JDK starts with. */
    public static String imports() {
        if (Runtime.version().feature() >= FIRST_RELEASE_WITH_MODULE_IMPORTS) {
            return "import module java.base;\n";
        }
        return """
                import java.io.*;
                import java.math.*;
                import java.net.*;
                import java.nio.file.*;
                import java.util.*;
                import java.util.concurrent.*;
                import java.util.function.*;
                import java.util.prefs.*;
                import java.util.regex.*;
                import java.util.stream.*;
                """;
    }

    /** Shortcuts for printing, as in {@code jshell PRINTING}. */
    public static String printing() {
        return """
                void print(Object o) { System.out.print(o); }
                void println() { System.out.println(); }
                void println(Object o) { System.out.println(o); }
                void printf(java.util.Locale l, String s, Object... a) { System.out.printf(l, s, a); }
                void printf(String s, Object... a) { System.out.printf(s, a); }
                """;
    }

    private static String vocabulary() {
        try (InputStream script = Startup.class.getResourceAsStream(RESOURCE)) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
