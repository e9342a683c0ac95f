package forkshell.inspect;

import static java.util.stream.Collectors.toMap;

import forkshell.display.Messages;
import forkshell.proc.FdInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The tables of {@code fds}: the descriptors of one process, or of two side by side. */
final class FdTable {
    private final Sockets sockets = Sockets.now();

    private FdTable() {}

    static Table<DescriptorRow> of(int pid) {
        List<String> objections = PidArgument.objections(pid);
        List<DescriptorRow> rows = objections.isEmpty() ? new FdTable().rows(pid) : List.of();
        boolean none = rows.isEmpty() && objections.isEmpty();
        return new Table<>(DescriptorRow.COLUMNS, rows, none ? List.of(closed(pid)) : objections);
    }

    private static String closed(int pid) {
        return Messages.of(FdTable.class).get("fds.none", pid);
    }

    static Table<DescriptorPair> of(int first, int second) {
        List<String> notes = new ArrayList<>(PidArgument.objections(first));
        notes.addAll(PidArgument.objections(second));
        FdTable now = new FdTable();
        List<DescriptorPair> pairs =
                notes.isEmpty() ? pairs(now.rows(first), now.rows(second)) : List.of();
        return new Table<>(DescriptorPair.columns(first, second), pairs, notes);
    }

    private List<DescriptorRow> rows(int pid) {
        return FdInfo.of(pid).orElse(List.of()).stream()
                .map(descriptor -> new DescriptorRow(descriptor, sockets.describe(descriptor)))
                .toList();
    }

    private static List<DescriptorPair> pairs(
            List<DescriptorRow> first, List<DescriptorRow> second) {
        Map<Integer, DescriptorRow> left = byNumber(first);
        Map<Integer, DescriptorRow> right = byNumber(second);
        TreeSet<Integer> numbers = new TreeSet<>(left.keySet());
        numbers.addAll(right.keySet());
        return numbers.stream()
                .map(
                        fd ->
                                new DescriptorPair(
                                        fd,
                                        Optional.ofNullable(left.get(fd)),
                                        Optional.ofNullable(right.get(fd))))
                .toList();
    }

    private static Map<Integer, DescriptorRow> byNumber(List<DescriptorRow> rows) {
        return rows.stream().collect(toMap(DescriptorRow::fd, row -> row));
    }
}
