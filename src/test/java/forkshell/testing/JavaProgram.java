package forkshell.testing;

import java.util.ArrayList;
import java.util.List;

/** The command line of a JVM of the test's own, with the class path of the tests. */
public final class JavaProgram {
    private JavaProgram() {}

    /** {@code java} of the JDK that runs the test, with {@code flags}, running {@code main}. */
    public static List<String> commandLine(Class<?> main, List<String> flags) {
        List<String> words = new ArrayList<>();
        words.add(System.getProperty("java.home") + "/bin/java");
        words.add("--enable-native-access=ALL-UNNAMED");
        words.addAll(flags);
        words.addAll(List.of("-cp", classPath(), main.getName()));
        return words;
    }

    /** Directories and jars; surefire hides them behind a jar of its own. */
    public static String classPath() {
        return System.getProperty(
                "surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
