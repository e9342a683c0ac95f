package forkshell.repl;

import forkshell.repl.agent.AskedInput;
import forkshell.repl.agent.Wire;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/** Answers an agent that asks for its standard input, a byte at a time, until it is gone. */
final class InputService extends Thread {
    private final InputStream requests;
    private final DataOutputStream answers;
    private final InputStream input;
    private final Runnable stop;

    /**
     * @param input what snippets read; an InterruptedIOException stops the snippet
     */
    InputService(Wire agent, InputStream input, Runnable stop) {
        super("agent-input");
        this.requests = agent.in();
        this.answers = new DataOutputStream(agent.out());
        this.input = input;
        this.stop = stop;
        setDaemon(true);
    }

    @Override
    public void run() {
        try {
            while (requests.read() >= 0) {
                answer();
            }
        } catch (IOException gone) {
            // an agent that is gone reads no input; onExit reports it
        }
    }

    private void answer() throws IOException {
        try {
            int next = input.read();
            answers.write(
                    next < 0
                            ? new byte[] {AskedInput.END}
                            : new byte[] {AskedInput.BYTE, (byte) next});
        } catch (InterruptedIOException interrupted) {
            stop.run();
            answers.writeByte(AskedInput.NONE);
        } catch (IOException | RuntimeException failed) {
            answers.writeByte(AskedInput.FAILED);
            answers.writeUTF(String.valueOf(failed.getMessage()));
        }
    }
}
