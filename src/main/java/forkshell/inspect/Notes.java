package forkshell.inspect;

import forkshell.proc.Access;
import forkshell.proc.Fact;
import java.util.List;
import java.util.stream.Stream;

/** Says below a table what the kernel refused to show in it. */
final class Notes {
    private Notes() {}

    static <R> List<String> of(List<Column<R>> columns, List<R> rows) {
        return Stream.concat(refused(columns, rows), hidden()).toList();
    }

    private static <R> Stream<String> refused(List<Column<R>> columns, List<R> rows) {
        List<String> headings =
                columns.stream()
                        .filter(
                                column ->
                                        rows.stream()
                                                .anyMatch(
                                                        row -> isRefused(column.cell().apply(row))))
                        .map(Column::heading)
                        .toList();
        return headings.isEmpty()
                ? Stream.of()
                : Stream.of(
                        "? under "
                                + String.join(", ", headings)
                                + ": the kernel does not show this user what belongs to another (see ptrace(2), proc(5)).");
    }

    private static boolean isRefused(Object cell) {
        return cell instanceof Fact<?> fact && fact.isRefused();
    }

    private static Stream<String> hidden() {
        return Access.hidesOtherUsers()
                ? Stream.of(
                        "/proc is mounted with hidepid: processes of other users are not seen at all.")
                : Stream.of();
    }
}
