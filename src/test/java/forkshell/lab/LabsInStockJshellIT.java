package forkshell.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import forkshell.command.Main;
import forkshell.testing.Command;
import forkshell.testing.JavaProgram;
import forkshell.testing.LeavesNothingBehind;
import forkshell.testing.StockJshell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** All labs run whole, in the JDK's own jshell and in ours, one after the other. */
@Timeout(300)
@ExtendWith(LeavesNothingBehind.class)
class LabsInStockJshellIT {
    private static final String LEAVE = "/exit";

    @TempDir private Path directory;

    @Test
    void everyLabRunsWholeAndLeavesNoChild() throws IOException {
        List<String> words = new ArrayList<>(StockJshell.recommended());
        List<Lab> labs = Labs.builtIn().all();
        for (Lab lab : labs) {
            words.add(withoutLeaving(lab).toString());
        }
        words.add(Files.writeString(directory.resolve("end.jsh"), LEAVE + "\n").toString());
        Command.Outcome outcome = Command.of(words).run(Duration.ofSeconds(280));
        String said = outcome.succeeded();
        assertFalse(said.contains("|  "), said);
        assertEachLeftNoChild(said);
    }

    @Test
    void everyLabRunsWithRunAndWithoutATerminal() {
        List<String> words = new ArrayList<>(JavaProgram.commandLine(Main.class, List.of()));
        words.add("run");
        Labs.builtIn().all().forEach(lab -> words.add("jshell-scripts/" + lab.fileName()));
        assertEachLeftNoChild(Command.of(words).run(Duration.ofSeconds(280)).succeeded());
    }

    private static void assertEachLeftNoChild(String said) {
        long good = said.lines().filter("children left: 0"::equals).count();
        assertEquals(Labs.builtIn().all().size(), good, said);
    }

    private Path withoutLeaving(Lab lab) throws IOException {
        String source = Files.readString(Path.of("jshell-scripts").resolve(lab.fileName()));
        String rest = source.substring(0, source.lastIndexOf(LEAVE));
        return Files.writeString(directory.resolve(lab.fileName()), rest);
    }
}
