package forkshell.inspect;

import forkshell.display.Messages;
import forkshell.inspect.Memory.Row;
import java.util.List;
import java.util.stream.Stream;

/** The table of {@code memory}: one moment, or two and the difference. */
final class MemoryTable {
    private MemoryTable() {}

    static Table<Row> of(Memory memory) {
        List<Row> rows = memory.map().isKnown() ? memory.rows() : List.of();
        return new Table<>(columns(memory), rows, notes(memory));
    }

    private static List<Column<Row>> columns(Memory memory) {
        Stream<Column<Row>> earlier =
                memory.before().isKnown()
                        ? Stream.of(
                                Column.number("BEFORE", row -> row.before().map(Amount::bytes)),
                                Column.number(
                                        "CHANGE",
                                        row ->
                                                Amount.bytes(
                                                        row.now().value() - row.before().value())))
                        : Stream.of();
        return Stream.of(
                        Stream.of(Column.<Row>text("KIND", Row::kind)),
                        earlier,
                        Stream.of(
                                Column.<Row>number("NOW", row -> row.now().map(Amount::bytes)),
                                Column.<Row>text("MEANING", Row::meaning)))
                .flatMap(columns -> columns)
                .toList();
    }

    private static List<String> notes(Memory memory) {
        List<String> objections = PidArgument.objections(memory.pid());
        boolean ended = objections.isEmpty() && !memory.map().isKnown();
        return ended
                ? List.of(Messages.of(MemoryTable.class).get("memory.none", memory.pid()))
                : objections;
    }
}
