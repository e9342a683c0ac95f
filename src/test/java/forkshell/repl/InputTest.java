package forkshell.repl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InputTest {
    private static final String ALL_READ =
            """
            var read = new ConcurrentSkipListSet<Integer>();
            var readers = IntStream.range(0, 26).mapToObj(i -> new Thread(() -> {
                try {
                    read.add(System.in.read());
                } catch (IOException none) {
                    read.add(-2);
                }
            })).toList();
            for (var each : readers) each.start();
            for (var each : readers) each.join();
            read.stream().map(Character::toString).collect(Collectors.joining())
            """;

    @Test
    void threadsThatReadAtOnceGetAByteEach() {
        String alphabet = "abcdefghijklmnopqrstuvwxyz";
        SessionOptions options =
                SessionOptions.defaults()
                        .startup(Startup.imports())
                        .listener(new Recorder())
                        .input(new ByteArrayInputStream(alphabet.getBytes(StandardCharsets.UTF_8)));
        try (Session session = Session.open(options)) {
            session.evaluate("import java.util.concurrent.*; import java.util.stream.*;");
            Outcome last =
                    session.evaluate(ALL_READ).stream()
                            .reduce((before, outcome) -> outcome)
                            .orElseThrow();
            assertEquals("\"" + alphabet + "\"", last.value());
        }
    }
}
