package forkshell.console;

import java.util.List;

/**
 * What a line that begins with a slash does. To add one, implement this and name it in {@link
 * Commands#all}; its texts stand in {@code messages.properties} under {@code NAME.synopsis}, {@code
 * NAME.summary} and {@code NAME.help}.
 */
public interface Command {

    /** The word behind the slash. */
    String name();

    /**
     * Runs it on the thread that reads the input; an {@link IllegalArgumentException} is shown as a
     * sentence, Ctrl-C stops the snippet that it has evaluated.
     *
     * @param argument what stands behind the name, without blanks around it
     */
    void run(Shell shell, String argument);

    /** Whether a beginning that only one command has stands for it. */
    default boolean hasShortForms() {
        return true;
    }

    /** The argument's form, such as {@code [-all|NAME]}; empty when there is none. */
    default String synopsis() {
        return text("synopsis");
    }

    /** What it does, in a line. */
    default String summary() {
        return text("summary");
    }

    /** What a reader of {@code /help NAME} sees below synopsis and summary; may be empty. */
    default String help() {
        return text("help");
    }

    /**
     * Words that could stand at the end of {@code argument}; those that do not begin like its last
     * word are left out by the caller.
     */
    default List<String> complete(Shell shell, String argument) {
        return List.of();
    }

    private String text(String part) {
        String key = name() + "." + part;
        return Shell.MESSAGES.has(key) ? Shell.MESSAGES.get(key) : "";
    }
}
