package forkshell.command;

import forkshell.jupyter.ConnectionFile;
import forkshell.jupyter.Installation;
import forkshell.jupyter.Kernel;
import forkshell.jupyter.KernelSpec;
import forkshell.jvm.OwnClassPath;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the kernel known to Jupyter, and is what Jupyter starts. */
@Command(
        name = "jupyter",
        mixinStandardHelpOptions = true,
        description = "Use forkshell in Jupyter notebooks.")
final class Jupyter implements Runnable {
    private static final String MISSING =
            "There is no jupyter on the PATH. Install it first: apt install jupyter-notebook on"
                    + " Debian and Ubuntu, or pip install notebook. Or name the place with"
                    + " --prefix DIR.";

    @Spec private CommandSpec spec;

    /** Which Jupyter. */
    static final class Place {
        @Option(names = "--user", description = "yours alone; this is the default")
        private boolean user;

        @Option(
                names = "--sys-prefix",
                description = "the environment of the jupyter on the PATH, a venv for instance")
        private boolean system;

        @Option(
                names = "--prefix",
                paramLabel = "DIR",
                description = "the environment in DIR: DIR/share/jupyter/kernels")
        private Path prefix;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "jupyter what? install, remove or kernel");
    }

    @Command(
            name = "install",
            mixinStandardHelpOptions = true,
            description = "Install the kernel for Jupyter: this JDK with a copy of this jar.")
    int install(@ArgGroup(exclusive = true) Place place) throws IOException {
        KernelSpec kernel = kernel(place);
        kernel.write(OwnClassPath.get(), Main.class.getName());
        System.out.println("Installed the kernel " + KernelSpec.NAME + " in " + kernel.directory());
        System.out.println(
                "Choose it in jupyter notebook, or try: jupyter console --kernel "
                        + KernelSpec.NAME);
        return 0;
    }

    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description = "Take the kernel away again.")
    int remove(@ArgGroup(exclusive = true) Place place) throws IOException {
        KernelSpec kernel = kernel(place);
        if (!kernel.exists()) {
            throw new IllegalStateException("There is no kernel in " + kernel.directory());
        }
        kernel.remove();
        System.out.println("Removed " + kernel.directory());
        return 0;
    }

    @Command(
            name = "kernel",
            mixinStandardHelpOptions = true,
            description = "Be the kernel. Jupyter calls this.")
    int kernel(
            @Parameters(paramLabel = "FILE", description = "the connection file of Jupyter")
                    Path file)
            throws InterruptedException {
        Kernel.serve(ConnectionFile.read(file));
        return 0;
    }

    private static KernelSpec kernel(Place place) {
        Installation jupyter = Installation.ofThisProcess();
        if (place != null && place.prefix != null) {
            return KernelSpec.below(Installation.below(place.prefix));
        }
        Path program = jupyter.program().orElseThrow(() -> new IllegalStateException(MISSING));
        return KernelSpec.below(
                place != null && place.system ? jupyter.systemData(program) : jupyter.userData());
    }
}
