package forkshell.repl.agent;

import forkshell.display.Messages;
import java.util.concurrent.Callable;
import jdk.jshell.spi.ExecutionControl.ResolutionException;
import jdk.jshell.spi.ExecutionControl.RunException;
import jdk.jshell.spi.ExecutionControl.UserException;
import jdk.jshell.spi.SPIResolutionException;

/**
 * What a snippet has thrown, as the session is told. The methods that tell of it are the learner's
 * own: they may fail themselves, and causes may go round in a circle.
 */
final class Thrown {
    private static final int CAUSES = 20;

    private Thrown() {}

    static RunException told(Throwable thrown) {
        return told(thrown, CAUSES);
    }

    private static RunException told(Throwable thrown, int causes) {
        StackTraceElement[] frames = orNull(thrown::getStackTrace);
        frames = frames == null ? new StackTraceElement[0] : frames;
        if (thrown instanceof SPIResolutionException undeclared) {
            return new ResolutionException(undeclared.id(), frames);
        }
        UserException told =
                new UserException(message(thrown), thrown.getClass().getName(), frames);
        Throwable cause = causes == 0 ? null : orNull(thrown::getCause);
        told.initCause(cause == null ? null : told(cause, causes - 1));
        return told;
    }

    private static String message(Throwable thrown) {
        try {
            return thrown.getMessage();
        } catch (Throwable failed) {
            return Messages.of(Thrown.class).get("value.unshown", failed.getClass().getName());
        }
    }

    private static <T> T orNull(Callable<T> learners) {
        try {
            return learners.call();
        } catch (Throwable failed) {
            return null;
        }
    }
}
