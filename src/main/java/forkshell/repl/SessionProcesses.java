package forkshell.repl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The processes below an agent, read from proc(5). A process that ends meanwhile is left out. */
final class SessionProcesses {
    private static final Path PROC = Path.of("/proc");

    private SessionProcesses() {}

    /**
     * Sends SIGKILL to every process of a setsid(2) session, orphans included.
     *
     * @param session the pid of the process that leads it; it may have ended already
     */
    static void kill(long session) {
        for (String name : list(PROC, "[0-9]*")) {
            Stat stat = stat(name);
            if (stat != null && stat.session() == session && stat.state() != 'Z') {
                ProcessHandle.of(stat.pid()).ifPresent(ProcessHandle::destroyForcibly);
            }
        }
    }

    /** Counts the children of {@code pid}. */
    static Children children(long pid) {
        Children count = Children.NONE;
        for (String child : childrenOf(pid)) {
            Stat stat = stat(child);
            if (stat != null) {
                count = count.plus(stat.state() == 'Z');
            }
        }
        return count;
    }

    private static List<String> childrenOf(long pid) {
        Path tasks = PROC.resolve(pid + "/task");
        List<String> children = new ArrayList<>();
        for (String task : list(tasks, "*")) {
            String line = read(tasks.resolve(task).resolve("children"));
            if (!line.isBlank()) {
                children.addAll(List.of(line.trim().split(" ")));
            }
        }
        return children;
    }

    private static List<String> list(Path directory, String glob) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, glob)) {
            entries.forEach(entry -> names.add(entry.getFileName().toString()));
        } catch (NoSuchFileException ended) {
            return List.of();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return names;
    }

    private static Stat stat(String pid) {
        String line = read(PROC.resolve(pid).resolve("stat"));
        return line.isEmpty() ? null : Stat.parse(line);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException ended) {
            return "";
        }
    }

    /** The fields of {@code /proc/PID/stat} that matter here. */
    private record Stat(long pid, char state, long session) {
        static Stat parse(String line) {
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
            long pid = Long.parseLong(line.substring(0, line.indexOf(' ')));
            return new Stat(pid, fields[0].charAt(0), Long.parseLong(fields[3]));
        }
    }
}
