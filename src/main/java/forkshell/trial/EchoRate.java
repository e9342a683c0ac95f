package forkshell.trial;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;

/** A client that says something and waits for its echo, again and again, as fast as it can. */
public final class EchoRate implements AutoCloseable {
    private static final int MESSAGE_BYTES = 64;

    private final Socket socket;
    private final OutputStream out;
    private final DataInputStream in;
    private final byte[] message = new byte[MESSAGE_BYTES];

    /** Connects to 127.0.0.1, and waits for the first echo. */
    public EchoRate(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        out = socket.getOutputStream();
        in = new DataInputStream(socket.getInputStream());
        echo();
    }

    /**
     * Returns the round trips a second, measured for {@code nanos} nanoseconds. Blocks that long.
     */
    public double measure(long nanos) throws IOException {
        long start = System.nanoTime();
        long count = 0;
        for (; System.nanoTime() - start < nanos; count++) {
            echo();
        }
        return count * 1e9 / (System.nanoTime() - start);
    }

    private void echo() throws IOException {
        out.write(message);
        in.readFully(message);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
