package forkshell.repl.agent;

import forkshell.display.Channel;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Map;
import jdk.jshell.execution.Util;

/**
 * The main class of the JVM that runs the snippets.
 *
 * <p>It opens three connections to the Unix socket that its parent listens on: the first carries
 * the commands of {@code jdk.jshell}, which are serial, the second the number of each snippet that
 * is to be stopped, the third what snippets read. ({@code jdk.jshell} would send that on the first
 * one, where an unanswered question holds up everything else, and on Java 17 it may ask for a byte
 * too many.) The end of the first or second means that the parent is gone; the agent then ends at
 * once. What snippets print goes to this process' own standard output and error, so that a line
 * written by C code or by a program that a snippet started arrives in order with the rest.
 */
public final class Agent {
    private Agent() {}

    /**
     * Serves one session.
     *
     * @param args the path of the parent's Unix socket, and the token of the frames that are
     *     printed on both output streams, for instance a mark behind the output of each snippet
     * @throws IOException when the parent cannot be reached
     */
    public static void main(String[] args) throws IOException {
        UnixDomainSocketAddress parent = UnixDomainSocketAddress.of(args[0]);
        Wire commands = new Wire(SocketChannel.open(parent));
        Wire stops = new Wire(SocketChannel.open(parent));
        AskedInput input = new AskedInput(new Wire(SocketChannel.open(parent)));
        System.setIn(input);
        PrintStream out = printer(FileDescriptor.out);
        Channel.open(args[1], out);
        System.setOut(out);
        System.setErr(printer(FileDescriptor.err));
        SnippetControl snippets =
                new SnippetControl(
                        new FileOutputStream(FileDescriptor.out),
                        new FileOutputStream(FileDescriptor.err));
        daemon("forkshell-stop", () -> obey(stops.in(), snippets));
        daemon("forkshell-input", input::serve);
        Util.forwardExecutionControlAndIO(
                snippets, commands.in(), commands.out(), Map.of(), Map.of());
        System.exit(0);
    }

    private static PrintStream printer(FileDescriptor descriptor) {
        return new Printer(new FileOutputStream(descriptor));
    }

    private static void obey(InputStream requests, SnippetControl snippets) {
        try (DataInputStream numbers = new DataInputStream(requests)) {
            while (true) {
                snippets.stop(numbers.readInt());
            }
        } catch (EOFException parentHasEnded) {
            // so does this process
        } catch (IOException lost) {
            System.err.println("forkshell: " + lost.getMessage());
        }
        Runtime.getRuntime().halt(0);
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
