package forkshell.inspect;

import java.util.List;

/** The table of {@code ps}: the root first, then its descendants, then orphans. */
final class PsTable {
    private PsTable() {}

    static Table<ProcessRow> of(ProcessSnapshot session, Processes processes) {
        List<ProcessRow> rows =
                session.all().stream().flatMap(stat -> processes.row(stat).stream()).toList();
        List<String> notes =
                rows.isEmpty()
                        ? PidArgument.absence(session.root())
                        : Notes.of(ProcessRow.COLUMNS, rows);
        return new Table<>(ProcessRow.COLUMNS, rows, notes);
    }
}
