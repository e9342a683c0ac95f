package forkshell.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** An echo server for one client, in a JVM of its own, with the connection as standard input. */
public final class InheritedChannelEcho {
    private static final int BUFFER = 1 << 16;

    private InheritedChannelEcho() {}

    /** Echoes until the client ends; says so in a line when it resets, as cat(1) does. */
    public static void main(String[] args) throws IOException {
        if (System.inheritedChannel() instanceof SocketChannel connection) {
            try {
                echo(connection);
            } catch (IOException e) {
                System.err.println("client: " + e.getMessage());
            }
        } else {
            System.err.println("Standard input has to be a connected socket, as inetd gives it.");
        }
    }

    private static void echo(SocketChannel connection) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
        while (connection.read(buffer) >= 0) {
            buffer.flip();
            while (buffer.hasRemaining()) {
                connection.write(buffer);
            }
            buffer.clear();
        }
        connection.close();
    }
}
