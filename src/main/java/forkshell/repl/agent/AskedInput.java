package forkshell.repl.agent;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;

/**
 * Standard input of the snippets: each byte is asked of the parent, which alone knows whom to ask.
 * The snippet's thread only waits here, and another one talks to the parent, because a stop may hit
 * the snippet's at any point and would leave the connection locked.
 */
public final class AskedInput extends InputStream {
    /** An answer: a byte follows. */
    public static final int BYTE = 1;

    /** An answer: there are no more bytes. */
    public static final int END = 2;

    /** An answer: none, because the snippet is being stopped. */
    public static final int NONE = 3;

    /** An answer: why there is none, as a string. */
    public static final int FAILED = 4;

    private final OutputStream requests;
    private final DataInputStream answers;
    private Answer answer;
    private long asked;
    private long answered;
    private int waiting;

    private record Answer(int value, String failure) {}

    AskedInput(Wire parent) {
        requests = parent.out();
        answers = new DataInputStream(parent.in());
    }

    @Override
    public synchronized int read() throws IOException {
        if (answer == null) {
            ask();
        }
        waiting++;
        try {
            while (answer == null) {
                pause();
                StopPoint.pass();
                if (answer == null && asked == answered) {
                    ask(); // another thread has taken the answer, or been stopped
                }
            }
        } finally {
            waiting--;
        }
        Answer taken = answer;
        answer = null;
        if (taken.failure != null) {
            throw new IOException(taken.failure);
        }
        return taken.value;
    }

    /** One byte at a time: whoever waits for a line must not wait for what comes behind it. */
    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int next = length == 0 ? 0 : read();
        if (next < 0 || length == 0) {
            return next;
        }
        target[offset] = (byte) next;
        return 1;
    }

    private void ask() {
        asked++;
        notifyAll();
    }

    private void pause() throws InterruptedIOException {
        try {
            wait();
        } catch (InterruptedException interrupted) {
            throw new InterruptedIOException();
        }
    }

    /** Talks to the parent; ends when that is gone. */
    void serve() {
        try {
            while (true) {
                long number = nextRequest();
                requests.write(1);
                take(number, answers.readUnsignedByte());
            }
        } catch (IOException gone) {
            return; // the connection that stops snippets has ended, too, and with it this process
        }
    }

    private synchronized long nextRequest() throws InterruptedIOException {
        while (asked == answered) {
            pause();
        }
        return asked;
    }

    private void take(long number, int kind) throws IOException {
        switch (kind) {
            case BYTE -> give(new Answer(answers.readUnsignedByte(), null));
            case END -> give(new Answer(-1, null));
            case FAILED -> give(new Answer(-1, answers.readUTF()));
            default -> leaveOut(number);
        }
    }

    /**
     * A byte that a stopped snippet had asked for goes to whoever asks next; that there is none is
     * nobody else's concern.
     */
    private synchronized void give(Answer given) {
        answer = given.value >= 0 || waiting > 0 ? given : null;
        answered = asked;
        notifyAll();
    }

    private synchronized void leaveOut(long number) {
        answered = number;
        notifyAll();
    }
}
