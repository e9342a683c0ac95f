package forkshell.watch;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the user of the live view has chosen: the process, the order, the filter, what is shown of
 * it.
 */
final class WatchState {
    /** In which order the processes stand; TREE puts each below its parent. */
    enum Order {
        TREE(null),
        PID(Comparator.comparingInt(Member::pid)),
        STATE(Comparator.comparing(Member::state)),
        YOUNGEST(Comparator.comparing((Member member) -> member.stat().startTicks()).reversed()),
        CPU(Comparator.comparing((Member member) -> member.stat().cpuTicks()).reversed()),
        RSS(Comparator.comparing((Member member) -> member.stat().residentBytes()).reversed()),
        ECHOED(Comparator.comparing(Member::echoed).reversed());

        private final Comparator<Member> comparator;

        Order(Comparator<Member> comparator) {
            this.comparator = comparator;
        }

        Order next() {
            return values()[(ordinal() + 1) % values().length];
        }
    }

    /** What is shown of the selected process, and the pictures of all. */
    enum Details {
        FDS,
        SOCKETS,
        MEMORY,
        SIGNALS,
        TIMELINE;

        Details next() {
            return values()[(ordinal() + 1) % values().length];
        }
    }

    private Order order = Order.TREE;
    private Details details = Details.FDS;
    private boolean large;
    private int scrolled;
    private TimeWindow window = TimeWindow.ALL;
    private String filter = "";
    private boolean paused;
    private boolean help;
    private int selected;
    private String message = "";

    /** Returns the processes that the filter lets through, in order. */
    List<Member> shown(Overview overview) {
        List<Member> shown = overview.members().stream().filter(this::matches).toList();
        return order == Order.TREE ? shown : shown.stream().sorted(order.comparator).toList();
    }

    private boolean matches(Member member) {
        String text =
                member.pid()
                        + " "
                        + member.state()
                        + " "
                        + member.peer()
                        + " "
                        + member.stat().command();
        return text.toLowerCase(Locale.ROOT).contains(filter.toLowerCase(Locale.ROOT));
    }

    /** Returns where the selected process stands; the first when it is gone. */
    int position(List<Member> shown) {
        for (int i = 0; i < shown.size(); i++) {
            if (shown.get(i).pid() == selected) {
                return i;
            }
        }
        return 0;
    }

    Optional<Member> selected(List<Member> shown) {
        return shown.isEmpty() ? Optional.empty() : Optional.of(shown.get(position(shown)));
    }

    void move(List<Member> shown, int steps) {
        if (!shown.isEmpty()) {
            int to = Math.max(0, Math.min(shown.size() - 1, position(shown) + steps));
            selected = shown.get(to).pid();
        }
    }

    Order order() {
        return order;
    }

    void order(Order now) {
        order = now;
    }

    Details details() {
        return details;
    }

    void nextDetails() {
        details = details.next();
        scrolled = 0;
    }

    /** Returns whether the details take most of the screen. */
    boolean large() {
        return large;
    }

    void toggleLarge() {
        large = !large;
    }

    /** Returns the first line of the details that shows. */
    int scrolled() {
        return scrolled;
    }

    void scroll(int lines) {
        scrolled = Math.max(0, scrolled + lines);
    }

    TimeWindow window() {
        return window;
    }

    void window(TimeWindow now) {
        window = now;
    }

    String filter() {
        return filter;
    }

    void filter(String now) {
        filter = now;
    }

    boolean paused() {
        return paused;
    }

    void togglePause() {
        paused = !paused;
    }

    boolean help() {
        return help;
    }

    void toggleHelp() {
        help = !help;
    }

    /** Returns a question or a sentence for the last line; empty when the keys stand there. */
    String message() {
        return message;
    }

    void message(String now) {
        message = now;
    }
}
