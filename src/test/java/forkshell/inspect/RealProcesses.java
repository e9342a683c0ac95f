package forkshell.inspect;

import static java.nio.charset.StandardCharsets.UTF_8;

import forkshell.testing.Command;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Starts programs for a test, and ends them with it. */
final class RealProcesses implements AutoCloseable {
    /** For a shell's child: waits until the shell has become sleep(1), which never reaps. */
    static final String AFTER_EXEC =
            "until read -r c < /proc/$PPID/comm; [ $c = sleep ]; do :; done; ";

    private final List<Process> started = new ArrayList<>();

    /** Starts a program that goes on; its output can be read. */
    Process start(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        started.add(process);
        return process;
    }

    int sleeper() throws IOException {
        return pid(start("sleep", "60"));
    }

    /** A shell whose first line of output is the number that the test wants. */
    int numberFrom(String script) throws IOException {
        BufferedReader output = start("bash", "-c", script).inputReader(UTF_8);
        return Integer.parseInt(output.readLine().strip());
    }

    static int pid(Process process) {
        return Math.toIntExact(process.pid());
    }

    /** What a program that ends by itself prints. */
    static String output(String... command) {
        Command.Outcome outcome = Command.of(command).run();
        return outcome.out() + outcome.err();
    }

    static void signal(String name, int pid) {
        output("kill", "-" + name, Integer.toString(pid));
    }

    @Override
    public void close() {
        started.forEach(process -> process.descendants().forEach(ProcessHandle::destroyForcibly));
        started.forEach(Process::destroyForcibly);
    }
}
