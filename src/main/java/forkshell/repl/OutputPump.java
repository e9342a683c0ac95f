package forkshell.repl;

import forkshell.display.Bundle;
import forkshell.display.Frame;
import forkshell.display.FrameReader;
import forkshell.display.StandardStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Hands what an agent prints on one of its streams to the listener of the session. */
final class OutputPump extends Thread {
    private static final int BUFFER_BYTES = 16_384;
    private static final int POLL_INTERVAL_MILLIS = 20;

    private final InputStream source;
    private final StandardStream stream;
    private final SnippetFrames snippets;
    private final SessionListener listener;
    private final FrameReader frames;
    private final Semaphore marks = new Semaphore(0);

    /**
     * @param token of the frames in {@code source}, which the pump closes at its end
     */
    OutputPump(
            String name,
            InputStream source,
            StandardStream stream,
            String token,
            SnippetFrames snippets,
            SessionListener listener) {
        super(name);
        this.source = source;
        this.stream = stream;
        this.snippets = snippets;
        this.listener = listener;
        frames = new FrameReader(token, guarded(this::printed), guarded(this::deliver));
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
            marked = marks.tryAcquire(POLL_INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void run() {
        byte[] piece = new byte[BUFFER_BYTES];
        try (source) {
            int count;
            while ((count = source.read(piece)) >= 0) {
                frames.take(piece, count);
            }
        } catch (IOException ended) {
            // the process is gone; what it printed before has been handed on
        }
        frames.end();
    }

    private void printed(String text) {
        listener.output(0, stream, text);
    }

    private void deliver(Frame frame) {
        switch (frame.kind()) {
            case ERR -> print(frame, snippets.inSnippets(frame.content()));
            case OUT, TRACE -> print(frame, frame.content());
            case SHOWN -> listener.shown(Bundle.decode(frame.content()));
            case RESULT -> listener.result(Bundle.decode(frame.content()));
            case MARK -> marks.release();
            case BORN -> {} // for the parent of the children only
        }
    }

    private void print(Frame frame, String line) {
        listener.output(frame.pid(), frame.stream(), line + "\n");
    }

    /** What the listener fails at is lost; what follows is not. */
    private <T> Consumer<T> guarded(Consumer<T> target) {
        return each -> {
            try {
                target.accept(each);
            } catch (RuntimeException failed) {
                getUncaughtExceptionHandler().uncaughtException(this, failed);
            }
        };
    }
}
