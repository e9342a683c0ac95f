package forkshell;

import static forkshell.Playground.acceptLoop;
import static forkshell.Playground.forkChild;
import static forkshell.Playground.listen;
import static forkshell.Playground.waitFor;

import com.sun.jna.Native;
import forkshell.libc.SystemCallException;
import forkshell.net.Listener;
import forkshell.server.AcceptLoop;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;

/** A JVM of its own, to be starved of something from outside; answers each line with a line. */
final class FaultProgram {
    private static final Listener LISTENER = listen(0);
    private static final AcceptLoop LOOP = acceptLoop(LISTENER);

    private static long[] taken = {};

    private FaultProgram() {}

    public static void main(String[] arguments) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            System.out.println(answer(line.split(" ")));
        }
    }

    private static String answer(String[] words) {
        try {
            return switch (words[0]) {
                case "port" -> Integer.toString(LISTENER.port());
                case "stats" -> LOOP.isRunning() + " " + LOOP.stats();
                case "fork" -> waitFor(forkChild(() -> {})).toString().replaceAll("\\d{2,}", "N");
                case "listen" -> listen(Integer.parseInt(words[1])).toString();
                case "take" -> take(Long.parseLong(words[1]));
                case "give" -> give();
                default -> "what?";
            };
        } catch (SystemCallException e) {
            return e.getMessage();
        }
    }

    /** Two mappings side by side, which the kernel joins to one. */
    private static String take(long bytes) {
        taken = new long[] {Native.malloc(bytes), Native.malloc(bytes)};
        return taken[0] == 0 || taken[1] == 0 ? "refused" : "taken";
    }

    private static String give() {
        for (long address : taken) {
            Native.free(address);
        }
        return "given";
    }
}
