package forkshell.inspect;

import forkshell.display.Messages;
import forkshell.display.Rich;
import forkshell.proc.Fact;
import forkshell.proc.MemoryMap;
import java.util.List;

/**
 * The memory of a process at one moment: what it still shares with its parent, and what
 * copy-on-write has split. Two moments compare: {@code memory(pid).since(before)}.
 */
public record Memory(int pid, Fact<MemoryMap> map, Fact<MemoryMap> before) implements Rich {
    private static final List<String> KINDS =
            List.of("Rss", "Pss", "Shared_Clean", "Shared_Dirty", "Private_Clean", "Private_Dirty");

    /** One line of the table. */
    public record Row(String kind, Fact<Long> before, Fact<Long> now, String meaning) {}

    static Memory of(int pid) {
        boolean meant = PidArgument.absence(pid).isEmpty();
        return new Memory(pid, meant ? MemoryMap.of(pid) : Fact.none(), Fact.none());
    }

    /** Returns this moment beside an earlier one of the same process. */
    public Memory since(Memory earlier) {
        return new Memory(pid, map, earlier.map);
    }

    /** Returns the bytes in RAM, shared pages counted in full: Rss of proc(5). */
    public long rss() {
        return bytes("Rss");
    }

    /** Returns the bytes in RAM, each shared page divided by its holders: Pss of proc(5). */
    public long pss() {
        return bytes("Pss");
    }

    /** Returns the bytes of pages that more than one process has. */
    public long shared() {
        return bytes("Shared_Clean") + bytes("Shared_Dirty");
    }

    /** Returns the bytes of written pages that a fork shared and nobody has written since. */
    public long sharedDirty() {
        return bytes("Shared_Dirty");
    }

    /** Returns the bytes of written pages that only this process has. */
    public long privateDirty() {
        return bytes("Private_Dirty");
    }

    /** Returns the bytes of one kind under the kernel's name; 0 when the process has ended. */
    public long bytes(String kind) {
        return map.map(found -> found.bytes(kind)).orElse(0L);
    }

    /** Returns one row for each kind of memory. */
    public List<Row> rows() {
        return KINDS.stream().map(this::row).toList();
    }

    /** Returns the rows as a table. */
    public Table<Row> table() {
        return MemoryTable.of(this);
    }

    @Override
    public String toString() {
        return table().toString();
    }

    @Override
    public String html() {
        return table().html();
    }

    private Row row(String kind) {
        return new Row(
                kind,
                before.map(earlier -> earlier.bytes(kind)),
                map.map(now -> now.bytes(kind)),
                Messages.of(Memory.class).get(kind));
    }
}
