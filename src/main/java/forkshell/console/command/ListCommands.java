package forkshell.console.command;

import forkshell.repl.Session;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import jdk.jshell.ImportSnippet;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;

/** {@code /list /vars /methods /types /imports}: what there is in the session. */
final class ListCommands {
    private static final String BAR = "|    ";

    private ListCommands() {}

    static List<Command> all() {
        return List.of(
                command("list", Session::snippets, (session, each) -> source(each)),
                command("vars", of(VarSnippet.class), ListCommands::variable),
                command("methods", of(MethodSnippet.class), (session, each) -> method(each)),
                command("types", of(TypeDeclSnippet.class), (session, each) -> type(each)),
                command("imports", of(ImportSnippet.class), (session, each) -> imported(each)));
    }

    private static Command command(
            String name,
            Function<Session, Stream<? extends Snippet>> candidates,
            BiFunction<Session, Snippet, String> line) {
        return new SimpleCommand(
                name,
                (context, argument) -> {
                    Session session = context.session();
                    Selection selection = new Selection(session, candidates.apply(session));
                    String scope = name.equals("imports") && argument.isEmpty() ? "-all" : argument;
                    selection
                            .of(scope)
                            .forEach(each -> context.frontEnd().text(line.apply(session, each)));
                },
                Selection::words);
    }

    private static Function<Session, Stream<? extends Snippet>> of(Class<? extends Snippet> kind) {
        return session -> session.snippets().filter(kind::isInstance);
    }

    private static String source(Snippet snippet) {
        String prefix = String.format("%4s : ", snippet.id());
        return prefix + snippet.source().strip().replace("\n", "\n" + " ".repeat(prefix.length()));
    }

    private static String variable(Session session, Snippet snippet) {
        VarSnippet variable = (VarSnippet) snippet;
        String value =
                session.isActive(variable)
                        ? session.valueOf(variable)
                        : CommandMessages.text("vars.inactive");
        return BAR + variable.typeName() + " " + variable.name() + " = " + value;
    }

    private static String method(Snippet snippet) {
        MethodSnippet method = (MethodSnippet) snippet;
        String signature = method.signature();
        String result = signature.substring(signature.lastIndexOf(')') + 1);
        return BAR + result + " " + method.name() + "(" + method.parameterTypes() + ")";
    }

    private static String type(Snippet snippet) {
        String kind =
                switch (snippet.subKind()) {
                    case INTERFACE_SUBKIND -> "interface ";
                    case ENUM_SUBKIND -> "enum ";
                    case RECORD_SUBKIND -> "record ";
                    case ANNOTATION_TYPE_SUBKIND -> "@interface ";
                    default -> "class ";
                };
        return BAR + kind + ((TypeDeclSnippet) snippet).name();
    }

    private static String imported(Snippet snippet) {
        return BAR + snippet.source().strip().replaceFirst(";$", "");
    }
}
