package forkshell.jupyter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written for Jupyter, what it writes for us, and what is said where there is none. */
@Tag("quick")
class InstallationTest {
    private static final String GOOD = connectionFile(5001, 5002, 5003, 5004, 5005);

    @TempDir private Path directory;

    /** What Jupyter writes for a kernel with these five ports. */
    static String connectionFile(Object... ports) {
        return """
            {"shell_port": %d, "iopub_port": %d, "stdin_port": %d, "control_port": %d,
             "hb_port": %d, "ip": "127.0.0.1", "transport": "tcp", "key": "k",
             "signature_scheme": "hmac-sha256"}
            """
                .formatted(ports);
    }

    @Test
    void aKernelSpecIsWrittenAndTakenAwayWithoutATrace() throws IOException {
        KernelSpec kernel = KernelSpec.below(directory);
        assertFalse(kernel.exists());
        kernel.write("/a jar/forkshell.jar", "forkshell.command.Main");
        String content = Files.readString(directory.resolve("kernels/forkshell/kernel.json"));
        assertTrue(content.contains("\"/a jar/forkshell.jar\""), content);
        assertTrue(content.contains("\"{connection_file}\""), content);
        kernel.remove();
        assertFalse(Files.exists(kernel.directory()));
    }

    @Test
    void everybodyMayReadTheSpecAndItsJarWhichAnUpdateReplaces() throws IOException {
        Path jar = Files.writeString(directory.resolve("a.jar"), "first");
        KernelSpec kernel = KernelSpec.below(directory.resolve("new/data"));
        kernel.write(jar.toString(), "Main");
        Path copy = kernel.directory().resolve("forkshell.jar");
        for (Path each = kernel.directory(); !each.equals(directory); each = each.getParent()) {
            assertEquals("rwxr-xr-x", permissions(each));
        }
        assertEquals("rw-r--r--", permissions(copy));
        assertEquals("rw-r--r--", permissions(kernel.directory().resolve("kernel.json")));
        try (InputStream running = Files.newInputStream(copy)) {
            Files.writeString(jar, "second");
            kernel.write(jar.toString(), "Main");
            assertEquals("first", new String(running.readAllBytes(), StandardCharsets.UTF_8));
        }
        assertEquals("second", Files.readString(copy));
        assertEquals(2, kernel.directory().toFile().list().length);
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void aPlaceThatCannotBeWrittenGetsASentence() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        KernelSpec kernel = KernelSpec.below(file);
        String told =
                assertThrows(IllegalStateException.class, () -> kernel.write("a.jar", "Main"))
                        .getMessage();
        assertTrue(told.startsWith("The kernel cannot be installed: Not a directory at "), told);
    }

    @Test
    void theUsersDataIsWhereJupyterLooksForIt() {
        Path home = Path.of("/home/me");
        assertEquals(Path.of("/home/me/.local/share/jupyter"), data(Map.of(), home));
        assertEquals(Path.of("/d/jupyter"), data(Map.of("XDG_DATA_HOME", "/d"), home));
        assertEquals(Path.of("/j"), data(Map.of("JUPYTER_DATA_DIR", "/j"), home));
    }

    private static Path data(Map<String, String> environment, Path home) {
        return new Installation(environment, home).userData();
    }

    @Test
    void withoutJupyterTheSentenceSaysWhatToInstall() {
        Installation none = new Installation(Map.of("PATH", directory.toString()), directory);
        assertTrue(none.program().isEmpty());
        assertTrue(renderingWith(none).contains("apt install jupyter-nbconvert"));
    }

    @Test
    void aJupyterWithoutNbconvertGetsTheSameSentence() throws IOException {
        Path jupyter = directory.resolve("jupyter");
        Files.writeString(
                jupyter,
                "#!/bin/sh\necho 'Jupyter command `jupyter-nbconvert` not found.'; exit 1\n");
        assertTrue(jupyter.toFile().setExecutable(true));
        Installation bare = new Installation(Map.of("PATH", directory.toString()), directory);
        assertTrue(renderingWith(bare).contains("apt install jupyter-nbconvert"));
    }

    private String renderingWith(Installation jupyter) {
        Rendering rendering = new Rendering(jupyter, "html", System.err);
        return assertThrows(
                        IllegalStateException.class,
                        () ->
                                rendering.run(
                                        List.of(Path.of("a.ipynb")), directory, "a.jar", "Main"))
                .getMessage();
    }

    @Test
    void whatIsNoConnectionFileGetsASentence() throws IOException {
        assertEquals(
                new InetSocketAddress("127.0.0.1", 5001),
                ConnectionFile.read(file(GOOD)).address("shell"));
        assertRefused("cannot be read", directory.resolve("missing.json"));
        assertRefused("is not a JSON object", file("[1]"));
        assertRefused("is not a JSON object", file("hello {"));
        assertRefused("hb_port is missing", file(GOOD.replace("hb_port", "other")));
        assertRefused("shell_port is 70000", file(GOOD.replace("5001", "70000")));
        assertRefused("a port in it is no number", file(GOOD.replace("5001", "\"many\"")));
        assertRefused("transport is udp, not tcp or ipc", file(GOOD.replace("tcp", "udp")));
        assertRefused("key is missing", file(GOOD.replace("\"key\"", "\"lock\"")));
    }

    private Path file(String content) throws IOException {
        return Files.writeString(directory.resolve("connection.json"), content);
    }

    private static void assertRefused(String sentence, Path file) {
        String message =
                assertThrows(IllegalArgumentException.class, () -> ConnectionFile.read(file))
                        .getMessage();
        assertTrue(message.contains(sentence) && message.contains(file.toString()), message);
    }
}
