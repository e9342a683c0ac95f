package forkshell.watch;

import forkshell.inspect.Inspector;
import forkshell.inspect.Look;
import forkshell.inspect.timeline.Timeline;
import java.util.List;
import java.util.Optional;

/**
 * What is shown of the selected process. It takes a close look at many processes, so while the
 * question stays the same it is asked no more than twice a second.
 */
final class WatchDetails {
    private static final long MAX_AGE_NANOS = 500_000_000;

    private final int root;
    private List<Object> question = List.of();
    private List<String> answer = List.of();
    private long asked;

    WatchDetails(int root) {
        this.root = root;
    }

    /** While the view pauses, the answer stays. */
    List<String> of(Optional<Member> selected, WatchState state, Look look) {
        int pid = selected.map(Member::pid).orElse(root);
        List<Object> now = List.of(pid, look, state.details(), state.window());
        boolean old = !state.paused() && System.nanoTime() - asked > MAX_AGE_NANOS;
        if (old || !now.equals(question)) {
            answer = text(pid, state, look).lines().toList();
            question = now;
            asked = System.nanoTime();
        }
        return answer;
    }

    private String text(int pid, WatchState state, Look look) {
        Inspector inspector = Inspector.of(root);
        return switch (state.details()) {
            case FDS -> inspector.fds(pid).text(look);
            case SOCKETS -> inspector.socketsOf(pid).text(look);
            case MEMORY -> inspector.memory(pid).table().text(look);
            case SIGNALS -> inspector.signals(pid).text(look);
            case TIMELINE -> state.window().of(Timeline.of(root)).text(look);
        };
    }
}
