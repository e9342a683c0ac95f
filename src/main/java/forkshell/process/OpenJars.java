package forkshell.process;

import forkshell.libc.Libc;
import forkshell.libc.NativeBuffer;
import forkshell.libc.Sys;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The jar files that this JVM reads classes from. Java seeks and then reads, and a forked child
 * shares the file offset with its parent, so two readers would corrupt each other: each child opens
 * its jars anew, under the same numbers.
 */
final class OpenJars {
    private record OpenJar(int fd, NativeBuffer path) {}

    private final List<OpenJar> jars = new ArrayList<>();

    /** Finds the jars that are open now. */
    OpenJars() {
        String[] fds = new File("/proc/self/fd").list();
        for (String fd : fds == null ? new String[0] : fds) {
            if (targetOf(fd).endsWith(".jar")) {
                byte[] path = ("/proc/self/fd/" + fd).getBytes(StandardCharsets.US_ASCII);
                NativeBuffer nullTerminated = new NativeBuffer(path.length + 1);
                nullTerminated.put(0, path, 0, path.length);
                jars.add(new OpenJar(Integer.parseInt(fd), nullTerminated));
            }
        }
    }

    private static String targetOf(String fd) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd", fd)).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    void reopenInChild() {
        for (int i = 0; i < jars.size(); i++) {
            OpenJar jar = jars.get(i);
            int own = Sys.open(jar.path, Libc.O_CLOEXEC);
            if (own >= 0) {
                Sys.dup2(own, jar.fd);
                Sys.close(own);
            }
        }
    }
}
