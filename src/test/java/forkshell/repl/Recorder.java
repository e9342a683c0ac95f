package forkshell.repl;

import forkshell.display.StandardStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A listener that remembers. */
final class Recorder implements SessionListener {
    private final StringBuffer out = new StringBuffer();
    private final StringBuffer err = new StringBuffer();
    private final BlockingQueue<String> losses = new LinkedBlockingQueue<>();

    @Override
    public void output(int pid, StandardStream stream, String text) {
        (stream.isError() ? err : out).append(stream.mark(pid)).append(text);
    }

    @Override
    public void lost(String reason) {
        losses.add(reason);
    }

    void clear() {
        out.setLength(0);
        err.setLength(0);
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }

    String awaitLoss() throws InterruptedException {
        return losses.poll(10, TimeUnit.SECONDS);
    }
}
