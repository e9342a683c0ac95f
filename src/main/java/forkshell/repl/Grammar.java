package forkshell.repl;

import java.util.Optional;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis.Completeness;

/** What jshell's own parser says of source that is not to be run. Close it. */
public final class Grammar implements AutoCloseable {
    private final JShell shell = JShell.builder().executionEngine("local").build();

    /**
     * Returns the first line of the first snippet in {@code source} that is no Java, or not
     * complete.
     */
    public Optional<String> complaint(String source) {
        Parsed parsed = Analysis.parse(shell, source);
        Stream<String> wrong = parsed.snippets().stream().filter(this::isUnknown);
        Stream<String> open = parsed.complete() ? Stream.empty() : Stream.of(parsed.remaining());
        return Stream.concat(wrong, open).findFirst().map(each -> each.lines().findFirst().get());
    }

    private boolean isUnknown(String snippet) {
        return shell.sourceCodeAnalysis().analyzeCompletion(snippet).completeness()
                == Completeness.UNKNOWN;
    }

    @Override
    public void close() {
        shell.close();
    }
}
