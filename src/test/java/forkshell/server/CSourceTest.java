package forkshell.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.libc.SystemCallException;
import forkshell.net.Client;
import forkshell.net.Clients;
import forkshell.net.Listener;
import forkshell.testing.Command;
import forkshell.testing.Eventually;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The C programs of the designs, compiled with warnings as errors, and used. */
@Timeout(60)
class CSourceTest {
    private static final Clients CLIENTS = new Clients();

    @TempDir private Path directory;

    static List<Design> designs() {
        return ServerModels.designs().stream().filter(Design::inC).toList();
    }

    @ParameterizedTest
    @MethodSource("designs")
    void itCompilesWithoutWarningsAndEchoes(Design design) throws Exception {
        String program = compile(options(design));
        int port = freePort();
        Process server = Command.of(program, "" + port).start();
        try {
            Eventually.holds("it listens", () -> accepts(port));
            List<Client> clients = new ArrayList<>();
            int count = design.name().equals("iterative") ? 1 : 3;
            for (int i = 0; i < count; i++) {
                clients.add(CLIENTS.connect("127.0.0.1", port));
            }
            for (Client client : clients) {
                assertEquals(client.local().toString(), client.say(client.local().toString()));
            }
            clients.forEach(Client::close);
        } finally {
            server.destroyForcibly().waitFor();
        }
    }

    private static boolean accepts(int port) {
        try (Client client = CLIENTS.connect("127.0.0.1", port)) {
            return client.isOpen();
        } catch (SystemCallException refused) {
            return false;
        }
    }

    private static int freePort() {
        try (Listener listener = Listener.listen("127.0.0.1", 0)) {
            return listener.port();
        }
    }

    private static LoopOptions options(Design design) {
        return LoopOptions.lectureA().without(Mistake.WAIT_ONCE).model(design);
    }

    private String compile(LoopOptions options) {
        Path source = CSource.of(options).save(directory.resolve("server.c"));
        String program = directory.resolve("server").toString();
        Command.of("cc", "-Wall", "-Wextra", "-Werror", "-pthread", "-o", program, "" + source)
                .run()
                .succeeded();
        return program;
    }

    static Stream<LoopOptions> variants() {
        return Stream.of("fork", "fork-lazy", "exec")
                .map(name -> options(ServerModels.named(name)))
                .flatMap(
                        options ->
                                Stream.of(
                                        options.reaping(Reaping.NOBODY),
                                        options.reaping(Reaping.SIGCHLD).limit(20),
                                        options.reaping(Reaping.AFTER_ACCEPT),
                                        options.mistake(Mistake.WAIT_ONCE),
                                        options.mistake(Mistake.CHILD_FORGETS_EXIT)
                                                .mistake(Mistake.PARENT_KEEPS_CONNECTION)
                                                .mistake(Mistake.CHILD_KEEPS_LISTENER)));
    }

    @ParameterizedTest
    @MethodSource("variants")
    void eachReapingLimitAndMistakeCompilesWithoutWarnings(LoopOptions options) {
        compile(options);
    }

    @ParameterizedTest
    @EnumSource(Mistake.class)
    void aMistakeChangesTheProgramAndIsMarked(Mistake mistake) {
        LoopOptions right = options(ServerModels.named("fork"));
        String wrong = CSource.of(right.mistake(mistake)).text();
        assertTrue(wrong.contains("/* mistake: "), wrong);
        assertFalse(CSource.of(right).text().contains("mistake"));
    }

    @Test
    void aHandlerOfOnesOwnIsMarked() {
        LoopOptions own = LoopOptions.lectureA().handler(connection -> {});
        assertTrue(CSource.of(own).text().contains("The handler of this loop is Java"));
        assertFalse(CSource.of(LoopOptions.lectureA()).text().contains("is Java"));
    }

    @Test
    void wrongArgumentsGetAUsageLine() {
        String program = compile(LoopOptions.lectureB());
        for (String port : List.of("", "abc", "0x", "70000", "-1")) {
            Command.Outcome outcome = Command.of(program, port).run();
            assertEquals(2, outcome.status(), port);
            assertEquals("usage: " + program + " PORT\n", outcome.err());
        }
    }

    @Test
    void aModelWithoutAProgramSaysWhichHaveOne() {
        LoopOptions own = LoopOptions.lectureA().model(() -> server -> {});
        SystemCallException missing =
                assertThrows(SystemCallException.class, () -> CSource.of(own));
        assertTrue(missing.advice().contains("iterative, fork, fork-lazy, prefork"));
    }
}
