package forkshell.jupyter.zmtp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Puts together the messages of one peer as their bytes arrive. */
final class MessageReader {
    private static final int GREETING = 64;
    private static final int LEAST_BUFFER_BYTES = 1 << 10;

    /** What a frame costs besides its bytes. */
    private static final int FRAME_BYTES = 64;

    private final int mostBytes;
    private final Consumer<byte[]> commands;
    private final Consumer<List<byte[]>> messages;
    private byte[] buffer = new byte[LEAST_BUFFER_BYTES];
    private int filled;
    private boolean greeted;
    private List<byte[]> frames = new ArrayList<>();
    private int frameBytes;

    /**
     * @param mostBytes that an unfinished message may take
     */
    MessageReader(int mostBytes, Consumer<byte[]> commands, Consumer<List<byte[]>> messages) {
        this.mostBytes = mostBytes;
        this.commands = commands;
        this.messages = messages;
    }

    boolean isGreeted() {
        return greeted;
    }

    /** Returns the memory that unfinished messages take, in bytes. */
    int heldBytes() {
        return buffer.length + frameBytes;
    }

    void take(ByteBuffer arrived) throws ProtocolException {
        makeRoom(arrived.remaining());
        int count = arrived.remaining();
        arrived.get(buffer, filled, count);
        filled += count;
        ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, filled);
        while (takeOne(bytes)) {
            // the next one
        }
        keep(bytes);
    }

    private void makeRoom(int count) {
        if (filled + count > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(filled + count, 2 * filled));
        }
    }

    private void keep(ByteBuffer rest) {
        filled = rest.remaining();
        if (filled < buffer.length / 4 && buffer.length > LEAST_BUFFER_BYTES) {
            byte[] smaller = new byte[Math.max(filled, LEAST_BUFFER_BYTES)];
            rest.get(smaller, 0, filled);
            buffer = smaller;
        } else {
            System.arraycopy(buffer, rest.position(), buffer, 0, filled);
        }
    }

    private boolean takeOne(ByteBuffer bytes) throws ProtocolException {
        return greeted ? takeFrame(bytes) : takeGreeting(bytes);
    }

    private boolean takeGreeting(ByteBuffer bytes) throws ProtocolException {
        if (bytes.hasRemaining() && bytes.get(0) != (byte) 0xff) {
            throw new ProtocolException("this is not ZMTP");
        }
        if (bytes.remaining() < GREETING) {
            return false;
        }
        if (bytes.get(10) < 3) {
            throw new ProtocolException("ZMTP before version 3");
        }
        bytes.position(GREETING);
        greeted = true;
        return true;
    }

    private boolean takeFrame(ByteBuffer bytes) throws ProtocolException {
        int start = bytes.position();
        if (bytes.remaining() < 2) {
            return false;
        }
        int flags = bytes.get();
        boolean isLong = (flags & Frames.LONG) != 0;
        if (isLong && bytes.remaining() < Long.BYTES) {
            bytes.position(start);
            return false;
        }
        long size = isLong ? bytes.getLong() : bytes.get() & 0xff;
        if (size < 0 || size > mostBytes - frameBytes - FRAME_BYTES) {
            throw new ProtocolException("a message of more than " + mostBytes + " bytes");
        }
        if (bytes.remaining() < size) {
            bytes.position(start);
            return false;
        }
        byte[] frame = new byte[(int) size];
        bytes.get(frame);
        take(flags, frame);
        return true;
    }

    private void take(int flags, byte[] frame) {
        if ((flags & Frames.COMMAND) != 0) {
            commands.accept(frame);
            return;
        }
        frames.add(frame);
        frameBytes += frame.length + FRAME_BYTES;
        if ((flags & Frames.MORE) == 0) {
            List<byte[]> message = frames;
            frames = new ArrayList<>();
            frameBytes = 0;
            messages.accept(message);
        }
    }
}
