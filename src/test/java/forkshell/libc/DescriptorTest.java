package forkshell.libc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.testing.Eventually;
import forkshell.testing.LeavesNothingBehind;
import forkshell.testing.ProcessView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** One owner for each descriptor, against threads and recycled numbers. */
@Tag("quick")
@Timeout(60)
@ExtendWith(LeavesNothingBehind.class)
class DescriptorTest {
    private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

    @Test
    void afterItsCloseTheNumberIsNeverUsedAgainAndTheMessageSaysWhoClosedIt() {
        Descriptor closed = new Descriptor(socket(), "connection of 127.0.0.1:4711");
        assertTrue(closed.close("the accept loop"));
        int recycled = socket();
        assertEquals(closed.fd(), recycled, "the kernel gives the lowest free number");
        SystemCallException refused =
                assertThrows(SystemCallException.class, () -> closed.use("read"));
        assertEquals(
                "read(connection of 127.0.0.1:4711) failed: EBADF (9) Bad file descriptor."
                        + " It was closed by the accept loop; make a new one to go on.",
                refused.getMessage());
        Sys.close(recycled);
    }

    @Test
    void closingTwiceDoesNotCloseTheNextOwnersDescriptor() {
        Descriptor closed = new Descriptor(socket(), "first");
        closed.close("close()");
        int recycled = socket();
        assertFalse(closed.close("close() again"));
        assertEquals("closed by close()", closed.state());
        assertTrue(isOpen(recycled));
        Sys.close(recycled);
    }

    @Test
    void ofManyThreadsThatCloseItOneDoes() throws Exception {
        Descriptor descriptor = new Descriptor(socket(), "contended");
        AtomicInteger closers = new AtomicInteger();
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Thread thread =
                    new Thread(
                            () -> {
                                awaitQuietly(start);
                                closers.addAndGet(descriptor.close("close()") ? 1 : 0);
                            });
            thread.start();
            threads.add(thread);
        }
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(1, closers.get());
    }

    @Test
    void closingWaitsForTheThreadThatUsesItSoTheNumberIsNotRecycledUnderIt() throws Exception {
        Descriptor descriptor = new Descriptor(socket(), "in use");
        int fd = descriptor.use("read");
        CompletableFuture<Boolean> close =
                CompletableFuture.supplyAsync(() -> descriptor.close("close()"));
        Eventually.holds("no new use", () -> !descriptor.isOpen());
        assertThrows(SystemCallException.class, () -> descriptor.use("read"));
        assertTrue(isOpen(fd), "still open while it is used");
        assertFalse(close.isDone());
        descriptor.done();
        assertTrue(close.get(10, TimeUnit.SECONDS));
        assertFalse(isOpen(fd));
    }

    @Test
    void aThreadThatWaitsIsToldThatAnotherClosedIt() throws Exception {
        Descriptor descriptor = new Descriptor(listening(), "listener");
        Waiter waiter = new Waiter(descriptor);
        assertTrue(descriptor.close("close()"));
        waiter.ends("EBADF", "It was closed by close()");
    }

    @Test
    void anInterruptEndsAWaitAndLeavesTheDescriptorOpen() throws Exception {
        Descriptor descriptor = new Descriptor(listening(), "listener");
        Waiter waiter = new Waiter(descriptor);
        waiter.thread.interrupt();
        waiter.ends("EINTR", "You stopped it");
        assertTrue(descriptor.isOpen());
        descriptor.close("close()");
    }

    @Test
    void aBoundedWaitEndsAtItsBound() {
        Descriptor descriptor = new Descriptor(listening(), "listener");
        assertFalse(descriptor.await("accept", Libc.POLLIN, 150));
        assertFalse(descriptor.await("accept", Libc.POLLIN, 0));
        descriptor.close("close()");
    }

    /** A thread that waits without a bound, and is in the wait when this is made. */
    private static final class Waiter {
        final CompletableFuture<Boolean> result = new CompletableFuture<>();
        final Thread thread;

        Waiter(Descriptor descriptor) {
            thread = new Thread(() -> await(descriptor));
            thread.start();
            Eventually.holds("in poll", this::isInPoll);
        }

        private void await(Descriptor descriptor) {
            try {
                result.complete(descriptor.await("accept", Libc.POLLIN, -1));
            } catch (SystemCallException e) {
                result.completeExceptionally(e);
            }
        }

        private boolean isInPoll() {
            for (StackTraceElement frame : thread.getStackTrace()) {
                if (frame.getMethodName().equals("poll")) {
                    return true;
                }
            }
            return false;
        }

        void ends(String errno, String words) throws InterruptedException {
            Eventually.holds(HALF_A_SECOND, () -> "the wait ends", result::isDone);
            ExecutionException failure = assertThrows(ExecutionException.class, result::get);
            String message = failure.getCause().getMessage();
            assertTrue(message.contains(errno) && message.contains(words), message);
            thread.join();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isOpen(int fd) {
        return ProcessView.descriptors(ProcessHandle.current().pid())
                .containsKey(Integer.toString(fd));
    }

    private static int socket() {
        return Sys.socket(Libc.AF_INET, Libc.SOCK_STREAM | Libc.SOCK_CLOEXEC, 0);
    }

    private static int listening() {
        int fd = socket();
        Sys.listen(fd, 1);
        return fd;
    }
}
