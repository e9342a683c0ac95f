package forkshell.strace;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The file of a program, found and judged as execve(2) does. */
public record ProgramFile(Path path) {
    private static final int HEADER = 20;
    private static final int ELF = 0x7f454c46;
    private static final short SCRIPT = 0x2321;
    private static final int DATA_AT = 5;
    private static final int MACHINE_AT = 18;

    /** e_machine of elf(5) and what Java calls it, for those that Linux runs on today. */
    private static final Map<Integer, String> MACHINES =
            Map.of(3, "i386", 40, "arm", 62, "amd64", 183, "aarch64", 243, "riscv64");

    /** An amd64 kernel runs programs of i386, too. */
    private static final Set<String> OWN =
            System.getProperty("os.arch").equals("amd64")
                    ? Set.of("amd64", "i386")
                    : Set.of(System.getProperty("os.arch"));

    /** Why a file cannot be executed. */
    public enum Objection {
        NOT_FOUND,
        DIRECTORY,
        NOT_EXECUTABLE,
        NO_PROGRAM,
        OTHER_MACHINE
    }

    /** Finds a program as execvp(3) does: a name without a slash in the directories of PATH. */
    public static ProgramFile of(String name) {
        Stream<Path> places =
                Stream.of(System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(":"))
                        .map(directory -> Path.of(directory, name))
                        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file));
        return new ProgramFile(
                name.contains("/") ? Path.of(name) : places.findFirst().orElse(Path.of(name)));
    }

    /**
     * Returns whether a program of that name, such as {@code strace}, is in a directory of PATH.
     */
    public static boolean isInstalled(String name) {
        return of(name).path.isAbsolute();
    }

    /** Returns why it will not run; empty when it will. */
    public Optional<Objection> objection() {
        if (!Files.exists(path)) {
            return Optional.of(Objection.NOT_FOUND);
        }
        if (Files.isDirectory(path)) {
            return Optional.of(Objection.DIRECTORY);
        }
        return Files.isExecutable(path)
                ? objection(header())
                : Optional.of(Objection.NOT_EXECUTABLE);
    }

    private static Optional<Objection> objection(ByteBuffer header) {
        if (header.getShort(0) == SCRIPT) {
            return Optional.empty();
        }
        if (header.getInt(0) != ELF) {
            return Optional.of(Objection.NO_PROGRAM);
        }
        return OWN.contains(machine(header))
                ? Optional.empty()
                : Optional.of(Objection.OTHER_MACHINE);
    }

    /**
     * Returns the machine that it was made for: {@code aarch64}; its number when it is a rare one.
     */
    public String machine() {
        return machine(header());
    }

    private static String machine(ByteBuffer header) {
        boolean little = header.get(DATA_AT) == 1;
        ByteBuffer ordered = little ? header.order(ByteOrder.LITTLE_ENDIAN) : header;
        int machine = ordered.getShort(MACHINE_AT);
        header.order(ByteOrder.BIG_ENDIAN);
        return MACHINES.getOrDefault(machine, "machine " + machine);
    }

    /** The first bytes; zeros where the file is shorter or may not be read. */
    private ByteBuffer header() {
        byte[] bytes = new byte[HEADER];
        if (Files.isReadable(path)) {
            try (InputStream in = Files.newInputStream(path)) {
                in.readNBytes(bytes, 0, HEADER);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return ByteBuffer.wrap(bytes);
    }
}
