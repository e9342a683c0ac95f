package forkshell.jupyter.zmtp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The bytes that ZMTP 3.0 sends. */
final class Frames {
    static final int MORE = 1;
    static final int LONG = 2;
    static final int COMMAND = 4;

    /** The longest frame whose size is one byte. */
    private static final int SHORT = 255;

    private static final int GREETING = 64;

    private Frames() {}

    /** Returns the signature, version 3.0, no encryption, and what kind of socket this is. */
    static ByteBuffer greeting(SocketType type) {
        ByteBuffer greeting = ByteBuffer.allocate(GREETING);
        greeting.put((byte) 0xff).put(9, (byte) 0x7f).put(10, (byte) 3);
        greeting.position(12).put(bytes("NULL")).rewind();
        byte[] ready = ready(type);
        return ByteBuffer.allocate(GREETING + 2 + ready.length)
                .put(greeting)
                .put((byte) COMMAND)
                .put((byte) ready.length)
                .put(ready)
                .flip();
    }

    private static byte[] ready(SocketType type) {
        byte[] name = bytes("Socket-Type");
        byte[] value = bytes(type.name());
        return ByteBuffer.allocate(6 + 1 + name.length + Integer.BYTES + value.length)
                .put((byte) 5)
                .put(bytes("READY"))
                .put((byte) name.length)
                .put(name)
                .putInt(value.length)
                .put(value)
                .array();
    }

    /** Returns a whole message. */
    static ByteBuffer of(List<byte[]> message) {
        int size = message.stream().mapToInt(frame -> header(frame) + frame.length).sum();
        ByteBuffer bytes = ByteBuffer.allocate(size);
        for (int i = 0; i < message.size(); i++) {
            byte[] frame = message.get(i);
            int flags = i < message.size() - 1 ? MORE : 0;
            if (frame.length <= SHORT) {
                bytes.put((byte) flags).put((byte) frame.length);
            } else {
                bytes.put((byte) (flags | LONG)).putLong(frame.length);
            }
            bytes.put(frame);
        }
        return bytes.flip();
    }

    private static int header(byte[] frame) {
        return frame.length <= SHORT ? 2 : 1 + Long.BYTES;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
