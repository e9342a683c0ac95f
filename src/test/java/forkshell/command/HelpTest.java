package forkshell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.display.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The help of the command line in both languages. */
@Tag("quick")
class HelpTest {
    private final Locale before = Locale.getDefault();

    @AfterEach
    void giveBackTheLanguage() {
        Locale.setDefault(before);
    }

    @Test
    void everyOptionOfEveryCommandIsExplainedInJapanese() {
        Locale.setDefault(Locale.JAPANESE);
        List<String> foreign = new ArrayList<>();
        commands(Main.Commands.line())
                .forEach(
                        command ->
                                texts(command.getCommandSpec())
                                        .filter(
                                                text ->
                                                        !text.matches(
                                                                "(?s).*[ぁ-んァ-ヶ一-龥].*|JSON Lines"))
                                        .map(text -> command.getCommandName() + ": " + text)
                                        .forEach(foreign::add));
        assertEquals(List.of(), foreign);
        String usage = Main.Commands.line().getUsageMessage(CommandLine.Help.Ansi.OFF);
        assertTrue(usage.startsWith("使い方: forkshell"), usage);
        assertFalse(usage.contains("Usage"), usage);
    }

    @Test
    void englishStandsInTheCode() {
        Locale.setDefault(Locale.ENGLISH);
        String usage = Main.Commands.line().getUsageMessage(CommandLine.Help.Ansi.OFF);
        assertTrue(usage.startsWith("Usage: forkshell"), usage);
    }

    @Test
    void everyTextBelongsToAnOption() {
        Locale.setDefault(Locale.JAPANESE);
        List<String> shown =
                commands(Main.Commands.line())
                        .flatMap(command -> texts(command.getCommandSpec()))
                        .toList();
        Messages.table(Main.class, "help").keySet().stream()
                .filter(key -> key.startsWith("forkshell."))
                .forEach(
                        key -> {
                            String text =
                                    Messages.table(Main.class, "help")
                                            .getString(key)
                                            .replaceAll("\\$\\{.*", "");
                            assertTrue(shown.stream().anyMatch(s -> s.startsWith(text)), key);
                        });
    }

    private static Stream<CommandLine> commands(CommandLine line) {
        return Stream.concat(
                Stream.of(line),
                line.getSubcommands().values().stream().flatMap(HelpTest::commands));
    }

    private static Stream<String> texts(CommandSpec command) {
        return Stream.of(
                        Stream.of(command.usageMessage().description()),
                        Stream.of(command.usageMessage().footer()),
                        command.options().stream()
                                .flatMap(option -> Stream.of(option.description())),
                        command.positionalParameters().stream()
                                .flatMap(parameter -> Stream.of(parameter.description())))
                .flatMap(texts -> texts)
                .filter(text -> !text.isBlank());
    }
}
