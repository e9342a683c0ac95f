package forkshell.jupyter;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The cells that were executed since the kernel began; that is one session, number 1. */
final class History {
    private static final int SESSION = 1;

    private record Entry(int cell, String input, String output) {
        List<?> fields(boolean withOutput) {
            return List.of(SESSION, cell, withOutput ? List.of(input, output) : input);
        }
    }

    private final List<Entry> entries = new ArrayList<>();

    void remember(int cell, String code, String output) {
        entries.add(new Entry(cell, code, output));
    }

    void answer(Request request) {
        Message question = request.message();
        boolean withOutput = question.flag("output", false);
        List<?> found = find(question).stream().map(entry -> entry.fields(withOutput)).toList();
        request.reply("history_reply", Map.of("status", "ok", "history", found));
    }

    private List<Entry> find(Message question) {
        int count = question.number("n", 0);
        return switch (question.text("hist_access_type")) {
            case "range" -> range(question);
            case "search" -> last(count, matching(question));
            default -> last(count, entries);
        };
    }

    private List<Entry> range(Message question) {
        int session = question.number("session", 0);
        boolean ours = session == 0 || session == SESSION;
        return entries.stream()
                .filter(entry -> ours && entry.cell >= question.number("start", 0))
                .filter(entry -> entry.cell < question.number("stop", Integer.MAX_VALUE))
                .toList();
    }

    private List<Entry> matching(Message question) {
        Pattern pattern = Pattern.compile(regex(question.text("pattern")), Pattern.DOTALL);
        boolean unique = question.flag("unique", false);
        Map<Object, Entry> found = new LinkedHashMap<>();
        for (Entry entry : entries) {
            if (pattern.matcher(entry.input).matches()) {
                found.put(unique ? entry.input : entry, entry);
            }
        }
        return List.copyOf(found.values());
    }

    /** A glob of sqlite's: * and ? stand for characters, everything else for itself. */
    private static String regex(String glob) {
        return (glob.isEmpty() ? "*" : glob)
                .chars()
                .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote("" + (char) c))
                .collect(Collectors.joining());
    }

    /** No more than {@code count}, or all of them when no count was given. */
    private static List<Entry> last(int count, Collection<Entry> all) {
        return all.stream().skip(count > 0 ? Math.max(0, all.size() - count) : 0).toList();
    }
}
