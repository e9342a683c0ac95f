package forkshell.inspect;

import forkshell.display.Rich;
import forkshell.proc.Fact;
import forkshell.proc.MemoryMap;
import java.util.List;
import java.util.stream.Stream;

/**
 * The memory of a process at one moment: what it still shares with its parent, and what
 * copy-on-write has split. Two moments compare: {@code memory(pid).since(before)}.
 */
public record Memory(int pid, Fact<MemoryMap> map, Fact<MemoryMap> before) implements Rich {
    private static final List<Kind> KINDS =
            List.of(
                    new Kind("Rss", "in RAM, shared pages counted in full"),
                    new Kind("Pss", "in RAM, each shared page divided by its holders"),
                    new Kind("Shared_Clean", "shared, and as it is on disk: programs, libraries"),
                    new Kind("Shared_Dirty", "shared, and written before the fork: not copied yet"),
                    new Kind("Private_Clean", "its own, and as it is on disk"),
                    new Kind(
                            "Private_Dirty",
                            "its own, and written: split by copy-on-write, or new"));

    /** One line of the table. */
    public record Row(String kind, Fact<Long> before, Fact<Long> now, String meaning) {}

    private record Kind(String name, String meaning) {}

    static Memory of(int pid) {
        boolean meant = Target.absence(pid).isEmpty();
        return new Memory(pid, meant ? MemoryMap.of(pid) : Fact.none(), Fact.none());
    }

    /** This moment next to an earlier one of the same process. */
    public Memory since(Memory earlier) {
        return new Memory(pid, map, earlier.map);
    }

    public long rss() {
        return bytes("Rss");
    }

    public long pss() {
        return bytes("Pss");
    }

    /** Bytes of pages that more than one process has. */
    public long shared() {
        return bytes("Shared_Clean") + bytes("Shared_Dirty");
    }

    /** Bytes of written pages that a fork shared and nobody has written since. */
    public long sharedDirty() {
        return bytes("Shared_Dirty");
    }

    /** Bytes of written pages that only this process has. */
    public long privateDirty() {
        return bytes("Private_Dirty");
    }

    /** Bytes of one kind under the kernel's name; 0 when the process has ended. */
    public long bytes(String kind) {
        return map.map(found -> found.bytes(kind)).orElse(0L);
    }

    public List<Row> rows() {
        return KINDS.stream().map(this::row).toList();
    }

    public Table<Row> table() {
        return new Table<>(columns(), map.isKnown() ? rows() : List.of(), notes());
    }

    @Override
    public String toString() {
        return table().toString();
    }

    @Override
    public String html() {
        return table().html();
    }

    private Row row(Kind kind) {
        return new Row(
                kind.name,
                before.map(earlier -> earlier.bytes(kind.name)),
                map.map(now -> now.bytes(kind.name)),
                kind.meaning);
    }

    private List<Column<Row>> columns() {
        Stream<Column<Row>> earlier =
                before.isKnown()
                        ? Stream.of(
                                Column.number("BEFORE", row -> row.before.map(Amount::bytes)),
                                Column.number(
                                        "CHANGE",
                                        row -> Amount.bytes(row.now.value() - row.before.value())))
                        : Stream.of();
        return Stream.of(
                        Stream.of(Column.<Row>text("KIND", Row::kind)),
                        earlier,
                        Stream.of(
                                Column.<Row>number("NOW", row -> row.now.map(Amount::bytes)),
                                Column.<Row>text("MEANING", Row::meaning)))
                .flatMap(columns -> columns)
                .toList();
    }

    private List<String> notes() {
        List<String> objections = Target.objections(pid);
        boolean ended = objections.isEmpty() && !map.isKnown();
        return ended
                ? List.of("Process " + pid + " has no memory left: it is a zombie.")
                : objections;
    }
}
