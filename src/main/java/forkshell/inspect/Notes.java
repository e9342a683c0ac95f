package forkshell.inspect;

import forkshell.display.Messages;
import forkshell.proc.Access;
import forkshell.proc.Fact;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Says below a table what the kernel refused to show in it. */
final class Notes {
    private static final Messages WORDS = Messages.of(Notes.class);

    private Notes() {}

    /** What refuses a fact that only a journal tells of, where there is none. */
    static final String JOURNAL = "journal";

    static <R> List<String> of(List<Column<R>> columns, List<R> rows) {
        return Stream.of(refused(columns, rows), unnoted(columns, rows), hidden())
                .flatMap(notes -> notes)
                .toList();
    }

    private static <R> Stream<String> refused(List<Column<R>> columns, List<R> rows) {
        List<String> headings = headings(columns, rows, refusal -> !refusal.equals(JOURNAL));
        return headings.isEmpty()
                ? Stream.of()
                : Stream.of(WORDS.get("refused", String.join(", ", headings)));
    }

    private static <R> Stream<String> unnoted(List<Column<R>> columns, List<R> rows) {
        List<String> headings = headings(columns, rows, JOURNAL::equals);
        return headings.isEmpty()
                ? Stream.of()
                : Stream.of(WORDS.get("unnoted", String.join(", ", headings)));
    }

    private static <R> List<String> headings(
            List<Column<R>> columns, List<R> rows, Predicate<String> refusal) {
        return columns.stream()
                .filter(column -> rows.stream().anyMatch(row -> is(refusal, column, row)))
                .map(Column::heading)
                .toList();
    }

    private static <R> boolean is(Predicate<String> refusal, Column<R> column, R row) {
        return column.cell().apply(row) instanceof Fact<?> fact
                && fact.isRefused()
                && refusal.test(fact.refusal());
    }

    private static Stream<String> hidden() {
        return Access.hidesOtherUsers() ? Stream.of(WORDS.get("hidepid")) : Stream.of();
    }
}
