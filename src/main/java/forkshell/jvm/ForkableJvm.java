package forkshell.jvm;

import forkshell.libc.RefusedException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;

/** Recognises the flags of java(1) with which no child could live. */
public final class ForkableJvm {
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
            return "With -XX:+UseZGC parent and child would share one heap, and both would crash:"
                    + " start the JVM with -XX:+UseSerialGC instead.";
        }
        if (System.getProperty("java.vm.info", "").startsWith("compiled mode")) {
            return "With -Xcomp a child would wait for a compiler thread that only its parent has:"
                    + " start the JVM without it, or with -Xint instead.";
        }
        return "";
    }

    private static boolean collectsByZgc() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .map(GarbageCollectorMXBean::getName)
                .anyMatch(name -> name.startsWith("ZGC"));
    }
}
