package forkshell.trial;

import forkshell.libc.Libc;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What /proc says about this process. */
final class OwnProcess {
    private OwnProcess() {}

    /** Counts the open descriptors. */
    static int descriptors() {
        return namesIn("/proc/self/fd").length;
    }

    /** Counts the children of this process that are zombies, whoever started them. */
    static int zombies() {
        String parent = " Z " + Libc.getpid() + " ";
        return (int)
                Stream.of(namesIn("/proc"))
                        .filter(name -> Character.isDigit(name.charAt(0)))
                        .filter(pid -> stat(pid).startsWith(parent))
                        .count();
    }

    /** From the state on: {@code " Z 4200 4201 ..."}, empty when the process is gone. */
    private static String stat(String pid) {
        try {
            String line =
                    Files.readString(Path.of("/proc", pid, "stat"), StandardCharsets.ISO_8859_1);
            return line.substring(line.lastIndexOf(')') + 1);
        } catch (IOException goneMeanwhile) {
            return "";
        }
    }

    private static String[] namesIn(String directory) {
        String[] names = new File(directory).list();
        return names == null ? new String[0] : names;
    }
}
