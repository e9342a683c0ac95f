package forkshell.libc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.testing.CProgram;
import forkshell.testing.LeavesNothingBehind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** With threads of the system: those that it is made for came with a later JDK. */
@Tag("quick")
@Timeout(60)
@ExtendWith(LeavesNothingBehind.class)
class PollerTest {
    private static final int LONG = 60_000;

    private final List<int[]> pipes = new ArrayList<>();

    private int[] pipe() {
        int[] pipe = Sys.pipe(Libc.O_CLOEXEC);
        pipes.add(pipe);
        return pipe;
    }

    @AfterEach
    void close() {
        for (int[] pipe : pipes) {
            Sys.close(pipe[0]);
            Sys.close(pipe[1]);
        }
    }

    private static CompletableFuture<Void> read(int[] pipe) {
        return CompletableFuture.runAsync(
                () -> {
                    try (NativeBuffer pollfd = Sys.pollfd()) {
                        while (Sys.poll(pipe[0], Libc.POLLIN, 0, pollfd) == 0) {
                            Poller.park(pipe[0], Libc.POLLIN, LONG);
                        }
                        Sys.read(pipe[0], pollfd.address(), 1);
                    }
                },
                task -> new Thread(task).start());
    }

    private static void write(int[] pipe) {
        try (NativeBuffer bytes = new NativeBuffer(1)) {
            Sys.write(pipe[1], bytes.address(), 1);
        }
    }

    @Test
    void eachThreadIsWokenByItsOwnDescriptor() throws Exception {
        int[] first = pipe();
        int[] second = pipe();
        CompletableFuture<Void> ofFirst = read(first);
        CompletableFuture<Void> ofSecond = read(second);
        write(second);
        ofSecond.get(20, TimeUnit.SECONDS);
        assertFalse(ofFirst.isDone());
        write(first);
        ofFirst.get(20, TimeUnit.SECONDS);
    }

    @Test
    void twoThreadsMayWaitForOneDescriptor() throws Exception {
        int[] pipe = pipe();
        List<CompletableFuture<Void>> both = List.of(read(pipe), read(pipe));
        write(pipe);
        CompletableFuture.anyOf(both.get(0), both.get(1)).get(20, TimeUnit.SECONDS);
        write(pipe);
        CompletableFuture.allOf(both.get(0), both.get(1)).get(20, TimeUnit.SECONDS);
    }

    @Test
    void aDescriptorMayBeWaitedForAgainAndANewOneUnderItsNumber() throws Exception {
        for (int i = 0; i < 3; i++) {
            int[] pipe = Sys.pipe(Libc.O_CLOEXEC);
            for (int j = 0; j < 3; j++) {
                Poller.park(pipe[0], Libc.POLLIN, 1);
                CompletableFuture<Void> read = read(pipe);
                write(pipe);
                read.get(20, TimeUnit.SECONDS);
            }
            Sys.close(pipe[0]);
            Sys.close(pipe[1]);
        }
    }

    @Test
    void withoutAnythingToReadTheThreadGoesOnAfterItsTime() {
        long begin = System.nanoTime();
        Poller.park(pipe()[0], Libc.POLLIN, 20);
        assertTrue(System.nanoTime() - begin < 10_000_000_000L);
    }

    @Test
    void theLayoutIsThatOfC() {
        String layout =
                """
                #include <stddef.h>
                #include <stdio.h>
                #include <sys/epoll.h>
                int main(void) {
                  size_t data = offsetof(struct epoll_event, data);
                  printf("%d %zu %d", data <= 8 && 12 <= data + sizeof(epoll_data_t),
                      sizeof(struct epoll_event), sizeof(struct epoll_event) <= 16);
                }
                """;
        assertEquals("1 " + Epoll.EVENT_SIZE + " 1", CProgram.of(layout).output());
        assertEquals(8, Poller.EVENT_DATA);
        assertEquals(16, Poller.EVENT_SIZE);
    }
}
