package forkshell.proc;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The numbers of the system calls, from the kernel's {@code asm/unistd.h} of x86-64 and aarch64.
 */
final class SystemCallNames {
    private static final Map<Integer, String> HERE = load(System.getProperty("os.arch"));

    private SystemCallNames() {}

    static String nameOf(int number) {
        return HERE.getOrDefault(number, "system call " + number);
    }

    static Map<Integer, String> load(String architecture) {
        try (InputStream table =
                SystemCallNames.class.getResourceAsStream("syscalls-" + architecture + ".txt")) {
            return table == null
                    ? Map.of()
                    : parse(new BufferedReader(new InputStreamReader(table, US_ASCII)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<Integer, String> parse(BufferedReader lines) {
        return lines.lines()
                .map(line -> line.split(" "))
                .collect(Collectors.toMap(pair -> Integer.valueOf(pair[0]), pair -> pair[1]));
    }
}
