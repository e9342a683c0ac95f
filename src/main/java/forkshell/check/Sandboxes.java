package forkshell.check;

import forkshell.proc.Access;
import forkshell.proc.Status;
import forkshell.strace.Guard;
import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The sandboxes of one check, which a guard clears should this JVM be killed. Their users, where it
 * may choose them, have a number in common, by which the guard knows them.
 */
final class Sandboxes implements AutoCloseable {
    /** CAP_CHOWN to CAP_SETPCAP and CAP_SYS_PTRACE, see capabilities(7). */
    private static final long CAPABILITIES = 0x1ff | 1L << 19;

    private static final int FIRST_BLOCK = 1_900_000;
    private static final int BLOCKS = 100_000;
    private static final int USERS_OF_A_BLOCK = 1000;

    private final boolean changesUser = mayChangeUser();
    private final Guard guard;
    private final AtomicInteger count = new AtomicInteger();

    /** By chance, because checks in other pid namespaces share the users, and their limits. */
    private final int block = FIRST_BLOCK + ThreadLocalRandom.current().nextInt(BLOCKS);

    /**
     * @throws IOException when the guard cannot be started
     */
    Sandboxes() throws IOException {
        guard = new Guard(changesUser ? "^Uid:.%d[0-9][0-9][0-9].".formatted(block) : "");
    }

    private static boolean mayChangeUser() {
        long effective = Status.of(self()).map(own -> own.signalMask("CapEff")).orElse(0L);
        return (effective & CAPABILITIES) == CAPABILITIES && Access.isOfAllUsers();
    }

    private static int self() {
        return (int) ProcessHandle.current().pid();
    }

    /** Returns one more, for one start of a program. */
    Sandbox next() {
        int user =
                changesUser
                        ? block * USERS_OF_A_BLOCK + count.getAndIncrement() % USERS_OF_A_BLOCK
                        : Status.of(self()).value().user();
        return new Sandbox(guard, user, changesUser);
    }

    /** Ends whatever is still in one of them. */
    @Override
    public void close() {
        guard.close();
    }
}
