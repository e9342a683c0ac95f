package forkshell.repl.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;

/**
 * A socket channel as two streams that one thread may read while another writes. {@link Channels}
 * alone serialises them before Java 19 when it recognises a selectable channel.
 */
public record Wire(SocketChannel channel) {

    public InputStream in() {
        return Channels.newInputStream(new Plain(channel));
    }

    public OutputStream out() {
        return Channels.newOutputStream(new Plain(channel));
    }

    private record Plain(SocketChannel channel) implements ByteChannel {
        @Override
        public int read(ByteBuffer target) throws IOException {
            return channel.read(target);
        }

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
