package forkshell.inspect;

import static forkshell.inspect.RealProcesses.AFTER_EXEC;
import static forkshell.inspect.RealProcesses.output;
import static forkshell.inspect.RealProcesses.pid;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.proc.ProcessFamily;
import forkshell.proc.Stat;
import forkshell.testing.Eventually;
import forkshell.testing.JavaProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Looks at another user's processes: as nobody when the tests run as root, and at those of root
 * otherwise.
 */
@Timeout(60)
class RestrictedProcTest {
    private static final boolean ROOT = System.getProperty("user.name").equals("root");

    @TempDir private Path directory;

    /** What a process without privileges prints of the session of process 1. */
    public static void main(String[] arguments) throws IOException {
        Inspector inspector = Inspector.of(1);
        System.out.println(inspector.ps().where(row -> row.pid() == 1));
        System.out.println(inspector.fds(1));
        System.out.println(inspector.memory(1));
        System.out.println(inspector.sockets().notes());
        System.out.println(
                inspector.signals(1).size() + " signals " + inspector.signals(1).notes());
        try (RealProcesses processes = new RealProcesses()) {
            showOwnZombie(processes);
        }
    }

    private static void showOwnZombie(RealProcesses processes) throws IOException {
        String zombie = "bash -c '" + AFTER_EXEC + "exit 3' & exec sleep 60";
        int parent = pid(processes.start("bash", "-c", zombie));
        Eventually.holds("a zombie", () -> ProcessFamily.of(parent).zombies() == 1);
        System.out.println("own" + Inspector.of(parent).tree());
        System.out.println(Inspector.of(parent).ps().notes());
    }

    @Test
    void whatBelongsToAnotherUserBecomesAQuestionMarkAndANote() throws IOException {
        String seen = output(asNobody().toArray(String[]::new));
        assertTrue(seen.contains(" ?  "), seen);
        assertTrue(seen.contains("? under PSS, PEER, "), seen);
        assertTrue(seen.contains("Process 1 belongs to user 0"), seen);
        assertTrue(seen.contains("does not show this user the sockets of "), seen);
        assertTrue(seen.matches("(?s).*[1-9]\\d* signals \\[].*"), seen);
        String unnoted = "\\[\\? under ECHOED: not recorded\\. [^\\[\\]]*]";
        assertTrue(seen.matches("(?s).* zombie, exit 3, not reaped\n" + unnoted + "\n.*"), seen);
        assertTrue(!seen.contains("Exception"), seen);
    }

    @Test
    void aHiddenProcIsToldAndNeverAnException() throws IOException {
        if (!ROOT) {
            assertTrue(Stat.of(1).isKnown(), "mounting needs root");
            return;
        }
        List<String> mount = new ArrayList<>(List.of("unshare", "-m", "sh", "-c"));
        mount.add("mount -t proc -o hidepid=2 proc /proc && exec \"$@\"");
        mount.add("sh");
        mount.addAll(asNobody());
        String seen = output(mount.toArray(String[]::new));
        assertTrue(seen.contains("/proc is mounted with hidepid"), seen);
        assertTrue(seen.contains("There is no process 1"), seen);
        assertTrue(!seen.contains("Exception"), seen);
    }

    private List<String> asNobody() {
        return JavaProgram.asOrdinaryUser(RestrictedProcTest.class, directory);
    }
}
