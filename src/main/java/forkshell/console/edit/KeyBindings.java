package forkshell.console.edit;

import forkshell.console.command.CommandContext;
import forkshell.console.command.Inputs;
import forkshell.repl.Documentation;
import forkshell.repl.Parsed;
import forkshell.repl.Session;
import java.util.List;
import org.jline.keymap.KeyMap;
import org.jline.reader.Buffer;
import org.jline.reader.LineReader;
import org.jline.reader.Reference;
import org.jline.reader.Widget;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.InfoCmp.Capability;
import org.jline.widget.AutosuggestionWidgets;

/** What keys do beyond JLine: documentation, imports, indentation, and pastes that run at once. */
final class KeyBindings {
    private static final int INDENTATION_COLUMNS = 4;
    private static final String MARGIN = "    ";

    private final LineReader reader;
    private final CommandContext context;
    private final Theme theme;
    private String documented = "";

    private KeyBindings(LineReader reader, CommandContext context, Theme theme) {
        this.reader = reader;
        this.context = context;
        this.theme = theme;
    }

    static void bind(LineReader reader, CommandContext context, Theme theme) {
        KeyBindings keys = new KeyBindings(reader, context, theme);
        reader.setVariable(LineReader.INDENTATION, INDENTATION_COLUMNS);
        if (theme.colours()) {
            new AutosuggestionWidgets(reader).enable();
        }
        keys.bind("forkshell-tab", keys::tab, "\t");
        keys.bind("forkshell-document", keys::document, KeyMap.alt('h'), keys.f1());
        keys.bind("forkshell-close", keys::closeBrace, "}");
        Widget paste = reader.getWidgets().get(LineReader.BEGIN_PASTE);
        reader.getWidgets().put(LineReader.BEGIN_PASTE, () -> paste.apply() && keys.pasted());
    }

    private void bind(String name, Widget widget, String... keys) {
        reader.getWidgets().put(name, widget);
        for (String key : keys) {
            if (key != null) {
                reader.getKeyMaps().get(LineReader.MAIN).bind(new Reference(name), key);
            }
        }
    }

    private String f1() {
        return KeyMap.key(reader.getTerminal(), Capability.key_f1);
    }

    /** Completes; behind a parenthesis or a comma it shows what is called before that. */
    private boolean tab() {
        Buffer buffer = reader.getBuffer();
        String before = buffer.upToCursor().stripTrailing();
        if (Inputs.isCommand(before)) {
            return complete();
        }
        boolean asked = reader.getBuffer().upToCursor().equals(documented);
        if (!asked && (before.endsWith("(") || before.endsWith(","))) {
            return document();
        }
        return importUnknown(buffer.toString(), buffer.cursor()) || complete();
    }

    private boolean complete() {
        return reader.getBuiltinWidgets().get(LineReader.COMPLETE_WORD).apply();
    }

    /** Shows what stands at the cursor with its whole documentation, above the line. */
    private boolean document() {
        documented = reader.getBuffer().upToCursor();
        List<Documentation> found = context.session().document(documented, documented.length());
        for (Documentation each : found) {
            reader.printAbove(text(each).toAnsi(reader.getTerminal()));
        }
        return !found.isEmpty();
    }

    private AttributedStringBuilder text(Documentation found) {
        AttributedStringBuilder text = new AttributedStringBuilder();
        text.append(new JavaHighlighter(theme).colour(found.signature()));
        int width = Math.max(20, reader.getTerminal().getSize().getColumns() - MARGIN.length());
        for (String line : found.text().lines().toList()) {
            for (String part : line.replaceAll("(.{1," + width + "})( +|$)", "$1\n").split("\n")) {
                text.append("\n" + MARGIN + part, theme.faint());
            }
        }
        return text;
    }

    /** Imports the type in front of the cursor if it is unknown and only one can be meant. */
    private boolean importUnknown(String line, int cursor) {
        Session session = context.session();
        if (!session.complete(line, cursor).candidates().isEmpty()) {
            return false;
        }
        List<String> names = session.importable(line, cursor);
        if (names.size() == 1) {
            String source = "import " + names.get(0) + ";";
            session.evaluate(source).forEach(context.transcript()::evaluated);
            reader.printAbove(source);
        } else {
            names.forEach(name -> reader.printAbove("import " + name + ";"));
        }
        return !names.isEmpty();
    }

    /** A closing brace on a line of its own goes back by one indentation. */
    private boolean closeBrace() {
        Buffer buffer = reader.getBuffer();
        String before = buffer.upToCursor();
        int lineStart = before.lastIndexOf('\n') + 1;
        if (lineStart > 0 && before.substring(lineStart).isBlank()) {
            buffer.backspace(Math.min(INDENTATION_COLUMNS, before.length() - lineStart));
        }
        buffer.write('}');
        return true;
    }

    /** A paste that ends with a line break and is complete needs no further Enter. */
    private boolean pasted() {
        String text = reader.getBuffer().toString();
        if (text.endsWith("\n") && isComplete(text)) {
            reader.getBuffer().backspace(text.length() - text.stripTrailing().length());
            reader.callWidget(LineReader.ACCEPT_LINE);
        }
        return true;
    }

    private boolean isComplete(String text) {
        Parsed parsed = context.session().parse(text);
        return parsed.complete();
    }
}
