package forkshell.watch;

import forkshell.inspect.Amount;
import forkshell.inspect.ProcessRow;
import forkshell.inspect.ProcessState;
import forkshell.inspect.RenderOptions;
import forkshell.inspect.Tone;
import forkshell.inspect.Width;
import forkshell.terminal.Wrapping;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;

/**
 * Draws one frame of the live view: totals, processes, details of the selected one, events, keys.
 */
final class WatchView {
    private static final int MIN_LIST_ROWS = 4;
    private static final int WIDE_COLUMNS = 120;
    private static final String KEY_GAP = "  ";
    private static final int STATE_COLUMNS = 10;

    private final Live live;
    private final RenderOptions options;
    private final WatchDetails details;
    private final int rate;

    /**
     * @param look with the terminal's width
     * @param rate frames of the last second
     */
    WatchView(Live live, RenderOptions options, WatchDetails details, int rate) {
        this.live = live;
        this.options = options;
        this.details = details;
        this.rate = rate;
    }

    /** Exactly {@code height} lines. */
    List<AttributedString> frame(Overview overview, WatchState state, int height) {
        List<Member> shown = state.shown(overview);
        List<String> top = List.of(title(overview, state), totals(overview), heading(state));
        List<AttributedString> keys = keys(state);
        int rest = height - top.size() - keys.size();
        List<String> below = state.help() ? help() : below(overview, state, shown, rest);
        int room = Math.max(MIN_LIST_ROWS, rest - below.size());
        List<AttributedString> lines = new ArrayList<>();
        top.forEach(line -> lines.add(cut(line)));
        lines.addAll(list(shown, state, room));
        below.forEach(line -> lines.add(cut(line)));
        return framed(lines, keys, height);
    }

    private List<AttributedString> framed(
            List<AttributedString> lines, List<AttributedString> last, int height) {
        int room = Math.max(0, height - last.size());
        List<AttributedString> frame =
                new ArrayList<>(lines.subList(0, Math.min(lines.size(), room)));
        frame.addAll(Collections.nCopies(room - frame.size(), AttributedString.EMPTY));
        frame.addAll(last.subList(0, height - room));
        return frame;
    }

    private AttributedString cut(String line) {
        return AttributedString.fromAnsi(line).columnSubSequence(0, options.columns());
    }

    private static String text(String key, Object... values) {
        return WatchMessages.text(key, values);
    }

    private String title(Overview overview, WatchState state) {
        String root =
                overview.members().isEmpty()
                        ? text("ended", live.root())
                        : text(
                                "session",
                                live.root(),
                                Amount.time(overview.members().get(0).stat().age()),
                                rate);
        return options.paint(Tone.HEADING, root)
                + (state.paused() ? " " + options.paint(Tone.WARNING, text("paused")) : "");
    }

    private String totals(Overview overview) {
        Map<ProcessState, Integer> counts = new EnumMap<>(ProcessState.class);
        overview.members().stream()
                .skip(1)
                .forEach(member -> counts.merge(member.state(), 1, Integer::sum));
        StringBuilder line =
                new StringBuilder(text("children", Math.max(0, overview.members().size() - 1)));
        counts.forEach(
                (state, count) ->
                        line.append(
                                options.paint(state.tone(), "  " + count + " " + state.word())));
        line.append("   ")
                .append(
                        text(
                                "rates",
                                noted(overview, overview.forks()),
                                noted(overview, overview.exchanges()),
                                noted(overview, Amount.bytes(overview.echoed()))));
        return line
                + count("dropped", overview.gaps().dropped())
                + count("damaged", overview.gaps().damaged());
    }

    /** What nobody notes is not known. */
    private static String noted(Overview overview, Object value) {
        return overview.gaps().everything() ? "?" : value.toString();
    }

    private String count(String key, long count) {
        return count > 0 ? "   " + text(key, count) : "";
    }

    private String heading(WatchState state) {
        String line =
                line("PID", "STATE", "AGE", "CPU", "RSS", "PSS", "PEER", "ECHOED", "BLOCKED IN");
        String order = text("order", state.order().name().toLowerCase(Locale.ROOT));
        String filter = state.filter().isEmpty() ? "" : "  /" + state.filter();
        return options.paint(
                Tone.HEADING,
                Width.pad(line, options.columns() - Width.of(order) - Width.of(filter))
                        + order
                        + filter);
    }

    private List<AttributedString> list(List<Member> shown, WatchState state, int room) {
        int position = state.position(shown);
        int first = Math.max(0, Math.min(position - room / 2, shown.size() - room));
        List<Member> visible = shown.subList(first, Math.min(shown.size(), first + room));
        List<ProcessRow> rows = live.rows(visible);
        List<AttributedString> lines = new ArrayList<>();
        for (Member member : visible) {
            AttributedString line = cut(row(member, rows, state));
            boolean chosen = member.pid() == shown.get(position).pid();
            lines.add(
                    chosen ? new AttributedString(line.toString(), AttributedStyle.INVERSE) : line);
        }
        lines.addAll(Collections.nCopies(room - lines.size(), AttributedString.EMPTY));
        return lines;
    }

    private String row(Member member, List<ProcessRow> rows, WatchState state) {
        String indent =
                state.order() == WatchState.Order.TREE
                        ? "  ".repeat(Math.min(4, member.depth()))
                        : "";
        return rows.stream()
                .filter(row -> row.pid() == member.pid())
                .findFirst()
                .map(row -> row(indent, member, row))
                .orElse(options.paint(Tone.QUIET, indent + member.pid() + " " + text("gone")));
    }

    private String row(String indent, Member member, ProcessRow row) {
        String peer = row.peer().orElse(member.peer());
        String line =
                line(
                        indent + row.pid(),
                        "%",
                        Amount.time(member.stat().age()),
                        Amount.time(member.stat().cpu()),
                        Amount.bytes(row.rss()),
                        row.pss().map(Amount::bytes).toString(),
                        peer,
                        member.echoed() == 0
                                ? row.echoed().toString()
                                : Amount.bytes(member.echoed()),
                        row.exit()
                                .map(exit -> exit + ", " + text("unreaped"))
                                .orElse(row.blockedIn().toString()));
        String word = Width.pad(row.state().word(), STATE_COLUMNS);
        return line.replace(Width.pad("%", STATE_COLUMNS), options.paint(row.state().tone(), word));
    }

    /** CPU and RSS stand only where there is room. */
    private String line(
            String pid,
            String state,
            String age,
            String cpu,
            String rss,
            String pss,
            String peer,
            String echoed,
            String blocked) {
        String wide = options.columns() >= WIDE_COLUMNS ? "%8s %8s ".formatted(cpu, rss) : "";
        return "%-13s %-10s%8s %s%7s %-21s %7s  %s"
                .formatted(pid, state, age, wide, pss, peer, echoed, blocked);
    }

    private List<String> below(Overview overview, WatchState state, List<Member> shown, int rest) {
        int height = Math.max(0, state.large() ? rest - MIN_LIST_ROWS : (rest - MIN_LIST_ROWS) / 2);
        List<String> lines = new ArrayList<>();
        lines.add(rule(text("details", state.details().name().toLowerCase(Locale.ROOT))));
        lines.addAll(details(state, shown, Math.max(1, height * 2 / 3)));
        lines.add(rule(text("events")));
        List<String> events =
                overview.recent().stream()
                        .map(entry -> event(overview, entry.nanos(), entry.toString()))
                        .toList();
        lines.addAll(events.subList(Math.max(0, events.size() - height / 3), events.size()));
        return lines;
    }

    private List<String> details(WatchState state, List<Member> shown, int height) {
        List<String> all = details.of(state.selected(shown), state, options);
        int first = Math.max(0, Math.min(state.scrolled(), all.size() - height));
        return all.subList(first, Math.min(all.size(), first + height));
    }

    private static String event(Overview overview, long nanos, String event) {
        return String.format(Locale.ROOT, "%8.3fs  %s", (nanos - overview.nanos()) / 1e9, event);
    }

    private String rule(String title) {
        return options.paint(
                Tone.QUIET,
                "━━ "
                        + title
                        + " "
                        + "━".repeat(Math.max(0, options.columns() - Width.of(title) - 4)));
    }

    private List<String> help() {
        return text("keyHelp")
                .lines()
                .flatMap(line -> Wrapping.lines(line, options.columns()).stream())
                .toList();
    }

    /** In as many lines as it takes; a narrow terminal loses none of the keys. */
    private List<AttributedString> keys(WatchState state) {
        List<String> lines =
                state.message().isEmpty()
                        ? filled(text("keys").split(KEY_GAP))
                        : List.of(Width.cut(state.message(), options.columns()));
        return lines.stream()
                .map(line -> Width.pad(line, options.columns()))
                .map(line -> new AttributedString(line, AttributedStyle.INVERSE))
                .toList();
    }

    private List<String> filled(String... keys) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String key : keys) {
            String longer = line.isEmpty() ? key : line + KEY_GAP + key;
            if (Width.of(longer) > options.columns() && !line.isEmpty()) {
                lines.add(line);
                longer = key;
            }
            line = longer;
        }
        lines.add(line);
        return lines;
    }
}
