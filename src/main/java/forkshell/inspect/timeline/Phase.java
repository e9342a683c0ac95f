package forkshell.inspect.timeline;

import forkshell.inspect.Tone;
import java.util.Locale;

/**
 * What a process does for a while, with the sign that stands for it in text and the colour in
 * pictures.
 */
public enum Phase {
    /** Forked, and not serving anybody. */
    FORKED('·', Tone.PLAIN, "#b8c4d0"),
    /** Bytes go back and forth between it and its client. */
    SERVING('█', Tone.GOOD, "#2e7d32"),
    /** Waits for its client. */
    IDLE('╌', Tone.BUSY, "#a5d6a7"),
    STOPPED('=', Tone.WARNING, "#f9a825"),
    /** Ended, and not reaped. */
    ZOMBIE('z', Tone.DEAD, "#8e24aa");

    private final char sign;
    private final Tone tone;
    private final String colour;

    Phase(char sign, Tone tone, String colour) {
        this.sign = sign;
        this.tone = tone;
        this.colour = colour;
    }

    char sign() {
        return sign;
    }

    Tone tone() {
        return tone;
    }

    String colour() {
        return colour;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
