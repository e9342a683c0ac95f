package forkshell.notebook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Notebooks that were named one by one or by directories, and where the pages of each go. */
public final class NotebookFiles {
    private final Map<Path, List<Path>> byDirectory = new TreeMap<>();
    private final Set<Path> pages = new HashSet<>();

    private NotebookFiles() {}

    /**
     * Finds and reads them. What is below a directory keeps its place below {@code target}; hidden
     * directories, in which Jupyter keeps copies, are left out.
     *
     * @throws NotebookException with a sentence, when one is none, or two would become one page
     */
    public static NotebookFiles at(List<Path> places, Path target)
            throws NotebookException, IOException {
        NotebookFiles files = new NotebookFiles();
        for (Path place : places) {
            if (Files.isDirectory(place)) {
                files.addAllBelow(place, target);
            } else {
                files.add(place, target.resolve(place.getFileName()));
            }
        }
        return files;
    }

    private void addAllBelow(Path directory, Path target) throws NotebookException, IOException {
        List<Path> found = below(directory);
        if (found.isEmpty()) {
            throw new NotebookException("There is no notebook in " + directory + " or below.");
        }
        for (Path file : found) {
            add(file, target.resolve(directory.relativize(file)));
        }
    }

    private static List<Path> below(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(file -> file.toString().endsWith(".ipynb"))
                    .filter(file -> !directory.relativize(file).toString().matches("(.*/)?\\..*"))
                    .sorted()
                    .toList();
        }
    }

    private void add(Path file, Path page) throws NotebookException {
        Notebook.read(file);
        if (!pages.add(page)) {
            throw new NotebookException(
                    "Two notebooks are called "
                            + page.getFileName()
                            + " and would become one page; name the directory above them instead.");
        }
        byDirectory.computeIfAbsent(page.getParent(), key -> new ArrayList<>()).add(file);
    }

    /** Returns the notebooks by the directory that their pages go to. */
    public Map<Path, List<Path>> byDirectory() {
        return Collections.unmodifiableMap(byDirectory);
    }
}
