package forkshell.repl;

import forkshell.display.Messages;
import java.util.List;
import jdk.jshell.ExpressionSnippet;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;

/** Names what a snippet declares, and what happened to it. */
final class SnippetDescription {
    private static final Messages MESSAGES = Messages.of(SnippetDescription.class);

    private SnippetDescription() {}

    /** For instance {@code method f(int)}; null when the snippet declares nothing. */
    static String of(Snippet snippet) {
        if (snippet instanceof MethodSnippet method) {
            return MESSAGES.get("method", method.name(), method.parameterTypes());
        }
        if (snippet instanceof VarSnippet variable) {
            String key = isScratch(snippet) ? "scratch" : "variable";
            return MESSAGES.get(key, variable.name(), variable.typeName());
        }
        if (snippet instanceof TypeDeclSnippet type) {
            return MESSAGES.get(typeKey(type.subKind()), type.name());
        }
        return null;
    }

    private static boolean isScratch(Snippet snippet) {
        return snippet.subKind() == SubKind.TEMP_VAR_EXPRESSION_SUBKIND;
    }

    /** Returns whether it is a variable that the learner has named. */
    static boolean isDeclared(Snippet snippet) {
        return snippet instanceof VarSnippet && !isScratch(snippet);
    }

    private static String typeKey(SubKind kind) {
        return switch (kind) {
            case INTERFACE_SUBKIND -> "interface";
            case ENUM_SUBKIND -> "enum";
            case ANNOTATION_TYPE_SUBKIND -> "annotation";
            case RECORD_SUBKIND -> "record";
            default -> "class";
        };
    }

    /** Returns the name in front of a value; null when the snippet has none to show. */
    static String valueName(Snippet snippet) {
        if (snippet instanceof VarSnippet variable) {
            return variable.name();
        }
        return snippet instanceof ExpressionSnippet expression ? expression.name() : null;
    }

    /** Returns the key of the message for {@code event}. */
    static String change(SnippetEvent event) {
        if (event.status() == Status.DROPPED) {
            return "dropped";
        }
        if (!event.previousStatus().isActive()) {
            return "created";
        }
        return event.isSignatureChange() ? "replaced" : "modified";
    }

    /** Returns what must be declared first, as the end of a sentence; empty when nothing must. */
    static String missing(Snippet snippet, List<String> unresolved) {
        return unresolved.isEmpty()
                ? ""
                : MESSAGES.get(missingKey(snippet), String.join(", ", unresolved));
    }

    private static String missingKey(Snippet snippet) {
        return switch (snippet.kind()) {
            case METHOD -> "missing.method";
            case TYPE_DECL -> "missing.class";
            default -> "missing.variable";
        };
    }
}
