package forkshell.lab;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with one file. */
final class Mistakes {
    private static final int TOLD = 50;

    private final String fileName;
    private final List<String> found = new ArrayList<>();

    Mistakes(String fileName) {
        this.fileName = fileName;
    }

    void add(int line, String sentence) {
        found.add(fileName + ":" + line + ": " + sentence + ".");
    }

    boolean none() {
        return found.isEmpty();
    }

    /** Tells the first {@value #TOLD} of them, as they were found. */
    void throwIfAny() throws LabFileException {
        if (!none()) {
            int more = found.size() - TOLD;
            List<String> told = new ArrayList<>(found.subList(0, Math.min(TOLD, found.size())));
            if (more > 0) {
                told.add(fileName + ": and " + more + " more.");
            }
            throw new LabFileException(told);
        }
    }
}
