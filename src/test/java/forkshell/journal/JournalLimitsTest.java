package forkshell.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.libc.SocketAddress;
import forkshell.testing.Command;
import forkshell.testing.Eventually;
import forkshell.testing.JavaProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class JournalLimitsTest {
    private static final int THREADS = 4;
    private static final int STEP_NANOS = 16;

    @TempDir private Path directory;

    /** Notes its pid for ever, to be killed. */
    public static void main(String[] arguments) {
        while (true) {
            Journal.record(Event.FORK_ATTEMPT);
        }
    }

    @Test
    void aReaderKeepsTheStoryOfAKilledJvmAndNoFileStaysBehind() throws Exception {
        Set<String> before = journalFiles();
        Process writer =
                Command.of(JavaProgram.commandLine(JournalLimitsTest.class, List.of())).start();
        int pid = (int) writer.pid();
        Eventually.holds(
                "a journal with events",
                () -> JournalReader.of(pid).map(r -> r.entries().size() > 100).orElse(false));
        JournalReader reader = JournalReader.of(pid).orElseThrow();
        assertEquals(before, journalFiles());
        writer.destroyForcibly().waitFor();
        assertTrue(reader.entries().size() > 100);
        assertTrue(JournalReader.of(pid).isEmpty());
    }

    @Test
    void withoutAJournalNothingIsNoted() {
        String off = "-D" + Journal.PROPERTY + "=off";
        Process writer =
                Command.of(JavaProgram.commandLine(JournalLimitsTest.class, List.of(off))).start();
        try {
            Eventually.holds(
                    "it runs",
                    () ->
                            writer.toHandle()
                                    .info()
                                    .totalCpuDuration()
                                    .map(d -> d.toMillis() > 300)
                                    .orElse(false));
            assertTrue(JournalReader.of((int) writer.pid()).isEmpty());
        } finally {
            writer.destroyForcibly();
        }
    }

    @Test
    void fullRingsKeepTheNewestAndCountTheRest() throws Exception {
        JournalReader reader = self();
        List<Thread> threads =
                IntStream.range(0, THREADS)
                        .mapToObj(i -> new Thread(JournalLimitsTest::fill))
                        .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        Journal.record(Event.CLOSE, 4242);
        List<Entry> entries = reader.entries();
        assertEquals(
                Layout.LIFE_COUNT,
                entries.stream().filter(entry -> entry.event() != Event.EXCHANGE).count());
        assertTrue(
                reader.gaps().dropped() > THREADS * 20_000L - Layout.LIFE_COUNT,
                () -> "" + reader.gaps().dropped());
        assertEquals("close fd 4242", entries.get(entries.size() - 1).text());
    }

    private static void fill() {
        for (int i = 0; i < 20_000; i++) {
            Journal.record(Event.FORK_ATTEMPT);
            Journal.exchangeAmongThreads(1, 1);
            Journal.exchangeAmongThreads(1, 1);
        }
    }

    @Test
    void batchesFillTheRingsOverTheirEndWithoutAGap() {
        JournalReader reader = self();
        int size = 1_001;
        long last = 0;
        while (last < 2 * Layout.LIFE_COUNT) {
            long first = last;
            long[] pairs = new long[2 * size];
            IntStream.range(0, size)
                    .forEach(
                            i -> {
                                pairs[2 * i] = first + i;
                                pairs[2 * i + 1] = 7;
                            });
            Journal.recordPairs(Event.REAP, pairs, pairs.length / 2);
            last += size;
        }
        List<Entry> noted = reader.lives(EnumSet.allOf(Event.class));
        assertEquals(Layout.LIFE_COUNT, noted.size());
        long pid = last - Layout.LIFE_COUNT;
        for (Entry entry : noted) {
            assertEquals("reap child " + pid++ + ", status 7", entry.text());
        }
    }

    @Test
    void anExchangeKeepsItsTimeAndALargeDescriptor() {
        int fd = 70_000;
        long before = System.nanoTime();
        Journal.exchange(fd, 7);
        Journal.exchange(fd + 1, 8);
        long after = System.nanoTime();
        List<Entry> noted = self().exchangesSince(before - STEP_NANOS);
        assertEquals(
                List.of("exchange fd 70000, bytes 7", "exchange fd 70001, bytes 8"),
                noted.stream().map(entry -> entry.text().replaceFirst(", total .*", "")).toList());
        assertTrue(noted.stream().allMatch(entry -> entry.nanos() <= after), noted::toString);
    }

    @Test
    void exportsAnObjectForEachEvent() throws IOException {
        Journal.record(Event.SIGNAL, 42, 9);
        Journal.record(
                Event.ACCEPT, 6, SocketAddress.of(InetAddress.getByName("127.0.0.1"), 50312));
        Journal.record(Event.ACCEPT, 7, SocketAddress.of(InetAddress.getByName("::1"), 50313));
        Path file = directory.resolve("journal.jsonl");
        JsonLines.write((int) ProcessHandle.current().pid(), file);
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        List<String> last =
                lines.subList(lines.size() - 3, lines.size()).stream()
                        .map(
                                line ->
                                        line.replaceFirst(
                                                "\\{\"nanos\":\\d+,\"time\":\"20[0-9T:.-]+Z\",\"pid\":\\d+,",
                                                "{"))
                        .toList();
        assertEquals(
                List.of(
                        "{\"event\":\"signal\",\"to\":42,\"signal\":\"SIGKILL\"}",
                        "{\"event\":\"accept\",\"fd\":6,\"peer\":\"127.0.0.1:50312\"}",
                        "{\"event\":\"accept\",\"fd\":7,\"peer\":\"[::1]:50313\"}"),
                last);
    }

    @Test
    void aFileThatCannotBeWrittenGetsASentence() {
        Path file = directory.resolve("missing/journal.jsonl");
        String told =
                assertThrows(UncheckedIOException.class, () -> JsonLines.write(1, file))
                        .getMessage();
        assertTrue(told.startsWith("cannot write " + file + ", its directory must exist"), told);
    }

    private static JournalReader self() {
        Journal.record(Event.FORK_ATTEMPT);
        return JournalReader.of((int) ProcessHandle.current().pid()).orElseThrow();
    }

    private static Set<String> journalFiles() throws IOException {
        try (var shared = Files.list(Path.of("/dev/shm"));
                var temporary = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return Stream.concat(shared, temporary)
                    .map(Path::toString)
                    .filter(name -> name.contains("journal"))
                    .collect(Collectors.toSet());
        }
    }
}
