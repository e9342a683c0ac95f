package forkshell.repl;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Hands on what an agent prints on one of its streams, as text, and takes out the marks that the
 * agent prints behind the output of each snippet.
 */
final class OutputPump extends Thread {
    private final InputStream source;
    private final byte[] mark;
    private final Consumer<String> target;
    private final Semaphore marks = new Semaphore(0);
    private final CharsetDecoder decoder =
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final ByteBuffer pending = ByteBuffer.allocate(16_384);
    private final CharBuffer text = CharBuffer.allocate(16_384);

    OutputPump(String name, InputStream source, String mark, Consumer<String> target) {
        super(name);
        this.source = source;
        this.mark = mark.getBytes(StandardCharsets.UTF_8);
        this.target = target;
        setDaemon(true);
        start();
    }

    /**
     * Waits until everything printed before the next mark has been handed on, or until the printing
     * process has ended: a child that outlives it may hold the stream open.
     */
    void awaitMark(BooleanSupplier processIsAlive) throws InterruptedException {
        boolean marked = false;
        while (!marked && isAlive() && processIsAlive.getAsBoolean()) {
            marked = marks.tryAcquire(20, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void run() {
        try (source) {
            int count;
            while ((count = read()) >= 0) {
                pending.position(pending.position() + count);
                takeMarks();
            }
        } catch (IOException ended) {
            // the process is gone; what it printed before has been handed on
        }
        handOn(pending.position());
    }

    private int read() throws IOException {
        return source.read(pending.array(), pending.position(), pending.remaining());
    }

    private void takeMarks() {
        int at;
        while ((at = indexOfMark()) >= 0) {
            int undecoded = handOn(at);
            pending.flip().position(undecoded + mark.length);
            pending.compact();
            marks.release();
        }
        handOn(startOfPartialMark());
    }

    private int indexOfMark() {
        for (int at = 0; at + mark.length <= pending.position(); at++) {
            if (matches(at, mark.length)) {
                return at;
            }
        }
        return -1;
    }

    private int startOfPartialMark() {
        int at = Math.max(0, pending.position() - mark.length + 1);
        while (at < pending.position() && !matches(at, pending.position() - at)) {
            at++;
        }
        return at;
    }

    private boolean matches(int at, int length) {
        return Arrays.equals(pending.array(), at, at + length, mark, 0, length);
    }

    /**
     * Hands on the first {@code length} bytes; returns how many at their end are half a character.
     */
    private int handOn(int length) {
        int end = pending.position();
        pending.position(0).limit(length);
        decoder.decode(pending, text, false);
        int undecoded = pending.remaining();
        pending.limit(end);
        pending.compact();
        if (text.position() > 0) {
            deliver(text.flip().toString());
            text.clear();
        }
        return undecoded;
    }

    /** What the target fails at is lost; what follows is not. */
    private void deliver(String text) {
        try {
            target.accept(text);
        } catch (RuntimeException failed) {
            getUncaughtExceptionHandler().uncaughtException(this, failed);
        }
    }
}
