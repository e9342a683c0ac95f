package forkshell.console;

import forkshell.lab.LabPlayer;
import forkshell.repl.Feedback;
import forkshell.repl.Outcome;
import forkshell.repl.Session;
import forkshell.repl.SessionOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code /reset /reload /env /set /exit}: the session as a whole. */
final class SessionCommands {
    private static final List<String> ENVIRONMENT =
            List.of("--class-path", "--module-path", "--add-modules", "--add-exports");

    private SessionCommands() {}

    static List<Command> all() {
        return List.of(
                new SimpleCommand("reset", SessionCommands::reset, options()),
                new SimpleCommand("reload", SessionCommands::reload, "-restore", "-quiet"),
                new SimpleCommand("env", SessionCommands::env, options()),
                new SetCommand(),
                new SimpleCommand("exit", SessionCommands::exit, Selection::words));
    }

    private static String[] options() {
        return ENVIRONMENT.stream().map(each -> each.substring(1)).toArray(String[]::new);
    }

    /** While a lab is open, a plain reset starts its step anew instead. */
    private static void reset(Shell shell, String argument) {
        if (argument.isEmpty() && shell.lessons().isPlaying()) {
            shell.lessons().tell(LabPlayer::reset);
            return;
        }
        shell.reset(environment(shell.options(), argument));
        shell.display().text(Shell.MESSAGES.get("reset.done"));
    }

    private static void reload(Shell shell, String argument) {
        boolean quiet = argument.contains("-quiet");
        boolean restore = argument.contains("-restore");
        String environment = argument.replace("-quiet", "").replace("-restore", "").strip();
        List<String> sources = shell.transcript().replayable();
        if (restore || sources.isEmpty()) {
            sources = shell.transcript().previous();
        }
        if (sources.isEmpty()) {
            throw new IllegalArgumentException(Shell.MESSAGES.get("reload.nothing"));
        }
        shell.display().text(Shell.MESSAGES.get("reload.begun"));
        shell.reset(environment(shell.options(), environment));
        for (int i = 0; i < sources.size() && !shell.isHeldBack(); i++) {
            if (!quiet) {
                shell.display().text("-: " + sources.get(i));
            }
            shell.performQuietly(List.of(sources.get(i)));
        }
    }

    /** Without an argument it tells the present settings; with one it replays into new ones. */
    private static void env(Shell shell, String argument) {
        if (argument.isEmpty()) {
            String path = shell.options().classPath();
            shell.display().text("|     --class-path " + path);
            if (!shell.options().compilerOptions().isEmpty()) {
                String others = String.join(" ", shell.options().compilerOptions());
                shell.display().text("|     " + others);
            }
        } else {
            List<String> sources = shell.transcript().replayable();
            shell.reset(environment(shell.options(), argument));
            shell.performQuietly(sources);
        }
    }

    private static SessionOptions environment(SessionOptions options, String argument) {
        String[] words = argument.isEmpty() ? new String[0] : argument.split("\\s+");
        SessionOptions changed = options;
        for (int i = 0; i < words.length; i += 2) {
            String option = words[i].startsWith("--") ? words[i] : "-" + words[i];
            if (!ENVIRONMENT.contains(option) || i + 1 == words.length) {
                throw new IllegalArgumentException(Shell.MESSAGES.get("env.unknown", words[i]));
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

    private static void exit(Shell shell, String argument) {
        if (argument.isEmpty()) {
            shell.exit(0);
            return;
        }
        Session session = shell.session();
        List<Outcome> outcomes = session.evaluate("(int) (" + argument + ")");
        Outcome last = outcomes.get(outcomes.size() - 1);
        if (last.ok()) {
            shell.exit(Integer.parseInt(last.value()));
        } else {
            shell.display().feedback(new Feedback(Feedback.Mode.NORMAL).lines(last));
            throw new IllegalArgumentException(Shell.MESSAGES.get("exit.failed"));
        }
    }

    /** {@code /set feedback}, {@code /set editor}, {@code /set start}. */
    private static final class SetCommand implements Command {
        @Override
        public String name() {
            return "set";
        }

        @Override
        public void run(Shell shell, String argument) {
            String[] words = argument.split("\\s+");
            List<String> values = List.of(words).subList(1, words.length);
            switch (words[0]) {
                case "feedback" -> feedback(shell, values);
                case "editor" -> editor(shell, values);
                case "start" -> start(shell, values);
                case "" -> show(shell);
                default ->
                        throw new IllegalArgumentException(
                                Shell.MESSAGES.get("set.unknown", words[0]));
            }
        }

        @Override
        public List<String> complete(Shell shell, String argument) {
            return argument.startsWith("feedback")
                    ? modes()
                    : List.of("feedback", "editor", "start");
        }

        private static List<String> modes() {
            List<String> modes = new ArrayList<>();
            for (Feedback.Mode mode : Feedback.Mode.values()) {
                modes.add(mode.name().toLowerCase(Locale.ROOT));
            }
            return modes;
        }

        private static void show(Shell shell) {
            shell.display().text("|  /set feedback " + name(shell.settings().feedback()));
            shell.display().text("|  /set editor " + String.join(" ", shell.settings().editor()));
        }

        private static String name(Feedback.Mode mode) {
            return mode.name().toLowerCase(Locale.ROOT);
        }

        private static void feedback(Shell shell, List<String> values) {
            if (values.isEmpty()) {
                shell.display().text("|  /set feedback " + name(shell.settings().feedback()));
                return;
            }
            List<String> matching =
                    modes().stream().filter(mode -> mode.startsWith(values.get(0))).toList();
            if (matching.size() != 1) {
                throw new IllegalArgumentException(
                        Shell.MESSAGES.get("feedback.unknown", values.get(0), modes()));
            }
            Feedback.Mode mode = Feedback.Mode.valueOf(matching.get(0).toUpperCase(Locale.ROOT));
            shell.settings().feedback(mode);
            shell.display().text(Shell.MESSAGES.get("feedback.set", name(mode)));
        }

        private static void editor(Shell shell, List<String> values) {
            boolean builtIn = values.equals(List.of("-default"));
            shell.settings().editor(builtIn ? List.of() : values);
            shell.display()
                    .text(
                            builtIn || values.isEmpty()
                                    ? Shell.MESSAGES.get("editor.default")
                                    : Shell.MESSAGES.get("editor.set", String.join(" ", values)));
        }

        private static void start(Shell shell, List<String> values) {
            if (values.isEmpty()) {
                shell.display().text(shell.options().startup().stripTrailing());
                return;
            }
            StringBuilder startup = new StringBuilder();
            values.forEach(value -> startup.append(FileCommands.startup(value)));
            shell.startup(startup.toString());
        }
    }
}
