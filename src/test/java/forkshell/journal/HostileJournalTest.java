package forkshell.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.proc.FdInfo;
import forkshell.testing.CProgram;
import forkshell.testing.Command;
import forkshell.testing.JavaProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A journal is anybody's who can open it: what they write there hurts nobody. */
@Timeout(60)
class HostileJournalTest {
    /** Writes random words at random places until it is killed. */
    private static final String SCRIBBLER =
            """
            #include <fcntl.h>
            #include <stdlib.h>
            #include <sys/mman.h>
            int main(int argc, char **argv) {
                int size = atoi(argv[3]);
                int fd = open(argv[1], O_RDWR);
                long *memory = mmap(0, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
                if (memory == MAP_FAILED) return 1;
                srandom(atoi(argv[2]));
                for (;;) {
                    long at = random() % 50 ? random() % (size / 8) : random() % 64;
                    memory[at] = random() << 33 ^ random() << 2 ^ random();
                }
            }
            """;

    /** Has memory of that name that may shrink, and waits. */
    private static final String PRETENDER =
            """
            #define _GNU_SOURCE
            #include <stdio.h>
            #include <stdlib.h>
            #include <sys/mman.h>
            #include <unistd.h>
            int main(int argc, char **argv) {
                int fd = memfd_create("forkshell-journal", MFD_ALLOW_SEALING);
                if (ftruncate(fd, atoi(argv[1]))) return 1;
                puts("ready");
                fflush(stdout);
                pause();
            }
            """;

    @Test
    void nobodyChangesItsSize() {
        Journal.record(Event.FORK_ATTEMPT);
        String file = own().toString();
        for (String attack : List.of("echo hello > " + file, "truncate -s 0 " + file)) {
            assertNotEquals(0, Command.of("sh", "-c", attack).run().status(), attack);
        }
        assertNotEquals(0, Command.of("sh", "-c", "echo x >> " + file).run().status());
        Journal.record(Event.CLOSE, 4711);
        List<Entry> entries = reader().entries();
        assertEquals("close fd 4711", entries.get(entries.size() - 1).text());
    }

    @Test
    void underAttackItShowsWhatIsIntactAndCountsTheRest() throws Exception {
        long seed = Long.getLong("forkshell.seed", System.nanoTime() % 1_000_000);
        System.out.println("scribbling with seed " + seed);
        String program = CProgram.of(SCRIBBLER).executable().toString();
        Process scribbler =
                Command.of(program, own().toString(), "" + seed, "" + Layout.SIZE).start();
        long end = System.nanoTime() + Long.getLong("forkshell.attack.seconds", 3) * 1_000_000_000;
        try {
            for (int i = 0; System.nanoTime() < end || reader().gaps().damaged() == 0; i++) {
                note(i);
                if (i % 1000 == 0) {
                    assertIntact(reader().entries());
                }
            }
            assertTrue(scribbler.isAlive());
        } finally {
            scribbler.destroyForcibly().waitFor();
        }
        assertTrue(reader().gaps().damaged() > 0);
        note(1_000_000);
        List<Entry> signals = reader().lives(EnumSet.of(Event.SIGNAL));
        assertFalse(signals.isEmpty());
        assertEquals(1_000_000, signals.get(signals.size() - 1).a());
        assertIntact(reader().entries());
    }

    private static void note(int number) {
        Journal.record(Event.SIGNAL, number, 7L * number);
        Journal.exchange(6, 5);
        Journal.recordPairs(Event.REAP, new long[] {number, 3L * number}, 1);
        Journal.without(() -> Journal.exchange(6, 1));
    }

    private static void assertIntact(List<Entry> entries) {
        for (Entry entry : entries) {
            if (entry.event() == Event.SIGNAL) {
                assertEquals(7 * entry.a(), entry.b());
            } else if (entry.event() == Event.REAP) {
                assertEquals(3 * entry.a(), entry.b());
            }
            assertTrue(entry.nanos() <= System.nanoTime(), entry::toString);
        }
    }

    @Test
    void memoryOfAnotherUserThatMayShrinkIsNoJournal() throws Exception {
        Path program = CProgram.of(PRETENDER).executable();
        Process pretender = asSomebodyElse(program, "" + Layout.SIZE);
        try {
            assertEquals('r', pretender.getInputStream().read());
            String told =
                    assertThrows(
                                    IllegalStateException.class,
                                    () -> JournalReader.of((int) pretender.pid()))
                            .getMessage();
            assertTrue(told.startsWith("/proc/" + pretender.pid() + "/fd/"), told);
            assertTrue(
                    told.endsWith("is no journal that forkshell made: its size may change."), told);
        } finally {
            pretender.destroyForcibly().waitFor();
        }
    }

    @Test
    void wordsThatATerminalWouldObeyAreShown() {
        Entry entry = new Entry(0, 1, Event.LOOP, 3, 0x1b5d303b07L, 0, 0);
        assertEquals("loop fd 3, design ^[]0;^G", entry.text());
    }

    private static Process asSomebodyElse(Path program, String size) throws IOException {
        Command.of("chmod", "a+rx", program.toString(), program.getParent().toString()).run();
        List<String> words = new ArrayList<>(List.of(program.toString(), size));
        return Command.of(JavaProgram.ordinary(words)).start();
    }

    private static Path own() {
        long me = ProcessHandle.current().pid();
        Journal.record(Event.FORK_ATTEMPT);
        return FdInfo.of((int) me).orElse(List.of()).stream()
                .filter(each -> each.target().startsWith("/memfd:" + Layout.NAME))
                .map(each -> Path.of("/proc/" + me + "/fd/" + each.fd()))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
    }

    private static JournalReader reader() {
        return JournalReader.of((int) ProcessHandle.current().pid()).orElseThrow();
    }
}
