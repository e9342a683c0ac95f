package forkshell.process;

import forkshell.libc.NativeBuffer;
import forkshell.libc.Sys;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs out of stack again and again, each time in the middle of other calls into native code, and
 * prints how often it survived.
 */
public final class OverflowProgram {
    private static final int LAST_FRAMES = 400;
    private static final int LARGE = 60_000;

    private interface Call {
        void run() throws Exception;
    }

    private static int frames;

    private OverflowProgram() {}

    public static void main(String[] arguments) throws Exception {
        Path path = Files.createTempFile("overflow", ".bin");
        byte[] large = new byte[LARGE];
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
                ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket served = server.accept()) {
            OutputStream toClient = served.getOutputStream();
            startDiscarding(client);
            List<Call> calls =
                    List.of(
                            () -> Sys.getsockname(-1),
                            () -> useMemory(large),
                            () -> file.write(large),
                            () -> toClient.write(large),
                            () -> print(large.length),
                            () -> InetAddress.getByName("localhost"),
                            () -> Class.forName("no.such.Class" + frames),
                            () -> OverflowProgram.class.getResource("/none"));
            int survived = 0;
            for (Call call : calls) {
                survived += overflows(call) ? 1 : 0;
            }
            System.out.println(survived + " of " + calls.size());
        } finally {
            Files.delete(path);
        }
    }

    private static void startDiscarding(Socket client) {
        Thread reader =
                new Thread(
                        () -> {
                            try {
                                client.getInputStream().transferTo(OutputStream.nullOutputStream());
                            } catch (IOException closed) {
                                return;
                            }
                        });
        reader.setDaemon(true);
        reader.start();
    }

    private static void useMemory(byte[] bytes) {
        try (NativeBuffer buffer = new NativeBuffer(bytes.length)) {
            buffer.put(0, bytes, 0, bytes.length);
        }
    }

    private static void print(int number) {
        PrintStream nowhere =
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        nowhere.printf("%5.2f %d%n", 1.5, number);
    }

    private static boolean overflows(Call call) {
        attempt(call);
        int limit = depth(() -> {});
        return depth(
                        () -> {
                            if (frames > limit - LAST_FRAMES) {
                                attempt(call);
                            }
                        })
                > limit - LAST_FRAMES;
    }

    /** How many frames fit before the stack is full. */
    private static int depth(Call call) {
        frames = 0;
        try {
            descend(call);
        } catch (StackOverflowError full) {
            return frames;
        } catch (Exception e) {
            throw new IllegalStateException("each call keeps its failures", e);
        }
        return 0;
    }

    private static void descend(Call call) throws Exception {
        frames++;
        call.run();
        descend(call);
    }

    /** A call may fail, or run out of stack itself, as long as the JVM goes on. */
    private static void attempt(Call call) {
        try {
            call.run();
        } catch (Exception expected) {
            return;
        }
    }
}
