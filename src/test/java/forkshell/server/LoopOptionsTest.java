package forkshell.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import forkshell.libc.SystemCallException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@Tag("quick")
class LoopOptionsTest {
    private final LoopOptions options = LoopOptions.lectureA();

    @Test
    void nothingInPlaceOfAValueGetsASentence() {
        refused(
                () -> options.model(null),
                "model(null) failed: EINVAL (22) Invalid argument. It needs a value:"
                        + " ForkPerConnection::new.");
        refused(
                () -> options.handler(null),
                "handler(null) failed: EINVAL (22) Invalid argument. It needs a value:"
                        + " c -> echoBackLoop(c).");
        refused(
                () -> options.mistake(null),
                "mistake(null) failed: EINVAL (22) Invalid argument. It needs a value: WAIT_ONCE.");
        refused(
                () -> options.reaping((Reaping[]) null),
                "reaping(null) failed: EINVAL (22) Invalid argument. It needs a value: NOBODY,"
                        + " SIGCHLD, AFTER_ACCEPT.");
    }

    private static void refused(Executable call, String sentence) {
        assertEquals(sentence, assertThrows(SystemCallException.class, call).getMessage());
    }
}
