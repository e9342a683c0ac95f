package forkshell.process;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Recognises a process that can never go on: each of its threads sits in a futex(2) without a
 * time-out, so that only another of its own threads could wake it, and none is left to do so.
 */
final class Wedge {
    static final String REASON =
            "it waited for a thread that does not exist in it. Fork copies memory, not threads: the"
                    + " garbage collector's, the compiler's and the VM's threads do not exist in a child";

    private static final String NULL = "0x0";
    private static final int TIMEOUT = 4;
    private static final String FUTEX =
            System.getProperty("os.arch").equals("aarch64") ? "98" : "202";

    private Wedge() {}

    /**
     * Where every thread of {@code pid} is stuck, or an empty text when one is not. The same text
     * twice in a row, a little while apart, means that the process is wedged.
     */
    static String stuckIn(int pid) {
        String[] threads = new File("/proc/" + pid + "/task").list();
        StringBuilder all = new StringBuilder();
        for (String thread : threads == null ? new String[0] : threads) {
            String syscall = read("/proc/" + pid + "/task/" + thread + "/syscall");
            if (!isUntimedFutex(syscall)) {
                return "";
            }
            all.append(syscall);
        }
        return all.toString();
    }

    /** The children that the only thread of {@code pid} has forked. */
    static List<Integer> childrenOf(int pid) {
        String pids = read("/proc/" + pid + "/task/" + pid + "/children");
        return Pattern.compile(" ")
                .splitAsStream(pids)
                .filter(Predicate.not(String::isBlank))
                .map(Integer::valueOf)
                .toList();
    }

    private static boolean isUntimedFutex(String syscall) {
        String[] fields = syscall.split(" ");
        return fields.length > TIMEOUT && fields[0].equals(FUTEX) && fields[TIMEOUT].equals(NULL);
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file), StandardCharsets.ISO_8859_1);
        } catch (IOException goneOrForbidden) {
            return "";
        }
    }
}
