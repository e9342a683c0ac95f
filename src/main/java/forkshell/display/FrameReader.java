package forkshell.display;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Takes the frames out of a stream of bytes; they may stand anywhere in a line. One that was cut
 * off, because its printing was stopped, is dropped, and so is the beginning of one that does not
 * end: what is kept is bounded. Not thread-safe.
 */
public final class FrameReader {
    /** More than a {@link Bundle} takes. */
    private static final int LONGEST_FRAME = 16 << 20;

    private final byte[] start;
    private final Consumer<String> text;
    private final Consumer<Frame> frames;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CharsetDecoder decoder =
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private int matched;
    private boolean inFrame;

    /**
     * @param text hears what is no frame, whole characters, as soon as that is certain
     * @param frames hears each frame; what follows it has not been handed on yet
     */
    public FrameReader(String token, Consumer<String> text, Consumer<Frame> frames) {
        this.start = Frame.start(token).getBytes(StandardCharsets.UTF_8);
        this.text = text;
        this.frames = frames;
    }

    /** Takes the first {@code count} bytes of {@code piece}, which may end anywhere. */
    public void take(byte[] piece, int count) {
        for (int i = 0; i < count; i++) {
            take(piece[i]);
        }
        if (!inFrame) {
            handOnText();
        }
    }

    /** Hands on what looked like the beginning of a frame: nothing follows. */
    public void end() {
        if (!inFrame) {
            bytes.write(start, 0, matched);
            handOnText();
        }
    }

    private void take(byte b) {
        if (b == start[matched]) {
            matched++;
            if (matched == start.length) {
                beginFrame();
            }
        } else {
            bytes.write(start, 0, matched);
            matched = b == Frame.START ? 1 : 0;
            takeOther(b);
        }
    }

    private void takeOther(byte b) {
        if (inFrame && b == '\n') {
            endFrame();
        } else if (b != Frame.START) {
            dropFrameWithoutEnd();
            bytes.write(b);
        }
    }

    private void dropFrameWithoutEnd() {
        if (inFrame && bytes.size() >= LONGEST_FRAME) {
            bytes.reset();
            inFrame = false;
        }
    }

    private void beginFrame() {
        matched = 0;
        if (!inFrame) {
            handOnText();
        }
        bytes.reset();
        inFrame = true;
    }

    private void endFrame() {
        String body = bytes.toString(StandardCharsets.UTF_8);
        bytes.reset();
        inFrame = false;
        if (body.endsWith(String.valueOf(Frame.END))) {
            frames.accept(Frame.decode(body.substring(0, body.length() - 1)));
        }
    }

    /** Keeps back the bytes of a character that is not complete yet. */
    private void handOnText() {
        ByteBuffer encoded = ByteBuffer.wrap(bytes.toByteArray());
        CharBuffer decoded = CharBuffer.allocate(encoded.remaining());
        decoder.decode(encoded, decoded, false);
        bytes.reset();
        bytes.write(encoded.array(), encoded.position(), encoded.remaining());
        if (decoded.position() > 0) {
            text.accept(decoded.flip().toString());
        }
    }
}
