package forkshell.repl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("quick")
@Timeout(30)
class OutputPumpTest {
    private static final String MARK = "\2mark\n";

    @Test
    void whatFollowsATextThatTheTargetFailsAtIsHandedOn() throws InterruptedException {
        List<String> heard = new ArrayList<>();
        List<Throwable> told = new ArrayList<>();
        InputStream printed = bytes("one\n" + MARK + "bad\n" + MARK + "two\n" + MARK);
        OutputPump pump =
                new OutputPump(
                        "pump",
                        printed,
                        MARK,
                        text -> {
                            if (text.equals("bad\n")) {
                                Thread.currentThread()
                                        .setUncaughtExceptionHandler((t, e) -> told.add(e));
                                throw new IllegalStateException("bad");
                            }
                            heard.add(text);
                        });
        pump.join();
        assertEquals(List.of("one\n", "two\n"), heard);
        assertEquals(List.of("bad"), told.stream().map(Throwable::getMessage).toList());
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
