package forkshell.process;

import forkshell.libc.RefusedException;

/** Is run in JVMs of all kinds: forks some children and tells how they ended. */
final class ForkingProgram {
    private static final int CHILDREN = 5;

    private ForkingProgram() {}

    public static void main(String[] none) {
        ProcessTable table = new ProcessTable();
        try {
            for (int i = 0; i < CHILDREN; i++) {
                Child child = table.fork("", () -> table.exit(3));
                System.out.println(table.waitFor(child).exitCode());
            }
        } catch (RefusedException refused) {
            System.out.println(refused.getMessage());
        }
    }
}
