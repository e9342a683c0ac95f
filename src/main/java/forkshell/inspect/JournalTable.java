package forkshell.inspect;

import forkshell.display.Messages;
import forkshell.journal.Entry;
import forkshell.journal.Gaps;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The latest events of a journal as a table. */
final class JournalTable {
    private static final Messages WORDS = Messages.of(JournalTable.class);
    private static final int SHOWN = 500;

    private JournalTable() {}

    static Table<Entry> of(List<Entry> all, Gaps gaps) {
        List<Entry> shown = all.subList(Math.max(0, all.size() - SHOWN), all.size());
        long start = all.isEmpty() ? 0 : all.get(0).nanos();
        return new Table<>(columns(start), shown, notes(all.size(), gaps));
    }

    private static List<Column<Entry>> columns(long start) {
        return List.of(
                Column.number(
                        "SECONDS",
                        entry -> String.format(Locale.ROOT, "%.6f", (entry.nanos() - start) / 1e9)),
                Column.number("PID", Entry::pid),
                Column.text("EVENT", Entry::text));
    }

    private static List<String> notes(int all, Gaps gaps) {
        List<String> notes = new ArrayList<>();
        if (all == 0) {
            notes.add(gaps.everything() ? WORDS.get("nobody.notes") : WORDS.get("nothing.yet"));
        }
        if (all > SHOWN || gaps.dropped() > 0) {
            notes.add(WORDS.get("earlier", Math.max(0, all - SHOWN), gaps.dropped()));
        }
        if (gaps.damaged() > 0) {
            notes.add(WORDS.get("damaged", gaps.damaged()));
        }
        return notes;
    }
}
