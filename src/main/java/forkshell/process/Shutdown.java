package forkshell.process;

import forkshell.display.Messages;
import forkshell.libc.Generation;
import java.util.function.IntConsumer;

/**
 * Runs when the JVM shuts down: ends its children. A child that calls System.exit comes here too;
 * the rest of the way down needs the VM's own threads, which it does not have, so it leaves from
 * here.
 */
final class Shutdown implements Runnable {
    private static final Messages WORDS = Messages.of(Shutdown.class);
    private final IntConsumer exit;
    private final Runnable close;

    /**
     * @param exit leaves a child with a status
     * @param close forks no more, and ends all children
     */
    Shutdown(IntConsumer exit, Runnable close) {
        this.exit = exit;
        this.close = close;
    }

    @Override
    public void run() {
        if (Generation.isChild()) {
            System.err.println(WORDS.get("System.exit"));
            exit.accept(1);
        }
        close.run();
    }
}
