package forkshell.repl;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.SourceCodeAnalysis.QualifiedNames;
import jdk.jshell.SourceCodeAnalysis.Suggestion;

/** Questions to the compiler about source that is still being written. */
final class Analysis {
    private static final List<String> KNOWN_TO_LEARNERS =
            List.of(PackageNames.OWN, "java.util.", "java.net.", "java.io.", "java.");
    private static final List<String> OUR_LIBRARIES =
            List.of("org.jline.", "com.sun.", "picocli.", "sun.", "jdk.", "com.google.");

    private static final long INDEX_TIMEOUT_NANOS = 3_000_000_000L;
    private static final long INDEX_POLL_INTERVAL_NANOS = 20_000_000;
    private static final Pattern IMPORT = Pattern.compile("import [\\w.* ]+;");
    private static final Pattern CONTINUATION =
            Pattern.compile("\\s*(\\.\\D|else\\b|catch\\b|finally\\b|[?:&|{])");

    private Analysis() {}

    /**
     * Imports alone, as every startup has them, are not analysed: that begins with an index of all
     * classes, which takes a second of a processor.
     */
    static Parsed parse(JShell shell, String source) {
        return source.lines().allMatch(line -> IMPORT.matcher(line).matches())
                ? new Parsed(source.lines().toList(), "", true)
                : analyse(shell, source);
    }

    private static Parsed analyse(JShell shell, String source) {
        List<String> snippets = new ArrayList<>();
        String rest = source.stripLeading();
        while (!rest.isEmpty()) {
            int end = endOfFirst(shell.sourceCodeAnalysis(), rest);
            CompletionInfo info =
                    shell.sourceCodeAnalysis().analyzeCompletion(rest.substring(0, end));
            if (info.completeness() == Completeness.EMPTY) {
                rest = rest.substring(end).stripLeading();
            } else if (!info.completeness().isComplete()) {
                return new Parsed(snippets, rest, false);
            } else {
                snippets.add(info.source() == null ? rest.substring(0, end) : info.source());
                String sameLine = info.source() == null ? "" : info.remaining();
                rest = (sameLine + rest.substring(end)).stripLeading();
            }
        }
        return new Parsed(SealedTypes.permitting(snippets), "", true);
    }

    /** Returns whether one of the complete snippets in {@code source} breaks Java's grammar. */
    static boolean isWrong(JShell shell, String source) {
        return parse(shell, source).snippets().stream()
                .flatMap(each -> shell.sourceCodeAnalysis().sourceToSnippets(each).stream())
                .anyMatch(snippet -> snippet.kind() == Snippet.Kind.ERRONEOUS);
    }

    /**
     * The end of the first lines that make something complete; a line may end without its
     * semicolon. Lines that can only continue what stands before them belong to it.
     */
    private static int endOfFirst(SourceCodeAnalysis analysis, String source) {
        for (int end = source.indexOf('\n'); end >= 0; end = source.indexOf('\n', end + 1)) {
            boolean goesOn = CONTINUATION.matcher(source).region(end, source.length()).lookingAt();
            if (!goesOn && isComplete(analysis, source.substring(0, end))) {
                return end;
            }
        }
        return source.length();
    }

    private static boolean isComplete(SourceCodeAnalysis analysis, String source) {
        Completeness completeness = analysis.analyzeCompletion(source).completeness();
        return completeness.isComplete() || completeness == Completeness.EMPTY;
    }

    static Completion complete(JShell shell, String source, int cursor) {
        String text = source.substring(0, cursor);
        int start = cursor - lastSnippet(shell, text).length();
        int[] anchor = {0};
        List<Suggestion> suggestions =
                shell.sourceCodeAnalysis()
                        .completionSuggestions(text.substring(start), cursor - start, anchor);
        return new Completion(
                start + anchor[0],
                suggestions.stream()
                        .sorted(Comparator.comparing(Suggestion::matchesType).reversed())
                        .map(Suggestion::continuation)
                        .distinct()
                        .toList());
    }

    private static String lastSnippet(JShell shell, String text) {
        CompletionInfo info = shell.sourceCodeAnalysis().analyzeCompletion(text);
        boolean isLast = !info.completeness().isComplete() || info.remaining().isBlank();
        return isLast ? text : lastSnippet(shell, info.remaining());
    }

    static List<Documentation> document(JShell shell, String source, int cursor) {
        return find(shell, source, cursor, true).stream().map(Analysis::documentation).toList();
    }

    static List<String> signatures(JShell shell, String source, int cursor) {
        return find(shell, source, cursor, false).stream().map(Analysis::signature).toList();
    }

    private static List<SourceCodeAnalysis.Documentation> find(
            JShell shell, String source, int cursor, boolean comments) {
        String text = lastSnippet(shell, source.substring(0, cursor));
        return Stream.of(text, text + "(", text.substring(0, openCall(text)))
                .map(each -> documentation(shell, each, comments))
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static List<SourceCodeAnalysis.Documentation> documentation(
            JShell shell, String text, boolean comments) {
        return shell.sourceCodeAnalysis().documentation(text, text.length(), comments);
    }

    /** The index behind the parenthesis that is still open at the end of {@code text}, or 0. */
    private static int openCall(String text) {
        int depth = 1;
        int at = text.length();
        while (at > 0 && depth > 0) {
            at--;
            depth += text.charAt(at) == ')' ? 1 : text.charAt(at) == '(' ? -1 : 0;
        }
        return depth == 0 ? at + 1 : 0;
    }

    private static Documentation documentation(SourceCodeAnalysis.Documentation found) {
        String comment =
                found.javadoc() == null ? Sources.comment(found.signature()) : found.javadoc();
        return new Documentation(signature(found), JavadocText.plain(comment));
    }

    private static String signature(SourceCodeAnalysis.Documentation found) {
        return found.signature().replace(PackageNames.VOCABULARY, "");
    }

    static List<String> importable(JShell shell, String source, int cursor) {
        QualifiedNames names = qualifiedNames(shell.sourceCodeAnalysis(), source, cursor);
        if (names.isResolvable()) {
            return List.of();
        }
        return names.getNames().stream()
                .filter(Analysis::isForLearners)
                .sorted(Comparator.comparingInt(Analysis::distance).thenComparing(name -> name))
                .toList();
    }

    /** Of our own classes only those of the vocabulary, whose sources are there to be shown. */
    private static boolean isForLearners(String name) {
        return name.startsWith(PackageNames.OWN)
                ? SourceFiles.has(name)
                : OUR_LIBRARIES.stream().noneMatch(name::startsWith);
    }

    /** Waits for the index of classes, which JShell makes in the background. */
    private static QualifiedNames qualifiedNames(
            SourceCodeAnalysis analysis, String source, int cursor) {
        long deadline = System.nanoTime() + INDEX_TIMEOUT_NANOS;
        QualifiedNames names = analysis.listQualifiedNames(source, cursor);
        while (!names.isUpToDate() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(INDEX_POLL_INTERVAL_NANOS);
            names = analysis.listQualifiedNames(source, cursor);
        }
        return names;
    }

    private static int distance(String name) {
        for (int i = 0; i < KNOWN_TO_LEARNERS.size(); i++) {
            if (name.startsWith(KNOWN_TO_LEARNERS.get(i))) {
                return i;
            }
        }
        return KNOWN_TO_LEARNERS.size();
    }
}
