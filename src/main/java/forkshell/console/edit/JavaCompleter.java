package forkshell.console.edit;

import forkshell.console.command.Command;
import forkshell.console.command.CommandContext;
import forkshell.console.command.CommandTable;
import forkshell.console.command.Inputs;
import forkshell.repl.Completion;
import forkshell.repl.Session;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes Java with signatures, commands with their summaries, and their arguments. */
final class JavaCompleter implements Completer {
    private static final int MAX_WITH_SIGNATURES = 40;

    private final CommandContext context;
    private final CommandTable commands;

    JavaCompleter(CommandContext context, CommandTable commands) {
        this.context = context;
        this.commands = commands;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        if (Inputs.isCommand(line.line())) {
            completeCommand(line, candidates);
        } else {
            completeJava(line, candidates);
        }
    }

    private void completeCommand(ParsedLine line, List<Candidate> candidates) {
        String[] words = line.line().substring(0, line.cursor()).split("\\s+", 2);
        if (words.length == 1) {
            for (Command each : commands.all()) {
                candidates.add(candidate("/" + each.name(), each.summary(), true));
            }
        } else {
            arguments(words[0], words[1])
                    .forEach(each -> candidates.add(candidate(each, null, true)));
        }
    }

    private List<String> arguments(String command, String begun) {
        try {
            return commands.find(command).complete(context, begun);
        } catch (IllegalArgumentException unknown) {
            return List.of();
        }
    }

    private void completeJava(ParsedLine line, List<Candidate> candidates) {
        Session session = context.session();
        Completion completion = session.complete(line.line(), line.cursor());
        int start = line.cursor() - line.wordCursor();
        String before = line.line().substring(0, start);
        boolean few = completion.candidates().size() <= MAX_WITH_SIGNATURES;
        for (String each : completion.candidates()) {
            String word = fit(each, line.line(), start, completion.anchor());
            if (word.startsWith(line.word())) {
                String signature = few ? signature(session, before + word) : null;
                candidates.add(candidate(word, signature, false));
            }
        }
    }

    /** The candidate as it would stand behind {@code start}, where JLine's word begins. */
    private static String fit(String candidate, String line, int start, int anchor) {
        return anchor >= start
                ? line.substring(start, anchor) + candidate
                : candidate.substring(Math.min(candidate.length(), start - anchor));
    }

    private static String signature(Session session, String source) {
        String text = source.endsWith(")") ? source.substring(0, source.length() - 1) : source;
        List<String> signatures = session.signatures(text, text.length());
        if (signatures.isEmpty()) {
            return null;
        }
        String more = signatures.size() > 1 ? " (+" + (signatures.size() - 1) + ")" : "";
        return signatures.get(0) + more;
    }

    private static Candidate candidate(String value, String description, boolean complete) {
        return new Candidate(value, value, null, description, null, null, complete);
    }
}
