package forkshell.jupyter;

import forkshell.display.Bundle;
import forkshell.repl.Completion;
import forkshell.repl.Documentation;
import forkshell.repl.Session;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Answers questions about source that is still being written. Jupyter counts code points. */
final class CompletionService {
    private final Session session;

    CompletionService(Session session) {
        this.session = session;
    }

    void complete(Request request) {
        String code = request.message().text("code");
        int cursor = cursor(request.message(), code);
        Completion completion = session.complete(code, cursor);
        request.reply(
                "complete_reply",
                Map.of(
                        "status", "ok",
                        "matches", completion.candidates(),
                        "cursor_start", code.codePointCount(0, completion.anchor()),
                        "cursor_end", code.codePointCount(0, cursor),
                        "metadata", Map.of()));
    }

    void inspect(Request request) {
        String code = request.message().text("code");
        int cursor = endOfName(code, cursor(request.message(), code));
        List<Documentation> found = session.document(code, cursor);
        request.reply(
                "inspect_reply",
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

    void isComplete(Request request) {
        request.reply("is_complete_reply", completeness(request.message().text("code")));
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

    private static int cursor(Message question, String code) {
        int all = code.codePointCount(0, code.length());
        int codePoints = question.number("cursor_pos", all);
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
