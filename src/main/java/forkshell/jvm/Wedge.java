package forkshell.jvm;

import forkshell.display.Messages;
import forkshell.proc.ExecutedProgram;
import forkshell.proc.Fact;
import forkshell.proc.FastReader;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Recognises a forked JVM that can never go on, because only another of its own threads could let
 * it and none is left: each of its threads sits in a futex(2) without a time-out, or naps in
 * clock_nanosleep(2) between two looks at a lock (the VM naps so; Java's own sleep is a futex with
 * a time-out), or its only thread waits for a Java monitor.
 */
public final class Wedge {
    public static final String REASON = Messages.of(Wedge.class).get("wedged");

    private static final String NULL = "0x0";
    private static final int TIMEOUT = 4;
    private static final boolean AARCH64 = System.getProperty("os.arch").equals("aarch64");
    private static final String FUTEX = AARCH64 ? "98" : "202";
    private static final String CLOCK_NANOSLEEP = AARCH64 ? "115" : "230";

    private Wedge() {}

    /**
     * Returns whether {@code pid} is stuck so in two looks. A child that waits for a Java monitor
     * is not found: only the process that forked it can tell.
     */
    public static boolean isWedged(int pid) {
        String place = place(pid, Wedge::waitsForAnotherThread);
        return !place.isEmpty() && place.equals(place(pid, Wedge::waitsForAnotherThread));
    }

    /**
     * Returns where every thread of {@code pid} is stuck, or an empty text when one is not. The
     * same text in two looks, a little while apart, means that the process is wedged.
     *
     * @param monitor that of the thread that forked it, the only one that it has at first
     */
    public static String stuckIn(int pid, PendingMonitor monitor) {
        String place = place(pid, Wedge::waitsForAnotherThread);
        return place.isEmpty() && waitsForMonitor(pid, monitor) ? "a Java monitor" : place;
    }

    /** HotSpot up to 23 waits for a monitor with a time-out, and looks again and again. */
    private static boolean waitsForMonitor(int pid, PendingMonitor monitor) {
        return isCall(FastReader.systemCall(pid), FUTEX)
                && monitor.isSetIn(pid)
                && FastReader.threads(pid).length == 1
                && runsThisProgram(pid);
    }

    /**
     * Returns the same for a child that is not ready yet. It has no reason to sleep, so a futex
     * with a time-out counts, too: a thread waits so for a Java monitor.
     */
    public static String sleepsIn(int pid) {
        return place(pid, syscall -> waitsForAnotherThread(syscall) || isCall(syscall, FUTEX));
    }

    private static String place(int pid, Predicate<String> stuck) {
        if (!stuck.test(FastReader.systemCall(pid))) {
            return "";
        }
        String[] threads = FastReader.threads(pid);
        StringBuilder all = new StringBuilder();
        for (String thread : threads) {
            String syscall = FastReader.systemCall(pid, thread);
            if (!stuck.test(syscall)) {
                return "";
            }
            all.append(syscall).append(threads.length > 1 ? switches(pid, thread) : "");
        }
        return runsThisProgram(pid) ? all.toString() : "";
    }

    /**
     * How often a thread has run and slept: of several threads that take turns, each may be found
     * asleep, but the number tells that it went on.
     */
    private static String switches(int pid, String thread) {
        return FastReader.status(pid, thread)
                .lines()
                .filter(line -> line.contains("ctxt_switches"))
                .collect(Collectors.joining(" "));
    }

    /**
     * A child that has executed another program may nap as it likes. The java(1) of another JDK is
     * the same program: a session may be watched from there.
     */
    private static boolean runsThisProgram(int pid) {
        Fact<Path> theirs = ExecutedProgram.file(pid).map(Path::getFileName);
        return theirs.isKnown() && theirs.equals(ExecutedProgram.ownFile().map(Path::getFileName));
    }

    private static boolean waitsForAnotherThread(String syscall) {
        String[] fields = syscall.split(" ");
        boolean untimed = fields.length > TIMEOUT && fields[TIMEOUT].equals(NULL);
        return isCall(syscall, FUTEX) && untimed || isCall(syscall, CLOCK_NANOSLEEP);
    }

    private static boolean isCall(String syscall, String number) {
        return syscall.startsWith(number + " ");
    }
}
