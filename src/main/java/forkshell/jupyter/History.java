package forkshell.jupyter;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;
import org.dflib.jjava.jupyter.messages.request.HistoryRequest;

/** The cells that were executed since the kernel began; that is one session, number 1. */
final class History {
    private static final int SESSION = 1;

    private record Entry(int cell, String input, String output) {
        List<?> fields(boolean withOutput) {
            return List.of(SESSION, cell, withOutput ? List.of(input, output) : input);
        }
    }

    private final List<Entry> entries = new ArrayList<>();

    void remember(int cell, ExecuteRequest request, String output) {
        if (request.shouldStoreHistory() && !request.isSilent()) {
            entries.add(new Entry(cell, request.getCode(), output));
        }
    }

    void answer(Request request, HistoryRequest question) {
        List<?> found =
                find(question).stream()
                        .map(entry -> entry.fields(question.includeOutput()))
                        .toList();
        request.reply(MessageType.HISTORY_REPLY, Map.of("status", "ok", "history", found));
    }

    private List<Entry> find(HistoryRequest question) {
        if (question instanceof HistoryRequest.Range range) {
            return range(range);
        }
        if (question instanceof HistoryRequest.Search search) {
            return last(search.getMaxReturnLength(), matching(search));
        }
        return last(((HistoryRequest.Tail) question).getMaxReturnLength(), entries);
    }

    private List<Entry> range(HistoryRequest.Range range) {
        boolean ours = range.getSessionIndex() == 0 || range.getSessionIndex() == SESSION;
        return entries.stream()
                .filter(entry -> ours && entry.cell >= range.getStart())
                .filter(entry -> entry.cell < range.getStop())
                .toList();
    }

    private List<Entry> matching(HistoryRequest.Search search) {
        Pattern pattern = Pattern.compile(regex(search.getPattern()), Pattern.DOTALL);
        Map<Object, Entry> found = new LinkedHashMap<>();
        for (Entry entry : entries) {
            if (pattern.matcher(entry.input).matches()) {
                found.put(search.filterUnique() ? entry.input : entry, entry);
            }
        }
        return List.copyOf(found.values());
    }

    /** A glob of sqlite's: * and ? stand for characters, everything else for itself. */
    private static String regex(String glob) {
        return (glob == null ? "*" : glob)
                .chars()
                .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote("" + (char) c))
                .collect(Collectors.joining());
    }

    /** No more than {@code count}, or all of them when no count was given. */
    private static List<Entry> last(int count, Collection<Entry> all) {
        return all.stream().skip(count > 0 ? Math.max(0, all.size() - count) : 0).toList();
    }
}
