package forkshell.process;

import forkshell.journal.Event;
import forkshell.journal.Journal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Notes in the journal what a process does not note of itself: that it was stopped, that it goes
 * on, that it was killed. Each is noted when it is seen, which may be a look later than it was.
 */
final class StateWatch {
    private static final char GOES_ON = 'R';
    private static final char STOPPED = 'T';

    private Map<Integer, Character> last = Map.of();

    /**
     * Looks at these processes, and notes what has changed since the look before; returns those
     * that have not ended.
     */
    Set<Integer> look(Set<Integer> pids) {
        Map<Integer, Character> seen = new HashMap<>();
        Set<Integer> alive = new HashSet<>();
        for (int pid : pids) {
            char state = state(pid);
            seen.put(pid, state);
            if (last.getOrDefault(pid, GOES_ON) != state) {
                Journal.record(Event.SEEN, pid, state);
                tellWhyStopped(pid, state);
            }
            if (state != ChildState.ZOMBIES_LETTER) {
                alive.add(pid);
            }
        }
        last = seen;
        return alive;
    }

    private static void tellWhyStopped(int pid, char state) {
        if (state == STOPPED) {
            TerminalStop.tell(pid);
        }
    }

    private static char state(int pid) {
        return switch (ChildState.letter(pid).orElse(GOES_ON)) {
            case 'T' -> STOPPED;
            case ChildState.ZOMBIES_LETTER -> ChildState.ZOMBIES_LETTER;
            default -> GOES_ON;
        };
    }
}
