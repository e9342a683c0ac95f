package forkshell.notebook;

import forkshell.display.Bundle;

/** One thing that a cell showed. */
sealed interface Output {

    /** Text on one of the standard streams. */
    record Printed(String text, boolean error) implements Output {}

    /** What {@code display} was given. */
    record Shown(Bundle bundle) implements Output {}

    /** The value of the cell's last snippet. */
    record Value(Bundle bundle, int number) implements Output {}

    /** Why the cell ended early. */
    record Failed(Failure failure) implements Output {}
}
