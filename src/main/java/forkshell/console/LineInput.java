package forkshell.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jline.reader.EndOfFileException;
import org.jline.reader.UserInterruptException;

/** What snippets read from System.in: a line is asked for whenever the one before is used up. */
final class LineInput extends InputStream {
    private final Callable<String> lines;
    private byte[] line = {};
    private int next;

    LineInput(Callable<String> lines) {
        this.lines = lines;
    }

    @Override
    public int read() throws IOException {
        if (next == line.length && !nextLine()) {
            return -1;
        }
        return line[next++] & 0xFF;
    }

    private boolean nextLine() throws IOException {
        try {
            line = (lines.call() + "\n").getBytes(StandardCharsets.UTF_8);
            next = 0;
            return true;
        } catch (EndOfFileException end) {
            return false;
        } catch (UserInterruptException stop) {
            throw new InterruptedIOException(stop.getMessage());
        } catch (IOException none) {
            throw none;
        } catch (Exception failed) {
            throw new IOException(failed);
        }
    }
}
