package forkshell.jvm;

import forkshell.proc.ExecutedProgram;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.zip.Adler32;
import java.util.zip.Checksum;

/**
 * Does in a new child what its later life may need, so that a lock that was held at the instant of
 * the fork shows before the child is called ready: takes memory past the thread's own buffer, loads
 * a class that the parent never loaded, searches the class path, links a call, lends an array to
 * native code, uses the list of threads, and (where there is a compiler) asks for a compilation
 * that the parent never asked for. Whatever blocks here would have blocked for ever.
 */
public final class Canary {
    private static final String UNLOADED = "LoadedInChildrenOnly";

    private static final MethodHandle HANDLE = MethodHandles.constant(String.class, "");
    private static final boolean COMPILER =
            !System.getProperty("java.vm.info", "").contains("interpreted");
    private static final int CALLS_THAT_ASK_FOR_COMPILATION = 2_100;
    private static final int PAST_ANY_SMALL_BUFFER = 1 << 14;
    private static final int REGIONS = 1 << 21;

    private final byte[] neverLoaded = ClassFile.of(UNLOADED);
    private final byte[] loadedByTheParent = ClassFile.of("LoadedByTheParent");
    private final boolean serial =
            ExecutedProgram.ownCommandLine().orElse("").contains("-XX:+UseSerialGC");
    private final Checksum checksum = new Adler32();
    private Object taken;

    public void run() {
        allocate(serial ? PAST_ANY_SMALL_BUFFER : REGIONS);
        load(neverLoaded);
        Canary.class.getResource("/none");
        link();
        borrow();
        lookAtThreads();
        for (int i = 0; COMPILER && i < CALLS_THAT_ASK_FOR_COMPILATION; i++) {
            taken = neverCompiled(i);
        }
        taken = null;
    }

    private void allocate(int bytes) {
        for (int left = bytes; left > 0; left -= PAST_ANY_SMALL_BUFFER) {
            taken = new byte[PAST_ANY_SMALL_BUFFER];
        }
    }

    /** In the parent, once: what these calls need is loaded here, not in each child. */
    public void warmUp() {
        load(loadedByTheParent);
        Canary.class.getResource("/none");
        link();
        borrow();
        lookAtThreads();
    }

    /**
     * Asks for a type of method and registers with the JDK's cleaner, as each lambda and each
     * concatenation of text does once: threads that clear away references take the same locks.
     */
    private void link() {
        taken = MethodType.methodType(void.class, Canary.class);
        taken = new ConstantCallSite(HANDLE);
    }

    /** Lets native code use an array in the heap, as unpacking a jar does: no collector may run. */
    private void borrow() {
        checksum.update(neverLoaded);
    }

    /** Uses the JVM's list of threads, as loading a class may: one that ends holds its lock. */
    private static void lookAtThreads() {
        Thread self = Thread.currentThread();
        self.setPriority(self.getPriority());
    }

    private void load(byte[] classFile) {
        try {
            taken = MethodHandles.lookup().defineClass(classFile);
        } catch (IllegalAccessException e) {
            throw new AssertionError("a lookup of one's own package has all rights", e);
        }
    }

    private static Object neverCompiled(int i) {
        return (i & 1) == 0 ? UNLOADED : COMPILER;
    }
}
