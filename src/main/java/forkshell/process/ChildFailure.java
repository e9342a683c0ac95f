package forkshell.process;

import java.util.ArrayList;
import java.util.List;

/** Tells on stderr what a child's task threw, with the first of the learner's own frames only. */
final class ChildFailure {
    private static final List<String> FOREIGN =
            List.of(
                    "forkshell.process.",
                    "jdk.jshell.",
                    "java.lang.reflect.",
                    "jdk.internal.reflect.",
                    "java.lang.Thread");

    /** A stack overflow has a thousand. */
    private static final int FRAMES = 20;

    private ChildFailure() {}

    static void print(Throwable thrown) {
        List<StackTraceElement> own = new ArrayList<>();
        for (StackTraceElement frame : thrown.getStackTrace()) {
            boolean foreign = FOREIGN.stream().anyMatch(frame.getClassName()::startsWith);
            if (!foreign && own.size() < FRAMES) {
                own.add(frame);
            }
        }
        thrown.setStackTrace(own.toArray(new StackTraceElement[0]));
        thrown.printStackTrace();
    }
}
