package forkshell.notebook;

import forkshell.display.Bundle;
import java.util.Optional;

/**
 * What became of a cell.
 *
 * @param value of its last snippet, if that has one and nothing failed
 * @param failure what ended it early
 */
public record CellResult(Optional<Bundle> value, Optional<Failure> failure) {

    static CellResult of(Bundle value) {
        return new CellResult(Optional.ofNullable(value), Optional.empty());
    }

    static CellResult of(Failure failure) {
        return new CellResult(Optional.empty(), Optional.of(failure));
    }
}
