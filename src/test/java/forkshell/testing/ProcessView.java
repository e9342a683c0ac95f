package forkshell.testing;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** What the kernel says about processes, read from /proc without any code of the product. */
public final class ProcessView {
    private static final int STATE = 0;
    private static final int PARENT = 1;
    private static final int SESSION = 3;

    private ProcessView() {}

    /**
     * The sockets, pipes and other nameless descriptors of a process, by number. Files are left
     * out: the JVM opens jars when it pleases.
     */
    public static Map<String, String> descriptors(long pid) {
        return descriptors(pid, "(socket|pipe|anon_inode):.*");
    }

    /** The open files of a process that {@code scratchFile()} has made, by number. */
    public static Map<String, String> scratchFiles(long pid) {
        return descriptors(pid, ".*/forkshell\\d+\\.tmp \\(deleted\\)");
    }

    private static Map<String, String> descriptors(long pid, String pattern) {
        Map<String, String> descriptors = new TreeMap<>();
        for (String fd : list("/proc/" + pid + "/fd")) {
            String target = link("/proc/" + pid + "/fd/" + fd);
            if (target.matches(pattern)) {
                descriptors.put(fd, target);
            }
        }
        return descriptors;
    }

    /** The direct children of a process, zombies included: pid, then name and state letter. */
    public static Map<String, String> children(long parent) {
        return processes(PARENT, parent);
    }

    /** All processes of a session of setsid(2), in the same way. */
    public static Map<String, String> session(long leader) {
        return processes(SESSION, leader);
    }

    private static Map<String, String> processes(int field, long value) {
        Map<String, String> processes = new TreeMap<>();
        for (String pid : list("/proc")) {
            if (Character.isDigit(pid.charAt(0))) {
                String stat = read("/proc/" + pid + "/stat");
                if (!stat.isEmpty() && field(stat, field).equals(Long.toString(value))) {
                    processes.put(pid, name(stat) + " " + field(stat, STATE));
                }
            }
        }
        return processes;
    }

    /** The letter of proc(5): R, S, T, Z ...; empty when there is no such process. */
    public static String state(long pid) {
        String stat = read("/proc/" + pid + "/stat");
        return stat.isEmpty() ? "" : field(stat, STATE);
    }

    public static boolean exists(long pid) {
        return new File("/proc/" + pid).exists();
    }

    private static String name(String stat) {
        return stat.substring(stat.indexOf('('), stat.lastIndexOf(')') + 1);
    }

    private static String field(String stat, int number) {
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[number];
    }

    private static String[] list(String directory) {
        String[] names = new File(directory).list();
        return names == null ? new String[0] : names;
    }

    private static String link(String path) {
        try {
            return Files.readSymbolicLink(Path.of(path)).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    private static String read(String path) {
        try {
            return Files.readString(Path.of(path), StandardCharsets.ISO_8859_1);
        } catch (IOException endedMeanwhile) {
            return "";
        }
    }
}
