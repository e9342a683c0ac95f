package forkshell.terminal;

import forkshell.display.Messages;
import java.io.IOException;
import java.util.Optional;
import org.jline.utils.InfoCmp;

/**
 * What {@code TERM} says, or what is taken for it.
 *
 * @param name a type whose capabilities are known
 * @param complaint a sentence where it is not what {@code TERM} says
 */
record TerminalType(String name, Optional<String> complaint) {
    /** Nearly every terminal of today understands its sequences. */
    private static final String COMMON = "xterm-256color";

    private static final Messages MESSAGES = Messages.of(TerminalType.class);

    /** Returns the type for a value of {@code TERM}, which may be null. */
    static TerminalType of(String term) {
        String asked = term == null ? "" : term.strip();
        if (!asked.isEmpty() && isKnown(asked)) {
            return new TerminalType(asked, Optional.empty());
        }
        String key = asked.isEmpty() ? "type.unset" : "type.unknown";
        return new TerminalType(COMMON, Optional.of(MESSAGES.get(key, COMMON, asked)));
    }

    /** Asks infocmp(1), which prints a complaint for an unknown type. */
    private static boolean isKnown(String type) {
        try {
            return InfoCmp.getInfoCmp(type).contains(",\n");
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
