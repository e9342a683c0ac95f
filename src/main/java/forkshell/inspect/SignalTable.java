package forkshell.inspect;

import forkshell.display.Messages;
import forkshell.proc.Status;
import java.util.List;
import java.util.stream.IntStream;

/** The table of {@code signals}: those that are not simply left at their default. */
final class SignalTable {
    /** The last real-time signal, see signal(7). */
    private static final int LAST = 64;

    private SignalTable() {}

    static Table<SignalRow> of(int pid) {
        List<String> absence = PidArgument.absence(pid);
        if (!absence.isEmpty()) {
            return new Table<>(SignalRow.COLUMNS, List.of(), absence);
        }
        List<SignalRow> rows = Status.of(pid).map(SignalTable::rows).orElse(List.of());
        List<String> notes =
                rows.isEmpty()
                        ? List.of(Messages.of(SignalTable.class).get("signals.default"))
                        : List.of();
        return new Table<>(SignalRow.COLUMNS, rows, notes);
    }

    private static List<SignalRow> rows(Status status) {
        return IntStream.rangeClosed(1, LAST)
                .mapToObj(number -> row(number, status))
                .filter(
                        row ->
                                row.pending()
                                        || row.blocked()
                                        || !row.disposition().equals("default"))
                .toList();
    }

    private static SignalRow row(int number, Status status) {
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
}
