package forkshell.process;

import forkshell.libc.Errno;
import forkshell.libc.SystemCallException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/** Tells on stderr what a child's task threw, with the first of the learner's own frames only. */
final class ChildFailure {
    private static final List<String> FOREIGN =
            List.of(
                    ChildFailure.class.getPackageName() + ".",
                    "jdk.jshell.",
                    "java.lang.reflect.",
                    "jdk.internal.reflect.",
                    "java.lang.Thread");

    /** A stack overflow has a thousand. */
    private static final int FRAMES = 20;

    /** Causes may go round in a circle. */
    private static final int CAUSES = 20;

    private final String first;

    /** The frames of {@code first} and those below it are the parent's. */
    ChildFailure(Class<?> first) {
        this.first = first.getName();
    }

    /** In the parent, once: loads what printing needs. */
    void warmUp() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        SystemCallException failure = SystemCallException.of("warm-up", Errno.EINTR, 0);
        print(failure, nowhere);
        printUnshown(failure, failure, nowhere);
    }

    /** The methods that tell of it may be the learner's own, and fail themselves. */
    void print(Throwable thrown, PrintStream target) {
        try {
            target.print(told(thrown));
        } catch (Throwable failed) {
            printUnshown(thrown, failed, target);
        }
    }

    private static void printUnshown(Throwable thrown, Throwable failed, PrintStream target) {
        target.println(
                thrown.getClass().getName()
                        + " (cannot be shown: "
                        + failed.getClass().getName()
                        + ")");
        for (StackTraceElement frame : thrown.getStackTrace()) {
            target.println("\tat " + frame);
        }
    }

    private String told(Throwable thrown) {
        Throwable cause = thrown;
        for (int i = 0; i < CAUSES && cause != null; i++) {
            keepLearnersFrames(cause);
            cause = cause.getCause();
        }
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private void keepLearnersFrames(Throwable thrown) {
        List<StackTraceElement> own = new ArrayList<>();
        for (StackTraceElement frame : thrown.getStackTrace()) {
            if (frame.getClassName().equals(first)) {
                break;
            }
            if (own.size() < FRAMES && isLearners(frame.getClassName())) {
                own.add(frame);
            }
        }
        thrown.setStackTrace(own.toArray(new StackTraceElement[0]));
    }

    private static boolean isLearners(String className) {
        for (String prefix : FOREIGN) {
            if (className.startsWith(prefix)) {
                return false;
            }
        }
        return true;
    }
}
