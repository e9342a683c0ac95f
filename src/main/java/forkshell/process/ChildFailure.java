package forkshell.process;

import java.util.ArrayList;
import java.util.List;

/** Tells on stderr what a child's task threw, with the learner's own frames only. */
final class ChildFailure {
    private static final List<String> FOREIGN =
            List.of(
                    "forkshell.process.",
                    "jdk.jshell.",
                    "java.lang.reflect.",
                    "jdk.internal.reflect.",
                    "java.lang.Thread");

    private ChildFailure() {}

    static void print(Throwable thrown) {
        List<StackTraceElement> own = new ArrayList<>();
        for (StackTraceElement frame : thrown.getStackTrace()) {
            if (FOREIGN.stream().noneMatch(frame.getClassName()::startsWith)) {
                own.add(frame);
            }
        }
        thrown.setStackTrace(own.toArray(new StackTraceElement[0]));
        thrown.printStackTrace();
    }
}
