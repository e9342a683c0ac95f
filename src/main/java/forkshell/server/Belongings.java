package forkshell.server;

import forkshell.libc.Generation;
import forkshell.libc.Signal;
import forkshell.process.Child;
import forkshell.process.ProcessTable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * What a session has opened and forked and not yet ended: all of it, or what came after a mark, can
 * be ended together.
 */
public final class Belongings {
    private record Thing(int number, Object value, BooleanSupplier isOpen, Runnable end) {}

    private record Mark(int number, Set<Child> children) {}

    private final ProcessTable table;
    private final Deque<Thing> things = new ArrayDeque<>();
    private final List<Mark> marks = new ArrayList<>();
    private int last;

    public Belongings(ProcessTable table) {
        this.table = table;
    }

    /** Takes note of {@code value}; a child's own do not count, because they end with it. */
    public <T> T keep(T value, BooleanSupplier isOpen, Runnable end) {
        if (!Generation.isChild()) {
            add(value, isOpen, end);
        }
        return value;
    }

    /** Takes note of an open file. */
    public RandomAccessFile keep(RandomAccessFile file) {
        return keep(file, () -> isOpen(file), () -> close(file));
    }

    private static boolean isOpen(RandomAccessFile file) {
        try {
            return file.getFD().valid();
        } catch (IOException closed) {
            return false;
        }
    }

    private static void close(RandomAccessFile file) {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void add(Object value, BooleanSupplier isOpen, Runnable end) {
        things.removeIf(thing -> !thing.isOpen.getAsBoolean());
        things.push(new Thing(++last, value, isOpen, end));
    }

    /** A number that stands for all that there is now. */
    public synchronized int mark() {
        marks.add(new Mark(last, Set.copyOf(table.children())));
        return marks.size() - 1;
    }

    /**
     * Ends what came after {@code mark}, the youngest first, and kills and reaps the children
     * forked since; SIGCHLD has its default action again.
     */
    public synchronized void endSince(int mark) {
        if (mark < marks.size()) {
            end(marks.get(mark));
        }
    }

    /** Ends everything. */
    public synchronized void end() {
        end(new Mark(0, Set.of()));
    }

    private void end(Mark mark) {
        table.ignoreExit();
        while (!things.isEmpty() && things.peek().number > mark.number) {
            things.pop().end.run();
        }
        List<Child> young = new ArrayList<>(table.children());
        young.removeAll(mark.children);
        young.forEach(child -> table.kill(child, Signal.SIGKILL));
        young.forEach(table::waitFor);
    }

    /** Prints what children have written up to now; without it, that comes a moment later. */
    public void printChildOutput() {
        table.printOutput();
    }

    /** One line each, the youngest first, then the children. */
    @Override
    public synchronized String toString() {
        String open =
                things.stream()
                        .filter(thing -> thing.isOpen.getAsBoolean())
                        .map(thing -> "\n" + thing.value)
                        .collect(Collectors.joining());
        String children =
                table.children().stream().map(child -> "\n" + child).collect(Collectors.joining());
        return open + children;
    }
}
