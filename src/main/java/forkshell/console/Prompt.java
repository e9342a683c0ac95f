package forkshell.console;

import forkshell.console.edit.Theme;
import forkshell.proc.ProcessFamily;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedStringBuilder;

/** The prompt: the name, and how many children run and how many are zombies, when there are any. */
record Prompt(Theme theme, Terminal terminal) {

    String text(ProcessFamily children) {
        AttributedStringBuilder text = new AttributedStringBuilder();
        text.append("forkshell", theme.prompt());
        if (children.alive() > 0) {
            String key = children.alive() == 1 ? "prompt.child" : "prompt.children";
            text.append(" ");
            text.append(ConsoleMessages.text(key, children.alive()), theme.running());
        }
        if (children.zombies() > 0) {
            String key = children.zombies() == 1 ? "prompt.zombie" : "prompt.zombies";
            text.append(" ");
            text.append(ConsoleMessages.text(key, children.zombies()), theme.zombies());
        }
        return text.append("> ", theme.prompt()).toAnsi(terminal);
    }
}
