package forkshell.libc;

import static forkshell.libc.CallResult.checked;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** execve(2), and its arguments laid out in memory as C wants them. */
public final class Exec {
    private static int kept = 2;

    private Exec() {}

    /**
     * Puts another program in the place of this process, with descriptors 0, 1 and 2 and the one
     * that {@link #keep} has named: execve(2). Returns only by an exception. The strings' memory is
     * not freed: the process ends here, or the call failed.
     */
    public static void execve(String path, List<String> argv, Map<String, String> environment) {
        Libc.close_range(3, kept - 1, Libc.CLOSE_RANGE_CLOEXEC);
        Libc.close_range(kept + 1, Integer.MAX_VALUE, Libc.CLOSE_RANGE_CLOEXEC);
        int r = Libc.execve(cString(path), cStrings(argv), cStrings(variables(environment)));
        checked(r, "execve", path, argv);
    }

    /** Has {@link #execve} leave {@code fd} to the program as it is. */
    public static void keep(int fd) {
        kept = fd;
    }

    /** The environment as execve(2) wants it: NAME=VALUE. */
    public static List<String> variables(Map<String, String> environment) {
        return environment.entrySet().stream().map(v -> v.getKey() + "=" + v.getValue()).toList();
    }

    private static long cString(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        NativeBuffer memory = new NativeBuffer(bytes.length + 1);
        memory.put(0, bytes, 0, bytes.length);
        return memory.address();
    }

    /** An array of strings that ends with NULL. */
    private static long cStrings(List<String> texts) {
        NativeBuffer array = new NativeBuffer((texts.size() + 1) * Long.BYTES);
        for (int i = 0; i < texts.size(); i++) {
            array.putLong(i * Long.BYTES, cString(texts.get(i)));
        }
        return array.address();
    }
}
