package forkshell.console.command;

import java.util.List;

/**
 * What a line that begins with a slash does. To add one, implement this and name it in {@link
 * Commands#all}; its texts are {@code NAME.synopsis}, {@code NAME.summary} and {@code NAME.help} in
 * this package's {@code messages.properties}.
 */
public interface Command {

    /** Returns the word behind the slash. */
    String name();

    /**
     * Runs on the thread that reads the input; Ctrl-C stops the snippet that it has evaluated.
     *
     * @param argument what stands behind the name, without blanks around it
     * @throws IllegalArgumentException with the sentence that the user sees, when it cannot be done
     */
    void run(CommandContext context, String argument);

    /** Tells whether an unambiguous prefix stands for the name. */
    default boolean hasShortForms() {
        return true;
    }

    /** Returns the argument's form, such as {@code [-all|NAME]}; empty when there is none. */
    default String synopsis() {
        return own("synopsis");
    }

    /** Returns what it does, in a line. */
    default String summary() {
        return own("summary");
    }

    /** Returns what {@code /help NAME} shows below synopsis and summary; may be empty. */
    default String help() {
        return own("help");
    }

    /**
     * Returns words that could stand at the end of {@code argument}; the caller drops those that do
     * not begin like its last word.
     */
    default List<String> complete(CommandContext context, String argument) {
        return List.of();
    }

    private String own(String part) {
        return CommandMessages.text(name() + "." + part);
    }
}
