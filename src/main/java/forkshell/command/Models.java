package forkshell.command;

import forkshell.libc.SystemCallException;
import forkshell.server.Design;
import forkshell.server.ServerModels;
import java.util.ArrayList;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Server designs as arguments. */
final class Models {
    /** The names, for the help of options. */
    static final class Names extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        Names() {
            super(ServerModels.names());
        }
    }

    private Models() {}

    /** Returns the design that {@code option} names; a wrong name is a wrong argument. */
    static Design named(CommandSpec spec, String option, String name) {
        try {
            return ServerModels.named(name);
        } catch (SystemCallException unknown) {
            throw new ParameterException(
                    spec.commandLine(), option + " " + name + ": " + unknown.advice());
        }
    }
}
