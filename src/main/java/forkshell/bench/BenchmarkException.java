package forkshell.bench;

/** A benchmark could not go on; the message says why, in a sentence. */
public final class BenchmarkException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BenchmarkException(String sentence) {
        super(sentence);
    }
}
