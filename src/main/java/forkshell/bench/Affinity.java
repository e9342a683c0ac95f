package forkshell.bench;

import forkshell.libc.Libc;
import forkshell.libc.NativeBuffer;
import forkshell.proc.FastReader;
import java.util.stream.Stream;

/**
 * Which processor a program and its children run on: sched_setaffinity(2). A round trip takes ten
 * times as long when it has to wake another processor, and the scheduler's choice differs from run
 * to run.
 */
final class Affinity {
    private static final long ANY = -1;

    private Affinity() {}

    /** Of two processors the first or the second; on a computer with one there is no choice. */
    static void bind(int pid, int processor) {
        set(pid, 1L << processor % Runtime.getRuntime().availableProcessors());
    }

    static void release(int pid) {
        set(pid, ANY);
    }

    private static void set(int pid, long processors) {
        try (NativeBuffer mask = new NativeBuffer(Long.BYTES)) {
            mask.putLong(0, processors);
            Stream<ProcessHandle> children =
                    ProcessHandle.of(pid).stream().flatMap(ProcessHandle::descendants);
            Stream.concat(Stream.of((long) pid), children.map(ProcessHandle::pid))
                    .flatMap(Affinity::threads)
                    .forEach(thread -> Libc.sched_setaffinity(thread, Long.BYTES, mask.address()));
        }
    }

    private static Stream<Integer> threads(long pid) {
        return Stream.of(FastReader.threads((int) pid)).map(Integer::valueOf);
    }
}
