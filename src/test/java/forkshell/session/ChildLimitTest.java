package forkshell.session;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.Playground;
import forkshell.libc.Signal;
import forkshell.libc.SystemCallException;
import forkshell.proc.Stat;
import forkshell.process.Child;
import forkshell.testing.LeavesNothingBehind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(60)
@ExtendWith(LeavesNothingBehind.class)
class ChildLimitTest {
    private static final int MORE = 5;

    static {
        Playground.children();
    }

    private final List<Child> children = new ArrayList<>();

    @AfterEach
    void end() {
        Playground.limitChildren(ChildLimit.DEFAULT);
        children.forEach(child -> Playground.kill(child, Signal.SIGKILL));
        children.forEach(Playground::waitFor);
    }

    @Test
    void aLoopThatForksWithoutEndIsToldWhenItIsReached() {
        int most = processesOfThisSession() + MORE;
        Playground.limitChildren(most);
        String told = assertThrows(SystemCallException.class, this::forkForEver).getMessage();
        assertTrue(told.contains("may have " + most + ". End some"), told);
        assertTrue(children.size() <= 2 * MORE, () -> "" + children.size());
        Playground.limitChildren(most + 1);
        children.add(Playground.forkChild(Playground::pause));
    }

    /** Without this one. */
    private static int processesOfThisSession() {
        int session = Stat.of(Playground.getpid()).orElse(null).session();
        return (int) Stat.all().stream().filter(each -> each.session() == session).count() - 1;
    }

    private void forkForEver() {
        while (children.size() <= 2 * MORE) {
            children.add(Playground.forkChild(Playground::pause));
        }
    }
}
