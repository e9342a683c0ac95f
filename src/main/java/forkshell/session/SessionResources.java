package forkshell.session;

import forkshell.libc.Generation;
import forkshell.libc.Signal;
import forkshell.process.Child;
import forkshell.process.ProcessTable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Keeps what a session has opened and forked and not yet ended, and ends all of it together, or
 * what came after a mark.
 */
public final class SessionResources {
    private record Resource(Object value, BooleanSupplier isOpen, Runnable end) {
        /** Returns what the calling thread is about to make, and may have to wait for. */
        static Resource pending() {
            Thread maker = Thread.currentThread();
            return new Resource(
                    "a call that has not returned, in " + maker.getName(),
                    maker::isAlive,
                    maker::interrupt);
        }
    }

    private record Mark(int number, Set<Child> children) {}

    private final ProcessTable table;
    private final NavigableMap<Integer, Resource> resources = new TreeMap<>();
    private final List<Mark> marks = new ArrayList<>();
    private int last;

    public SessionResources(ProcessTable table) {
        this.table = table;
    }

    /**
     * Takes note of what {@code make} returns; a child's own do not count, because they end with
     * it. {@code make} may block: when everything is ended meanwhile, its thread is interrupted,
     * and what it makes all the same is ended at once.
     */
    public <T> T keep(Supplier<T> make, Predicate<T> isOpen, Consumer<T> end) {
        if (Generation.isChild()) {
            return make.get();
        }
        int number = begin();
        try {
            T value = make.get();
            arrived(number, new Resource(value, () -> isOpen.test(value), () -> end.accept(value)));
            return value;
        } catch (Throwable failed) {
            forget(number);
            throw failed;
        }
    }

    private synchronized int begin() {
        resources.values().removeIf(resource -> !resource.isOpen.getAsBoolean());
        resources.put(++last, Resource.pending());
        return last;
    }

    private synchronized void arrived(int number, Resource resource) {
        if (resources.replace(number, resource) == null) {
            resource.end.run();
        }
    }

    private synchronized void forget(int number) {
        resources.remove(number);
    }

    /** Takes note of an open file. */
    public RandomAccessFile keep(RandomAccessFile file) {
        return keep(() -> file, SessionResources::isOpen, SessionResources::close);
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

    /** Returns a number that stands for all that there is now. */
    public synchronized int mark() {
        marks.add(new Mark(last, Set.copyOf(table.children())));
        return marks.size() - 1;
    }

    /**
     * Ends what was begun after {@code mark}, the youngest first, and kills and reaps the children
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
        NavigableMap<Integer, Resource> since = resources.tailMap(mark.number, false);
        while (!since.isEmpty()) {
            since.pollLastEntry().getValue().end.run();
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

    /** Returns one line each, the youngest first, then the children. */
    @Override
    public synchronized String toString() {
        String open =
                resources.descendingMap().values().stream()
                        .filter(resource -> resource.isOpen.getAsBoolean())
                        .map(resource -> "\n" + resource.value)
                        .collect(Collectors.joining());
        String children =
                table.children().stream().map(child -> "\n" + child).collect(Collectors.joining());
        return open + children;
    }
}
