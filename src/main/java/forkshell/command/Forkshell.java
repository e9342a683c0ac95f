package forkshell.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command that holds the others. */
@Command(
        name = "forkshell",
        description = "Build and inspect multi-process servers live, from Java, with real forks.",
        mixinStandardHelpOptions = true,
        versionProvider = Forkshell.Version.class,
        subcommands = {Serve.class, Torture.class, Doctor.class})
final class Forkshell implements Runnable {
    @Override
    public void run() {
        System.out.println(
                "In a directory with this jar, type:\n"
                        + "  jshell --class-path target/forkshell.jar --startup DEFAULT --startup jshell-scripts/startup.jsh\n"
                        + "and then, for instance:\n"
                        + "  var server = listen(7777)\n"
                        + "  var loop = acceptLoop(server)");
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
