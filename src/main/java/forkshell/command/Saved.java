package forkshell.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;

/**
 * How a file was saved last. Polled, because an editor may replace the file instead of writing it,
 * and not every file system tells of changes.
 *
 * @param when the time of modification, 1970 where there is no file
 */
record Saved(Path file, FileTime when, long bytes) {
    private static final int TURN_MILLIS = 200;

    static Saved of(Path file) {
        try {
            return new Saved(file, Files.getLastModifiedTime(file), Files.size(file));
        } catch (IOException absent) {
            return new Saved(file, FileTime.fromMillis(0), 0);
        }
    }

    /** Waits until it has been saved again. */
    void awaitChange() {
        try {
            while (of(file).equals(this)) {
                TimeUnit.MILLISECONDS.sleep(TURN_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
