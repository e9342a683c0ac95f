package forkshell.inspect.timeline;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The words of a timeline in English, and in Japanese where that is asked for. */
record Words(ResourceBundle bundle) {
    private static final ResourceBundle.Control NO_OTHER_LANGUAGE =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    static Words in(Locale language) {
        return new Words(
                ResourceBundle.getBundle(
                        "forkshell.inspect.timeline.timeline", language, NO_OTHER_LANGUAGE));
    }

    String of(String key, Object... values) {
        return new MessageFormat(bundle.getString(key), Locale.ROOT).format(values);
    }

    String of(Phase phase) {
        return of(phase.id());
    }

    /** {@code 5 children, 5 ended, 1 SIGCHLD, 5 reaped}. */
    String summary(Timeline timeline) {
        return of(
                "summary",
                timeline.lives().size(),
                timeline.exits(),
                timeline.signals().size(),
                timeline.reaped());
    }
}
