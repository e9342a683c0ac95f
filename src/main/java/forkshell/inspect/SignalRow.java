package forkshell.inspect;

import forkshell.libc.Signal;
import forkshell.proc.Status;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One signal, as a process stands to it.
 *
 * @param pending sent, and not yet delivered
 * @param blocked held back by the mask of the main thread
 * @param disposition what its arrival does: {@code caught} by a handler, {@code ignored}, or the
 *     {@code default}
 */
public record SignalRow(int number, boolean pending, boolean blocked, String disposition) {
    private static final int LAST = 64;

    static final List<Column<SignalRow>> COLUMNS =
            List.of(
                    Column.number("NO", SignalRow::number),
                    Column.text("SIGNAL", SignalRow::name),
                    Column.<SignalRow>text("PENDING", row -> row.pending() ? "pending" : "-")
                            .toned(row -> Tone.WARNING),
                    Column.<SignalRow>text("BLOCKED", row -> row.blocked() ? "blocked" : "-")
                            .toned(row -> Tone.BUSY),
                    Column.text("DISPOSITION", SignalRow::disposition));

    /** The signals of a process that are not simply left at their default. */
    static Table<SignalRow> table(int pid) {
        List<String> absence = Target.absence(pid);
        if (!absence.isEmpty()) {
            return new Table<>(COLUMNS, List.of(), absence);
        }
        List<SignalRow> rows = Status.of(pid).map(SignalRow::rows).orElse(List.of());
        List<String> notes =
                rows.isEmpty() ? List.of("Every signal is left at its default.") : List.of();
        return new Table<>(COLUMNS, rows, notes);
    }

    private static List<SignalRow> rows(Status status) {
        return IntStream.rangeClosed(1, LAST)
                .mapToObj(number -> of(number, status))
                .filter(row -> row.pending || row.blocked || !row.disposition.equals("default"))
                .toList();
    }

    private static SignalRow of(int number, Status status) {
        String disposition =
                isIn("SigCgt", number, status)
                        ? "caught"
                        : isIn("SigIgn", number, status) ? "ignored" : "default";
        boolean pending = isIn("SigPnd", number, status) || isIn("ShdPnd", number, status);
        return new SignalRow(number, pending, isIn("SigBlk", number, status), disposition);
    }

    private static boolean isIn(String set, int number, Status status) {
        return (status.signalMask(set) >>> (number - 1) & 1) != 0;
    }

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
