package forkshell.jvm;

import forkshell.libc.Libc;
import forkshell.libc.NativeBuffer;
import forkshell.libc.Sys;
import forkshell.proc.FdInfo;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The jar files that this JVM reads classes from. Java seeks and then reads, and a forked child
 * shares the file offset with its parent, so two readers would corrupt each other: each child has
 * its jars opened anew, under the same numbers. The parent opens them, because what a process has
 * looked up in its own /proc the kernel has to forget again when it is reaped.
 */
public final class OpenJars {
    private record OpenJar(int fd, NativeBuffer path) {}

    private static final int NONE = -1;

    private final List<OpenJar> jars = new ArrayList<>();
    private final int[] forChild;

    /** Finds the jars that are open now. */
    public OpenJars() {
        FdInfo.targets(Libc.getpid()).orElse(Map.of()).forEach(this::addIfJar);
        forChild = new int[jars.size()];
    }

    private void addIfJar(int fd, String target) {
        if (target.endsWith(".jar")) {
            byte[] path = FdInfo.ownPath(fd).getBytes(StandardCharsets.US_ASCII);
            NativeBuffer nullTerminated = new NativeBuffer(path.length + 1);
            nullTerminated.put(0, path, 0, path.length);
            jars.add(new OpenJar(fd, nullTerminated));
        }
    }

    public void beforeFork() {
        for (int i = 0; i < forChild.length; i++) {
            forChild[i] = open(i);
        }
    }

    private int open(int i) {
        return Sys.open(jars.get(i).path, Libc.O_CLOEXEC);
    }

    public void inParent() {
        for (int i = 0; i < forChild.length; i++) {
            if (forChild[i] != NONE) {
                Sys.close(forChild[i]);
            }
        }
    }

    /** A parent that has no descriptor left leaves it to the child, which has some. */
    public void inChild() {
        for (int i = 0; i < forChild.length; i++) {
            int own = forChild[i] == NONE ? open(i) : forChild[i];
            if (own != NONE) {
                Sys.dup2(own, jars.get(i).fd);
                Sys.close(own);
            }
        }
    }
}
