package forkshell.watch;

import forkshell.inspect.Inspector;
import forkshell.inspect.RenderOptions;
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
    List<String> of(Optional<Member> selected, WatchState state, RenderOptions options) {
        int pid = selected.map(Member::pid).orElse(root);
        List<Object> now = List.of(pid, options, state.details(), state.window());
        boolean old = !state.paused() && System.nanoTime() - asked > MAX_AGE_NANOS;
        if (old || !now.equals(question)) {
            answer = text(pid, state, options).lines().toList();
            question = now;
            asked = System.nanoTime();
        }
        return answer;
    }

    private String text(int pid, WatchState state, RenderOptions options) {
        Inspector inspector = Inspector.of(root);
        return switch (state.details()) {
            case FDS -> inspector.fds(pid).text(options);
            case SOCKETS -> inspector.socketsOf(pid).text(options);
            case MEMORY -> inspector.memory(pid).table().text(options);
            case SIGNALS -> inspector.signals(pid).text(options);
            case TIMELINE -> state.window().of(Timeline.of(root)).text(options);
        };
    }
}
