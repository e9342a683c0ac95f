package forkshell.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import forkshell.testing.LeavesNothingBehind;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(30)
@ExtendWith(LeavesNothingBehind.class)
class ForkHooksTest {
    private static final ProcessTable TABLE = new ProcessTable();

    private final List<String> calls = new CopyOnWriteArrayList<>();

    @Test
    void theyRunAsPthreadAtforkSays() {
        add("1");
        add("2");
        long attempts = TABLE.statistics().attempts();
        Child child =
                TABLE.fork(
                        "",
                        () ->
                                TABLE.exit(
                                        lastFour()
                                                        .equals(
                                                                List.of(
                                                                        "before2", "before1",
                                                                        "child1", "child2"))
                                                ? 0
                                                : 1));
        assertEquals(0, TABLE.waitFor(child).exitCode());
        assertEquals(List.of("before2", "before1", "parent1", "parent2"), lastFour());
        assertEquals(4 * (TABLE.statistics().attempts() - attempts), calls.size());
    }

    private void add(String name) {
        TABLE.hooks()
                .add(
                        () -> calls.add("before" + name),
                        () -> calls.add("parent" + name),
                        () -> calls.add("child" + name));
    }

    private List<String> lastFour() {
        return calls.subList(calls.size() - 4, calls.size());
    }
}
