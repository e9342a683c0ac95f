package forkshell.inspect;

import static forkshell.inspect.RealProcesses.AFTER_EXEC;
import static forkshell.inspect.RealProcesses.output;
import static forkshell.inspect.RealProcesses.pid;
import static forkshell.inspect.RealProcesses.signal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.proc.ProcessFamily;
import forkshell.testing.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MemoryAndSignalsTest {
    private final RealProcesses processes = new RealProcesses();
    private final Inspector inspector = Inspector.ofThisProcess();

    @AfterEach
    void endProcesses() {
        processes.close();
    }

    @Test
    void memoryAgreesWithTheSumOfAllMappings() throws Exception {
        int pid = processes.sleeper();
        Eventually.holds(
                "asleep",
                () ->
                        inspector.ps().stream()
                                .anyMatch(
                                        row ->
                                                row.pid() == pid
                                                        && row.blockedIn()
                                                                .toString()
                                                                .startsWith("clock")));
        Memory memory = inspector.memory(pid);
        assertEquals(sum(pid, "Rss"), memory.rss());
        assertEquals(sum(pid, "Private_Dirty"), memory.privateDirty());
        assertEquals(sum(pid, "Shared_Clean") + sum(pid, "Shared_Dirty"), memory.shared());
    }

    @Test
    void memoryShowsWhatAForkSharesAndWhatWritingSplits() throws Exception {
        String script =
                "exec 3<&0; s=$(head -c 20000000 /dev/zero | tr '\\0' x); "
                        + "(read -r go <&3; s=$s$s; read -r go <&3) & wait";
        Process parent = processes.start("bash", "-c", script);
        Eventually.holds("a fork", () -> onlyChild(parent).sharedDirty() >= 20_000_000);
        Memory before = onlyChild(parent);
        parent.outputWriter().append("go\n").flush();
        Eventually.holds(
                "a copy",
                () -> onlyChild(parent).privateDirty() >= before.privateDirty() + 20_000_000);
        assertTrue(onlyChild(parent).since(before).toString().contains("CHANGE"));
    }

    @Test
    void aZombieHasNoMemory() throws Exception {
        int parent =
                pid(processes.start("bash", "-c", "bash -c '" + AFTER_EXEC + "' & exec sleep 60"));
        Eventually.holds("a zombie", () -> ProcessFamily.of(parent).zombies() == 1);
        int zombie = Inspector.of(parent).ps().rows().get(1).pid();
        assertTrue(inspector.memory(zombie).toString().contains("it is a zombie"));
        assertTrue(inspector.fds(zombie).toString().contains("as a zombie has none"));
    }

    @Test
    void signalsAgreeWithPs() throws Exception {
        int pid =
                processes.numberFrom(
                        "trap '' USR1 PIPE; trap : USR2; echo $$; while :; do read -t 60; done");
        signal("STOP", pid);
        signal("TERM", pid);
        Eventually.holds(
                "pending", () -> mask(pid, SignalRow::pending).equals(psMask("pending", pid)));
        assertEquals(psMask("blocked", pid), mask(pid, SignalRow::blocked));
        assertEquals(psMask("ignored", pid), mask(pid, SignalRow::ignored));
        assertEquals(psMask("caught", pid), mask(pid, SignalRow::caught));
        assertTrue(
                inspector.signals(pid).stream()
                        .anyMatch(row -> row.name().equals("SIGUSR1") && row.ignored()));
        assertTrue(
                inspector.signals(pid).stream()
                        .anyMatch(row -> row.name().equals("SIGTERM") && row.pending()));
    }

    private Memory onlyChild(Process parent) {
        Table<ProcessRow> family = Inspector.of(pid(parent)).ps();
        return inspector.memory(family.rows().get(family.size() - 1).pid());
    }

    private String mask(int pid, Predicate<SignalRow> property) {
        long mask =
                inspector.signals(pid).stream()
                        .filter(property)
                        .mapToLong(row -> 1L << row.number() - 1)
                        .sum();
        return "%016x".formatted(mask);
    }

    private static String psMask(String column, int pid) {
        return output("ps", "-o", column + "=", "-p", "" + pid).strip();
    }

    private static long sum(int pid, String kind) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/smaps")).stream()
                .filter(line -> line.startsWith(kind + ":"))
                .collect(
                        Collectors.summingLong(
                                line -> Long.parseLong(line.split("\\s+")[1]) * 1024));
    }
}
