package forkshell.console;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jline.reader.impl.history.DefaultHistory;

/** A history with an entry for each snippet, also when several were entered at once. */
final class SnippetHistory extends DefaultHistory {
    private final Function<String, List<String>> divide;

    SnippetHistory(Function<String, List<String>> divide) {
        this.divide = divide;
    }

    @Override
    public void add(Instant time, String line) {
        List<String> parts = line.indexOf('\n') < 0 ? List.of(line) : divide.apply(line);
        parts.forEach(each -> super.add(time, each));
    }
}
