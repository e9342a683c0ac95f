package forkshell.testing;

import java.io.IOException;

/** Code outside the library that goes wrong, as a learner's may. */
public final class LearnersCode {
    private LearnersCode() {}

    public static void throwsAnException() throws IOException {
        throw new IOException("the disk is full");
    }

    public static void throwsACause() {
        try {
            throwsAnException();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public static void throwsAnError() {
        throw new AssertionError("wrong");
    }

    public static int callsItself(int depth) {
        return 1 + callsItself(depth + 1);
    }
}
