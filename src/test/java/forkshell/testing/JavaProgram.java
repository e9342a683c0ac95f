package forkshell.testing;

import forkshell.jvm.RecommendedFlags;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The command line of a JVM of the test's own, with the class path of the tests. */
public final class JavaProgram {
    private static final String ORDINARY = "65534";
    private static final String HOME = System.getProperty("java.home");
    private static final String JAVA = HOME + "/bin/java";

    private JavaProgram() {}

    /** {@code java} of the JDK that runs the test, with {@code flags}, running {@code main}. */
    public static List<String> commandLine(Class<?> main, List<String> flags) {
        return commandLine(main, flags, classPath());
    }

    /** The same with a class path of its own. */
    public static List<String> commandLine(Class<?> main, List<String> flags, String classPath) {
        List<String> words = new ArrayList<>();
        words.add(JAVA);
        words.add("--enable-native-access=ALL-UNNAMED");
        words.addAll(flags);
        words.addAll(List.of("-cp", classPath, main.getName()));
        return words;
    }

    /**
     * The same, run by a user without privileges: the one who runs the test, or nobody when that is
     * root. Its classes are in jars in {@code directory}, which everybody may read then. Jars stay
     * open: a class in a directory could not be loaded when there is no descriptor to spare. It has
     * the flags of a session: nobody could tell then that a child has wedged, either.
     */
    public static List<String> asOrdinaryUser(Class<?> main, Path directory) {
        List<String> flags = new ArrayList<>(RecommendedFlags.options());
        flags.add("-Djna.tmpdir=" + directory);
        return ordinary(commandLine(main, flags, jars(directory)));
    }

    /** The same words, run by a user without privileges. */
    public static List<String> ordinary(List<String> command) {
        List<String> words = new ArrayList<>();
        if (isRoot()) {
            words.addAll(List.of("setpriv", "--reuid=" + ORDINARY, "--regid=" + ORDINARY));
            words.add("--clear-groups");
        }
        words.addAll(command);
        return words;
    }

    /** {@code java -jar} with the packaged forkshell, of the JDK that runs the test. */
    public static List<String> packaged(String... arguments) {
        List<String> words = new ArrayList<>();
        words.addAll(List.of(JAVA, "-jar", System.getProperty("forkshell.jar")));
        words.addAll(List.of(arguments));
        return words;
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static String jars(Path directory) {
        List<String> jars = new ArrayList<>();
        for (String entry : classPath().split(File.pathSeparator)) {
            String name = new File(entry).getName();
            if (name.matches("classes|test-classes")) {
                String jar = directory + "/" + name + ".jar";
                Command.of(HOME + "/bin/jar", "--create", "--file", jar, "-C", entry, ".")
                        .run()
                        .succeeded();
                jars.add(jar);
            } else if (name.matches("jna-[^/]*jar")) {
                Command.of("cp", "-t", directory.toString(), entry).run().succeeded();
                jars.add(directory + "/" + name);
            }
        }
        Command.of("chmod", "-R", "a+rwX", directory.toString()).run().succeeded();
        return String.join(File.pathSeparator, jars);
    }

    /** Directories and jars; surefire hides them behind a jar of its own. */
    public static String classPath() {
        String path =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        return String.join(
                File.pathSeparator,
                Arrays.stream(path.split(File.pathSeparator))
                        .map(entry -> entry.replaceAll("/$", ""))
                        .toList());
    }
}
