package forkshell.acceptance;

import static forkshell.Playground.acceptLoop;
import static forkshell.Playground.children;
import static forkshell.Playground.forkChild;
import static forkshell.Playground.ignoreChildExit;
import static forkshell.Playground.kill;
import static forkshell.Playground.lectureA;
import static forkshell.Playground.listen;
import static forkshell.Playground.waitFor;

import com.sun.jna.Native;
import forkshell.libc.Signal;
import forkshell.libc.SystemCallException;
import forkshell.net.Listener;
import forkshell.process.Child;
import forkshell.server.AcceptLoop;
import forkshell.server.LoopOptions;
import forkshell.server.Reaping;
import forkshell.server.ServerModels;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;

/** A JVM of its own, to be starved of something from outside; answers each line with a line. */
final class FaultProgram {
    private static Listener listener = listen(0);
    private static AcceptLoop loop = acceptLoop(listener);

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
                case "port" -> Integer.toString(listener.port());
                case "serve" -> serve(words[1]);
                case "children" -> alive() + " alive";
                case "kill" -> killOne();
                case "stats" -> loop.isRunning() + " " + loop.stats();
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

    /** Another server in its place. It handles no SIGCHLD: the JVM would need a thread for each. */
    private static String serve(String model) {
        loop.stop();
        listener.close();
        ignoreChildExit();
        listener = listen(0);
        LoopOptions options = lectureA().reaping(Reaping.AFTER_ACCEPT);
        loop = acceptLoop(listener, options.model(ServerModels.named(model)));
        return "serving";
    }

    private static long alive() {
        return children().stream().filter(Child::isAlive).count();
    }

    private static String killOne() {
        kill(children().get(0), Signal.SIGKILL);
        return "killed";
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
