package forkshell.jvm;

import forkshell.display.Messages;
import forkshell.libc.RefusedException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;

/** Recognises the flags of java(1) with which no child could live. */
public final class ForkableJvm {
    private static final Messages WORDS = Messages.of(ForkableJvm.class);
    private static final String OBSTACLE = obstacle();

    private ForkableJvm() {}

    /**
     * Is to be called before a fork.
     *
     * @throws RefusedException if this JVM runs with such a flag; the message names it
     */
    public static void check() {
        if (!OBSTACLE.isEmpty()) {
            throw new RefusedException("forkChild", "", OBSTACLE);
        }
    }

    private static String obstacle() {
        if (collectsByZgc()) {
            return WORDS.get("zgc");
        }
        if (System.getProperty("java.vm.info", "").startsWith("compiled mode")) {
            return WORDS.get("xcomp");
        }
        return "";
    }

    private static boolean collectsByZgc() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .map(GarbageCollectorMXBean::getName)
                .anyMatch(name -> name.startsWith("ZGC"));
    }
}
