package forkshell.lab;

import forkshell.repl.Outcome.Result;

/**
 * What became of a snippet.
 *
 * @param text its value, or what went wrong in one line; empty for neither
 * @param missing the name that is not declared, when that is what went wrong; else empty
 */
public record Answer(Result result, String text, String missing) {
    public boolean ok() {
        return result == Result.DONE;
    }
}
