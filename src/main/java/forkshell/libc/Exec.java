package forkshell.libc;

import static forkshell.libc.CallResult.checked;

import com.sun.jna.Pointer;
import java.util.List;
import java.util.Map;

/** execve(2), and its arguments laid out in memory as C wants them. */
public final class Exec {
    /** Where programs are looked for without the variable PATH. */
    private static final String PATH = "/bin:/usr/bin";

    private static int kept = 2;

    private Exec() {}

    /**
     * Puts another program in the place of this process, with descriptors 0, 1 and 2 and the one
     * that {@link #keep} has named: execve(2). Returns only by an exception. The strings' memory is
     * not freed: the process ends here, or the call failed.
     */
    public static void execve(String path, List<String> argv, Map<String, String> environment) {
        markOthers();
        int r = Libc.execve(cString(path), cStrings(argv), cStrings(variables(environment)));
        checked(r, "execve", path, argv);
    }

    /**
     * Executes with the environment of this process a program that is looked for in PATH unless its
     * name has a slash: execvp(3). Each attempt is traced.
     */
    public static void execvp(String program, List<String> argv) {
        markOthers();
        long arguments = cStrings(argv);
        String path = program.indexOf('/') >= 0 ? "" : System.getenv().getOrDefault("PATH", PATH);
        Errno found = Errno.ENOENT;
        for (String directory : path.split(":")) {
            String file = path.isEmpty() ? program : directory + "/" + program;
            Errno failed = attempt(file, arguments, argv);
            found = failed == Errno.ENOENT || failed == Errno.ENOTDIR ? found : failed;
        }
        throw SystemCallException.of("execve", found, program, argv);
    }

    private static Errno attempt(String file, long arguments, List<String> argv) {
        long name = cString(file);
        if (Trace.on() && Libc.access(name, Libc.X_OK) == 0) {
            Trace.tell("execve", traced(file, argv), "0");
        }
        int r = Libc.execve(name, arguments, Pointer.nativeValue(Libc.environ()));
        Errno failed = Errno.of(Libc.errno());
        if (Trace.on()) {
            Trace.tell("execve", traced(file, argv), TraceFormat.value(r, failed));
        }
        return failed;
    }

    /** {@code "/bin/ls", ["ls", "-l"], 0x7ffe /* 23 vars *}{@code /}. */
    private static String traced(String file, List<String> argv) {
        StringBuilder words = new StringBuilder();
        for (String word : argv) {
            words.append(words.length() == 0 ? "\"" : ", \"").append(word).append('"');
        }
        Pointer variables = Libc.environ();
        int count = 0;
        while (variables.getPointer((long) count * Long.BYTES) != null) {
            count++;
        }
        String environ = TraceFormat.hexadecimal(Pointer.nativeValue(variables));
        return "\"" + file + "\", [" + words + "], " + environ + " /* " + count + " vars */";
    }

    private static void markOthers() {
        Libc.close_range(3, kept - 1, Libc.CLOSE_RANGE_CLOEXEC);
        Libc.close_range(kept + 1, Integer.MAX_VALUE, Libc.CLOSE_RANGE_CLOEXEC);
    }

    /** Has {@link #execve} leave {@code fd} to the program as it is. */
    public static void keep(int fd) {
        kept = fd;
    }

    /** Returns the environment as execve(2) wants it: NAME=VALUE. */
    public static List<String> variables(Map<String, String> environment) {
        return environment.entrySet().stream().map(v -> v.getKey() + "=" + v.getValue()).toList();
    }

    private static long cString(String text) {
        return ProgramCalls.string(text).address();
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
