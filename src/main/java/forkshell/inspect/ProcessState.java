package forkshell.inspect;

import forkshell.jvm.Wedge;
import forkshell.proc.Fact;
import forkshell.proc.Stat;
import forkshell.proc.Status;

/**
 * What a process is doing, by the kernel's letter; and {@link #WEDGED}, which only a second look
 * tells.
 */
public enum ProcessState {
    RUNNING("running", Tone.GOOD),
    SLEEPING("sleeping", Tone.PLAIN),
    DISK_SLEEP("disk sleep", Tone.WARNING),
    STOPPED("stopped", Tone.WARNING),
    TRACED("traced", Tone.WARNING),
    ZOMBIE("zombie", Tone.DEAD),
    WEDGED("wedged", Tone.BAD),
    IDLE("idle", Tone.QUIET),
    ENDED("ended", Tone.QUIET);

    private final String word;
    private final Tone tone;

    ProcessState(String word, Tone tone) {
        this.word = word;
        this.tone = tone;
    }

    /** A sleeping process is examined twice: it may be {@linkplain Wedge#isWedged wedged}. */
    static ProcessState of(Stat stat) {
        ProcessState state = ofLetter(stat.code());
        return switch (state) {
            case SLEEPING -> Wedge.isWedged(stat.pid()) ? WEDGED : state;
            case TRACED -> isStoppedBehind(tracer(stat.pid())) ? STOPPED : state;
            default -> state;
        };
    }

    private static Fact<Stat> tracer(int pid) {
        return Status.of(pid).map(Status::tracer).flatMap(Stat::of);
    }

    /** strace(1) lets go on at once what it does not leave stopped as a signal has stopped it. */
    private static boolean isStoppedBehind(Fact<Stat> tracer) {
        return tracer.map(stat -> stat.command().equals("strace") && stat.code() == 'S')
                .orElse(false);
    }

    /** Returns the state that /proc writes as {@code letter}. */
    public static ProcessState ofLetter(char letter) {
        return switch (letter) {
            case 'R' -> RUNNING;
            case 'D' -> DISK_SLEEP;
            case 'T' -> STOPPED;
            case 't' -> TRACED;
            case 'Z' -> ZOMBIE;
            case 'I' -> IDLE;
            case 'X', 'x' -> ENDED;
            default -> SLEEPING;
        };
    }

    public String word() {
        return word;
    }

    public Tone tone() {
        return tone;
    }

    @Override
    public String toString() {
        return word;
    }
}
