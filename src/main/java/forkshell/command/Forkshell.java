package forkshell.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command that holds the others. */
@Command(
        name = "forkshell",
        description = "Build and inspect multi-process servers live, from Java, with real forks.",
        mixinStandardHelpOptions = true,
        versionProvider = Forkshell.Version.class,
        subcommands = {
            Run.class,
            Serve.class,
            CheckProgram.class,
            Bench.class,
            Torture.class,
            Chaos.class,
            JournalCost.class,
            LabTool.class,
            TraceProgram.class,
            WatchProcess.class,
            Jupyter.class,
            RunNotebook.class,
            Doctor.class
        })
final class Forkshell implements Callable<Integer> {
    @Option(
            names = "--no-color",
            scope = ScopeType.INHERIT,
            description = "no colours, as with the variable NO_COLOR")
    private boolean noColor;

    @Option(
            names = "--simple",
            description = "plain lines only, for screen readers and slow connections")
    private boolean simple;

    @Option(
            names = "--ascii",
            scope = ScopeType.INHERIT,
            description = "draw lines and blocks in ASCII, where they break columns")
    void ascii(boolean asked) {
        Preferences.ascii();
        StandardOutput.encode();
    }

    @Option(
            names = "--lang",
            paramLabel = "TAG",
            scope = ScopeType.INHERIT,
            description = "the language of messages, such as en or ja; otherwise that of LANG")
    void language(String tag) {
        Preferences.language(tag);
    }

    @Override
    public Integer call() throws IOException {
        return Interactive.run(!noColor, simple);
    }

    /** Reads the version from the jar's manifest. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Forkshell.class.getPackage().getImplementationVersion();
            return new String[] {
                "forkshell "
                        + (version == null ? "(not packaged)" : version)
                        + ", Java "
                        + System.getProperty("java.version")
            };
        }
    }
}
