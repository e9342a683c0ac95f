package forkshell.inspect;

import forkshell.libc.Signal;
import java.util.List;

/**
 * One signal, as a process stands to it.
 *
 * @param pending sent, and not yet delivered
 * @param blocked held back by the mask of the main thread
 * @param disposition what its arrival does: {@code caught} by a handler, {@code ignored}, or the
 *     {@code default}
 */
public record SignalRow(int number, boolean pending, boolean blocked, String disposition) {
    static final List<Column<SignalRow>> COLUMNS =
            List.of(
                    Column.number("NO", SignalRow::number),
                    Column.text("SIGNAL", SignalRow::name),
                    Column.<SignalRow>text("PENDING", row -> row.pending() ? "pending" : "-")
                            .toned(row -> Tone.WARNING),
                    Column.<SignalRow>text("BLOCKED", row -> row.blocked() ? "blocked" : "-")
                            .toned(row -> Tone.BUSY),
                    Column.text("DISPOSITION", SignalRow::disposition));

    public String name() {
        return Signal.nameOf(number);
    }

    public boolean caught() {
        return disposition.equals("caught");
    }

    public boolean ignored() {
        return disposition.equals("ignored");
    }
}
