package forkshell.inspect;

import forkshell.display.Messages;
import forkshell.jvm.Wedge;
import forkshell.proc.Fact;
import forkshell.proc.Stat;
import forkshell.proc.Status;
import java.util.Locale;

/**
 * What a process is doing, by the kernel's letter; and {@link #WEDGED}, which only a second look
 * tells.
 */
public enum ProcessState {
    RUNNING(Tone.GOOD),
    SLEEPING(Tone.PLAIN),
    DISK_SLEEP(Tone.WARNING),
    STOPPED(Tone.WARNING),
    TRACED(Tone.WARNING),
    ZOMBIE(Tone.DEAD),
    WEDGED(Tone.BAD),
    IDLE(Tone.QUIET),
    ENDED(Tone.QUIET);

    private final Tone tone;

    ProcessState(Tone tone) {
        this.tone = tone;
    }

    /**
     * Returns a sleeping process is examined twice: it may be {@linkplain Wedge#isWedged wedged}.
     */
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

    /** Returns the state in the user's language. */
    public String word() {
        return Messages.of(ProcessState.class).get(name().toLowerCase(Locale.ROOT));
    }

    public Tone tone() {
        return tone;
    }

    @Override
    public String toString() {
        return word();
    }
}
