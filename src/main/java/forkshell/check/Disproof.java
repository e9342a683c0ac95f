package forkshell.check;

import java.util.List;

/** A case does not hold: what was found instead, and what shows it. */
final class Disproof extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String key;
    private final transient List<String> evidence;
    private final String picture;

    Disproof(String key, String found, List<String> evidence, String picture) {
        super(found);
        this.key = key;
        this.evidence = evidence;
        this.picture = picture;
    }

    /** Returns the name of the finding, by which its cause is known. */
    String key() {
        return key;
    }

    List<String> evidence() {
        return evidence;
    }

    /** What strace told, drawn; empty without it. */
    String picture() {
        return picture;
    }
}
