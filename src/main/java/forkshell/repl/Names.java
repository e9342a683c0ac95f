package forkshell.repl;

/** Names of packages as they stand in front of other names. */
final class Names {
    /** The package of all of forkshell. */
    static final String OWN = parent(Names.class.getPackageName()) + ".";

    /** The class of the vocabulary, whose methods are imported. */
    static final String VOCABULARY = OWN + "Playground.";

    private Names() {}

    private static String parent(String name) {
        return name.substring(0, name.lastIndexOf('.'));
    }
}
