package forkshell.repl;

/** The packages whose names stand in front of other names. */
final class PackageNames {
    /** The package of all of forkshell. */
    static final String OWN = parent(PackageNames.class.getPackageName()) + ".";

    /** The class of the vocabulary, whose methods are imported. */
    static final String VOCABULARY = OWN + "Playground.";

    private PackageNames() {}

    private static String parent(String name) {
        return name.substring(0, name.lastIndexOf('.'));
    }
}
