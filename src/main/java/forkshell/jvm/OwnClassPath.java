package forkshell.jvm;

import java.io.File;
import java.net.URISyntaxException;

/** Where the classes of this program are, for another JVM that is to run them. */
public final class OwnClassPath {
    private OwnClassPath() {}

    /** Returns the jar that this program runs from, or the class path of this JVM. */
    public static String get() {
        try {
            var source = OwnClassPath.class.getProtectionDomain().getCodeSource();
            File origin = new File(source.getLocation().toURI());
            return origin.isFile() ? origin.toString() : System.getProperty("java.class.path");
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a class was loaded from no file", e);
        }
    }
}
