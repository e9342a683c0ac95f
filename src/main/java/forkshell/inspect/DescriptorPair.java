package forkshell.inspect;

import forkshell.display.Messages;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One descriptor number in two processes, usually a parent and its child.
 *
 * @param first what it is in the first process, if it is open there
 * @param second what it is in the second process
 */
public record DescriptorPair(
        int fd, Optional<DescriptorRow> first, Optional<DescriptorRow> second) {

    /** How two processes relate in one descriptor. */
    public enum Relation {
        /** Open in both, on the same thing: inherited, unless both opened it. */
        SHARED(Tone.PLAIN),
        /** Open in the first only: closed by the second, or opened by the first since the fork. */
        ONLY_FIRST(Tone.WARNING),
        /** Open in the second only: opened by it since the fork, or closed by the first. */
        ONLY_SECOND(Tone.GOOD),
        /** The same number stands for two things. */
        DIFFERENT(Tone.BAD);

        private final Tone tone;

        Relation(Tone tone) {
            this.tone = tone;
        }

        @Override
        public String toString() {
            return Messages.of(Relation.class).get(name().toLowerCase(Locale.ROOT));
        }
    }

    static List<Column<DescriptorPair>> columns(int first, int second) {
        return List.of(
                Column.number("FD", DescriptorPair::fd),
                Column.text("IN " + first, pair -> target(pair.first)),
                Column.text("IN " + second, pair -> target(pair.second)),
                Column.<DescriptorPair>text("RELATION", DescriptorPair::relation)
                        .toned(pair -> pair.relation().tone));
    }

    public Relation relation() {
        if (first.isEmpty() || second.isEmpty()) {
            return first.isPresent() ? Relation.ONLY_FIRST : Relation.ONLY_SECOND;
        }
        boolean same = first.get().descriptor().target().equals(second.get().descriptor().target());
        return same ? Relation.SHARED : Relation.DIFFERENT;
    }

    private static String target(Optional<DescriptorRow> row) {
        return row.map(DescriptorRow::target).orElse("-");
    }
}
