package forkshell.console.command;

import forkshell.repl.Startup;

/** What {@code /open} and {@code /set start} read: a file or one of the predefined sources. */
final class StartupSource {
    private StartupSource() {}

    /**
     * Returns the source with that name.
     *
     * @throws IllegalArgumentException with a sentence, when a file cannot be read
     */
    static String named(String name) {
        return switch (name) {
            case "DEFAULT", "-default" -> Startup.source();
            case "-none" -> "";
            case "PRINTING" -> Startup.printing();
            case "" -> throw new IllegalArgumentException(CommandMessages.text("open.what"));
            default -> UserFile.read(name);
        };
    }
}
