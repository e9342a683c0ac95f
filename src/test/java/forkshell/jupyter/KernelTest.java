package forkshell.jupyter;

import forkshell.command.Main;
import forkshell.testing.Command;
import forkshell.testing.JavaProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The kernel on this JDK under Jupyter's own client: the cases are in kernel_checks.py. */
@Timeout(200)
class KernelTest {
    private static final String CHECKS = "src/test/python/kernel_checks.py";

    @TempDir static Path data;

    @BeforeAll
    static void makeTheKernelKnown() throws IOException {
        KernelSpec.below(data).write(JavaProgram.classPath(), Main.class.getName());
    }

    @Test
    void passesTheChecksThatJupyterMakesOfEveryKernel() {
        pass("EveryKernel");
    }

    @Test
    void executesInterruptsAsksAndShowsChildren() {
        pass("Forkshell");
    }

    @Test
    void strangersHaveNoEffect() {
        pass("Strangers");
    }

    @Test
    void servesUnixSockets() {
        pass("UnixSockets");
    }

    @Test
    void leavesNothingBehindWhenItEnds() {
        pass("Ending");
    }

    @Test
    void runsAllCellsOfANotebookTwiceEachTimeAfterARestart() {
        pass("RunAll");
    }

    /** Debian's python3, whose packages the checks use; another one may come first on the PATH. */
    private static void pass(String cases) {
        Command.Outcome checks =
                Command.of("/usr/bin/python3", "-W", "ignore", CHECKS, "-f", cases)
                        .environment("JUPYTER_PATH", data.toString())
                        .run(Duration.ofMinutes(3));
        if (checks.status() != 0) {
            throw new AssertionError(checks.out() + checks.err());
        }
    }
}
