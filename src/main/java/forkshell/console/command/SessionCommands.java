package forkshell.console.command;

import forkshell.lab.LabPlayer;
import forkshell.repl.Feedback;
import forkshell.repl.Outcome;
import forkshell.repl.Session;
import forkshell.repl.SessionOptions;
import java.util.ArrayList;
import java.util.List;

/** {@code /reset /reload /env /set /exit}: the session as a whole. */
final class SessionCommands {
    private static final List<String> ENVIRONMENT =
            List.of("--class-path", "--module-path", "--add-modules", "--add-exports");

    private SessionCommands() {}

    static List<Command> all(LabSession labs) {
        return List.of(
                new SimpleCommand(
                        "reset", (context, argument) -> reset(labs, context, argument), options()),
                new SimpleCommand("reload", SessionCommands::reload, "-restore", "-quiet"),
                new SimpleCommand("env", SessionCommands::env, options()),
                new SetCommand(),
                new SimpleCommand("clear", (context, argument) -> context.frontEnd().clear()),
                new SimpleCommand("exit", SessionCommands::exit, Selection::words));
    }

    private static String[] options() {
        return ENVIRONMENT.stream().map(each -> each.substring(1)).toArray(String[]::new);
    }

    /** While a lab is open, a plain reset starts its step anew instead. */
    private static void reset(LabSession labs, CommandContext context, String argument) {
        if (argument.isEmpty() && labs.isPlaying()) {
            labs.tell(context, LabPlayer::reset);
            return;
        }
        context.reset(environment(context.options(), argument));
        context.frontEnd().text(CommandMessages.text("reset.done"));
    }

    private static void reload(CommandContext context, String argument) {
        boolean quiet = argument.contains("-quiet");
        boolean restore = argument.contains("-restore");
        String environment = argument.replace("-quiet", "").replace("-restore", "").strip();
        List<String> sources = context.transcript().replayable();
        if (restore || sources.isEmpty()) {
            sources = context.transcript().previous();
        }
        if (sources.isEmpty()) {
            throw new IllegalArgumentException(CommandMessages.text("reload.nothing"));
        }
        context.frontEnd().text(CommandMessages.text("reload.begun"));
        context.reset(environment(context.options(), environment));
        for (int i = 0; i < sources.size() && !context.isHeldBack(); i++) {
            if (!quiet) {
                context.frontEnd().text("-: " + sources.get(i));
            }
            context.performQuietly(List.of(sources.get(i)));
        }
    }

    /** Without an argument it tells the present settings; with one it replays into new ones. */
    private static void env(CommandContext context, String argument) {
        if (argument.isEmpty()) {
            String path = context.options().classPath();
            context.frontEnd().text("|     --class-path " + path);
            if (!context.options().compilerOptions().isEmpty()) {
                String others = String.join(" ", context.options().compilerOptions());
                context.frontEnd().text("|     " + others);
            }
        } else {
            List<String> sources = context.transcript().replayable();
            context.reset(environment(context.options(), argument));
            context.performQuietly(sources);
        }
    }

    private static SessionOptions environment(SessionOptions options, String argument) {
        String[] words = argument.isEmpty() ? new String[0] : argument.split("\\s+");
        SessionOptions changed = options;
        for (int i = 0; i < words.length; i += 2) {
            String option = words[i].startsWith("--") ? words[i] : "-" + words[i];
            if (!ENVIRONMENT.contains(option) || i + 1 == words.length) {
                throw new IllegalArgumentException(CommandMessages.text("env.unknown", words[i]));
            }
            changed = with(changed, option, words[i + 1]);
        }
        return changed;
    }

    private static SessionOptions with(SessionOptions options, String option, String value) {
        if (option.equals("--class-path")) {
            return options.classPath(
                    SessionOptions.defaults().classPath()
                            + System.getProperty("path.separator")
                            + value);
        }
        List<String> compiler = new ArrayList<>(options.compilerOptions());
        compiler.addAll(List.of(option, value));
        List<String> jvm = new ArrayList<>(options.jvmOptions());
        jvm.addAll(List.of(option, value));
        return options.compilerOptions(compiler).jvmOptions(jvm);
    }

    private static void exit(CommandContext context, String argument) {
        if (argument.isEmpty()) {
            context.exit(0);
            return;
        }
        Session session = context.session();
        List<Outcome> outcomes = session.evaluate("(int) (" + argument + ")");
        Outcome last = outcomes.get(outcomes.size() - 1);
        if (last.ok()) {
            context.exit(Integer.parseInt(last.value()));
        } else {
            context.frontEnd().feedback(new Feedback(Feedback.Mode.NORMAL).lines(last));
            throw new IllegalArgumentException(CommandMessages.text("exit.failed"));
        }
    }
}
