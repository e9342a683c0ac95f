package forkshell.lab;

import forkshell.repl.Session;
import forkshell.repl.SessionOptions;
import forkshell.testing.JavaProgram;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every lab that comes with forkshell keeps its promises; {@code -Dlab=3} tries one alone. Two are
 * tried at a time, because what takes the time is waiting for checks that must fail.
 */
@Timeout(500)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LabProofTest {
    private static final int TOLD = 2_000;

    private final Map<Lab, Future<?>> proofs = new ConcurrentHashMap<>();
    private final ExecutorService two = Executors.newFixedThreadPool(2);

    static List<Lab> labs() {
        String only = System.getProperty("lab", "");
        return Labs.builtIn().all().stream()
                .filter(lab -> only.isEmpty() || only.equals(String.valueOf(lab.number())))
                .toList();
    }

    @BeforeAll
    void begin() {
        labs().forEach(lab -> proofs.put(lab, two.submit(() -> prove(lab))));
    }

    @AfterAll
    void end() {
        two.shutdownNow();
    }

    private static void prove(Lab lab) {
        StringBuffer said = new StringBuffer();
        SessionOptions options =
                SessionOptions.defaults()
                        .classPath(JavaProgram.classPath())
                        .listener((text, error) -> said.append(text));
        try (Session session = Session.open(options)) {
            new Proof(session).holds(lab);
        } catch (AssertionError failed) {
            String end = said.substring(Math.max(0, said.length() - TOLD));
            throw new AssertionError(failed.getMessage() + "\nThe lab said last:\n" + end, failed);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("labs")
    void keepsItsPromises(Lab lab) throws Throwable {
        try {
            proofs.get(lab).get();
        } catch (ExecutionException failed) {
            throw failed.getCause();
        }
    }
}
