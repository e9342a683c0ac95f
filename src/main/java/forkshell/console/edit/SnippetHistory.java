package forkshell.console.edit;

import forkshell.console.command.CommandContext;
import forkshell.console.command.Inputs;
import java.io.IOException;
import java.time.Instant;
import java.util.stream.Stream;
import org.jline.reader.LineReader;
import org.jline.reader.impl.history.DefaultHistory;

/** A history with an entry for each snippet, also when several were entered at once. */
final class SnippetHistory extends DefaultHistory {
    private final CommandContext context;
    private LineReader reader;
    private boolean told;

    SnippetHistory(CommandContext context) {
        this.context = context;
    }

    @Override
    public void attach(LineReader editor) {
        reader = editor;
        super.attach(editor);
    }

    @Override
    public void add(Instant time, String text) {
        if (text.indexOf('\n') < 0) {
            super.add(time, text);
        } else {
            Inputs.of(text, context.session()::parse).stream()
                    .flatMap(this::entries)
                    .forEach(each -> super.add(time, each));
        }
    }

    /** Says once that the file cannot be written. */
    @Override
    public void save() {
        try {
            super.save();
        } catch (IOException unwritable) {
            if (!told) {
                told = true;
                context.frontEnd().hint(EditMessages.text("history.unwritable", file()));
            }
        }
    }

    private String file() {
        return String.valueOf(reader.getVariable(LineReader.HISTORY_FILE));
    }

    private Stream<String> entries(String input) {
        return Inputs.isCommand(input)
                ? Stream.of(input)
                : context.session().parse(input).snippets().stream().map(String::strip);
    }
}
