package forkshell.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import org.jline.reader.EndOfFileException;
import org.jline.reader.UserInterruptException;

/** What snippets read from System.in: a line is asked for whenever the one before is used up. */
final class LineInput extends InputStream {
    private final InputLines lines;
    private byte[] line = {};
    private int next;

    LineInput(InputLines lines) {
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
            line = (lines.next() + "\n").getBytes(StandardCharsets.UTF_8);
            next = 0;
            return true;
        } catch (EndOfFileException end) {
            return false;
        } catch (UserInterruptException stop) {
            throw new InterruptedIOException(stop.getMessage());
        }
    }
}
