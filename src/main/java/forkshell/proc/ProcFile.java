package forkshell.proc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads the files, links and numbered directories below /proc, where any of them may vanish or be
 * refused.
 */
final class ProcFile {
    private static final Path ROOT = Path.of("/proc");

    private ProcFile() {}

    static Fact<String> text(String name) {
        return bytes(name).map(bytes -> new String(bytes, UTF_8));
    }

    static Fact<byte[]> bytes(String name) {
        return look(name, ProcFile::read);
    }

    static Fact<String> link(String name) {
        return look(name, path -> Files.readSymbolicLink(path).toString());
    }

    /** Returns the entries of a directory whose names are numbers, in ascending order. */
    static Fact<List<Integer>> numbers(String name) {
        return look(name, ProcFile::list);
    }

    /** A stream, because java.nio takes thirty times as long in a JVM that only interprets. */
    private static byte[] read(Path path) throws IOException {
        try (InputStream file = new FileInputStream(path.toString())) {
            return file.readAllBytes();
        }
    }

    private static List<Integer> list(Path directory) throws IOException {
        String[] names = directory.toFile().list();
        if (names == null) {
            Files.newDirectoryStream(directory).close();
            throw new NoSuchFileException(directory.toString());
        }
        return Stream.of(names)
                .filter(name -> Character.isDigit(name.charAt(0)))
                .map(Integer::valueOf)
                .sorted()
                .toList();
    }

    private static <T> Fact<T> look(String name, Reader<T> look) {
        Path path = ROOT.resolve(name);
        try {
            return Fact.of(look.at(path));
        } catch (NoSuchFileException e) {
            return Fact.none();
        } catch (AccessDeniedException e) {
            return Fact.refused(path.getFileName().toString());
        } catch (IOException e) {
            return afterFailedRead(path, e);
        }
    }

    /**
     * The kernel says ESRCH when the process has ended or is a zombie, EPERM when it is not ours to
     * see.
     */
    private static <T> Fact<T> afterFailedRead(Path path, IOException e) {
        boolean ended =
                String.valueOf(e.getMessage()).contains("No such process") || !Files.exists(path);
        return ended ? Fact.none() : Fact.refused(path.getFileName().toString());
    }

    private interface Reader<T> {
        T at(Path path) throws IOException;
    }
}
