package forkshell.process;

import forkshell.libc.Generation;

/**
 * Runs when the JVM shuts down: ends its children. A child that calls System.exit comes here too;
 * the rest of the way down needs the VM's own threads, which it does not have, so it leaves from
 * here.
 */
final class Shutdown implements Runnable {
    private final ProcessTable table;

    Shutdown(ProcessTable table) {
        this.table = table;
    }

    @Override
    public void run() {
        if (Generation.isChild()) {
            System.err.println(
                    "System.exit was called in a child, where the threads that end a JVM do not exist. Use"
                            + " exit(n), which is _exit(2); this child ends with 1.");
            table.exit(1);
        }
        table.close();
    }
}
