package forkshell.lab;

import forkshell.repl.Session;
import forkshell.repl.SessionOptions;
import forkshell.testing.JavaProgram;
import java.util.List;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every lab that comes with forkshell keeps its promises; {@code -Dlab=3} tries one alone. They are
 * divided among classes because the build runs two classes at a time.
 */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LabProofs {
    static final int LAST_EARLY = 8;

    private final IntPredicate mine;
    private Session session;

    /** {@code mine} says which labs, by number. */
    LabProofs(IntPredicate mine) {
        this.mine = mine;
    }

    List<Lab> labs() {
        String only = System.getProperty("lab", "");
        return Labs.builtIn().all().stream()
                .filter(lab -> mine.test(lab.number()))
                .filter(lab -> only.isEmpty() || only.equals(String.valueOf(lab.number())))
                .toList();
    }

    @BeforeAll
    void open() {
        session = Session.open(SessionOptions.defaults().classPath(JavaProgram.classPath()));
    }

    @AfterAll
    void close() {
        session.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("labs")
    void keepsItsPromises(Lab lab) {
        new Proof(session, lab).holds();
    }
}
