package forkshell.lab;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with one file. */
final class Mistakes {
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

    void throwIfAny() throws LabFileException {
        if (!none()) {
            throw new LabFileException(found);
        }
    }
}
