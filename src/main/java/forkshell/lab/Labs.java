package forkshell.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The labs that there are, in teaching order. */
public final class Labs {
    private static final String DIRECTORY = "/jshell-scripts";

    private final List<Lab> labs;

    private Labs(List<Lab> labs) {
        this.labs = labs.stream().sorted(Comparator.comparingInt(Lab::number)).toList();
    }

    /** Returns those that come with forkshell. */
    public static Labs builtIn() {
        try {
            URI place = Labs.class.getResource(DIRECTORY + "/startup.jsh").toURI();
            if (place.getScheme().equals("file")) {
                return in(Path.of(place).getParent());
            }
            try (FileSystem jar = FileSystems.newFileSystem(place, Map.of())) {
                return in(jar.getPath(DIRECTORY));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException | LabFileException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Returns those in a directory: its files called {@code NN-name.jsh}.
     *
     * @throws LabFileException when one of them has a mistake
     */
    public static Labs in(Path directory) throws LabFileException, IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(directory)) {
            files = all.filter(Labs::isLab).sorted().toList();
        }
        List<Lab> labs = new ArrayList<>();
        for (Path file : files) {
            labs.add(LabFile.read(file));
        }
        return new Labs(labs);
    }

    private static boolean isLab(Path file) {
        return file.getFileName().toString().matches("\\d\\d-.*\\.jsh");
    }

    public List<Lab> all() {
        return labs;
    }

    /** Returns the lab with that number, or that name. */
    public Optional<Lab> find(String numberOrName) {
        return labs.stream()
                .filter(
                        lab ->
                                lab.name().equals(numberOrName)
                                        || numberOrName.matches("0*" + lab.number()))
                .findFirst();
    }

    /** Returns the one that comes after {@code lab}. */
    public Optional<Lab> after(Lab lab) {
        return labs.stream().filter(other -> other.number() > lab.number()).findFirst();
    }
}
