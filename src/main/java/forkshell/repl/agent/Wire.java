package forkshell.repl.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;

/**
 * A socket channel as two streams that one thread may read while another writes. {@link Channels}
 * alone serialises them before Java 19 when it recognises a selectable channel.
 */
public record Wire(SocketChannel channel) {

    public InputStream in() {
        return Channels.newInputStream(new Reading(channel));
    }

    public OutputStream out() {
        return Channels.newOutputStream(new Writing(channel));
    }

    private record Reading(SocketChannel channel) implements ReadableByteChannel {
        @Override
        public int read(ByteBuffer target) throws IOException {
            return channel.read(target);
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    private record Writing(SocketChannel channel) implements WritableByteChannel {
        @Override
        public int write(ByteBuffer source) throws IOException {
            return channel.write(source);
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
