package forkshell.jupyter;

import forkshell.display.Bundle;
import forkshell.repl.Completion;
import forkshell.repl.Documentation;
import forkshell.repl.Session;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.request.CompleteRequest;
import org.dflib.jjava.jupyter.messages.request.InspectRequest;
import org.dflib.jjava.jupyter.messages.request.IsCompleteRequest;

/** Answers questions about source that is still being written. Jupyter counts code points. */
final class Assistant {
    private final Session session;

    Assistant(Session session) {
        this.session = session;
    }

    void complete(Request request, CompleteRequest question) {
        String code = question.getCode();
        int cursor = index(code, question.getCursorPos());
        Completion completion = session.complete(code, cursor);
        request.reply(
                MessageType.COMPLETE_REPLY,
                Map.of(
                        "status", "ok",
                        "matches", completion.candidates(),
                        "cursor_start", code.codePointCount(0, completion.anchor()),
                        "cursor_end", code.codePointCount(0, cursor),
                        "metadata", Map.of()));
    }

    void inspect(Request request, InspectRequest question) {
        String code = question.getCode();
        int cursor = endOfName(code, index(code, question.getCursorPos()));
        List<Documentation> found = session.document(code, cursor);
        request.reply(
                MessageType.INSPECT_REPLY,
                Map.of(
                        "status",
                        "ok",
                        "found",
                        !found.isEmpty(),
                        "data",
                        found.isEmpty() ? Map.of() : Map.of(Bundle.PLAIN, text(found)),
                        "metadata",
                        Map.of()));
    }

    private static String text(List<Documentation> found) {
        return found.stream()
                .map(each -> (each.signature() + "\n" + each.text()).strip())
                .collect(Collectors.joining("\n\n"));
    }

    void isComplete(Request request, IsCompleteRequest question) {
        request.reply(MessageType.IS_COMPLETE_REPLY, completeness(question.getCode()));
    }

    private Map<String, ?> completeness(String code) {
        if (session.isWrong(code)) {
            return Map.of("status", "invalid");
        }
        return session.parse(code).complete()
                ? Map.of("status", "complete")
                : Map.of("status", "incomplete", "indent", indent(code));
    }

    /** That of the last line, and a step more behind an opening brace. */
    private static String indent(String code) {
        String last = code.stripTrailing();
        last = last.substring(last.lastIndexOf('\n') + 1);
        String indent = last.substring(0, last.length() - last.stripLeading().length());
        return last.endsWith("{") ? indent + "    " : indent;
    }

    private static int index(String code, int codePoints) {
        int all = code.codePointCount(0, code.length());
        return code.offsetByCodePoints(0, Math.max(0, Math.min(codePoints, all)));
    }

    /** Front ends ask with the cursor anywhere in the name. */
    private static int endOfName(String code, int cursor) {
        int end = cursor;
        while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
            end++;
        }
        return end;
    }
}
