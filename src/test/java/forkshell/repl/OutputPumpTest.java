package forkshell.repl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import forkshell.display.Frame;
import forkshell.display.StandardStream;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("quick")
@Timeout(30)
class OutputPumpTest {
    private static final String TOKEN = "token";

    private final List<String> heard = new ArrayList<>();
    private final List<Throwable> told = new ArrayList<>();

    @Test
    void whatFollowsATextThatTheListenerFailsAtIsHandedOn() throws InterruptedException {
        pump("one\n" + mark() + "bad\n" + mark() + "two\n" + mark());
        assertEquals(List.of("0 OUT one\n", "0 OUT two\n"), heard);
        assertEquals(List.of("bad"), told.stream().map(Throwable::getMessage).toList());
    }

    @Test
    void aChildsLineComesWithItsPidAndStream() throws InterruptedException {
        pump("a" + child(Frame.Kind.OUT, "x") + "b\n" + child(Frame.Kind.ERR, "[9] y"));
        assertEquals(List.of("0 OUT a", "4242 OUT x\n", "0 OUT b\n", "4242 ERR [9] y\n"), heard);
    }

    @Test
    void aLineThatBeginsWithANumberInBracketsHasNoPid() throws InterruptedException {
        pump("[4242] mine\n[99999999999999999999] mine, too\n");
        assertEquals(List.of("0 OUT [4242] mine\n[99999999999999999999] mine, too\n"), heard);
    }

    private void pump(String printed) throws InterruptedException {
        new OutputPump(
                        "pump",
                        bytes(printed),
                        StandardStream.OUT,
                        TOKEN,
                        new SnippetFrames(),
                        this::hear)
                .join();
    }

    private void hear(int pid, StandardStream stream, String text) {
        if (text.equals("bad\n")) {
            Thread.currentThread().setUncaughtExceptionHandler((t, e) -> told.add(e));
            throw new IllegalStateException("bad");
        }
        heard.add(pid + " " + stream + " " + text);
    }

    private static String mark() {
        return new Frame(Frame.Kind.MARK, 0, "").encode(TOKEN);
    }

    private static String child(Frame.Kind kind, String text) {
        return new Frame(kind, 4242, text).encode(TOKEN);
    }

    private static ByteArrayInputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
