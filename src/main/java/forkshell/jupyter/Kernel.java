package forkshell.jupyter;

import forkshell.jvm.JvmSignal;
import forkshell.libc.Signal;
import forkshell.notebook.Cells;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** One kernel, from its start until Jupyter shuts it down. */
public final class Kernel {
    private static final String PARENT = "JPY_PARENT_PID";

    /** Jupyter waits for a minute. */
    private static final Duration PORT_TIMEOUT = Duration.ofSeconds(20);

    private final KernelConnection connection;
    private final FrontEndInput input;
    private final OutputPublisher output = new OutputPublisher();
    private final Cells cells;
    private final CountDownLatch end = new CountDownLatch(1);

    private Kernel(ConnectionFile file) throws GeneralSecurityException, IOException {
        connection = new KernelConnection(file);
        input = new FrontEndInput(connection, output::publishGathered);
        cells = new Cells(output, input);
        History history = new History();
        answer(new Executor(connection, cells, output, input, history), history);
    }

    /**
     * Serves until a front end asks for the end, or the Jupyter that started it is gone. A restart
     * is an end, too: Jupyter starts another kernel. No process of the session is left.
     *
     * @throws IllegalStateException with a sentence, when it cannot begin
     */
    public static void serve(ConnectionFile file) throws InterruptedException {
        try {
            new Kernel(file).serve();
        } catch (GeneralSecurityException unknown) {
            throw new IllegalStateException(
                    file.path() + " asks for a signature that this JDK does not know.", unknown);
        } catch (IOException failed) {
            throw new IllegalStateException(
                    "The kernel cannot have sockets: " + failed.getMessage() + ".", failed);
        }
    }

    private void serve() throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        JvmSignal.handle(Signal.SIGINT, this::interrupt);
        endWithParent();
        connection.open(PORT_TIMEOUT);
        end.await();
        close();
        connection.close();
    }

    /** Standard error is Jupyter's log. */
    private void close() {
        cells.close();
        output.close(System.err);
    }

    private void answer(Executor executor, History history) {
        CompletionService completion = new CompletionService(cells.session());
        connection.on("execute_request", executor::execute);
        connection.on("complete_request", completion::complete);
        connection.on("inspect_request", completion::inspect);
        connection.on("is_complete_request", completion::isComplete);
        connection.on("history_request", history::answer);
        connection.on("kernel_info_request", Kernel::info);
        connection.on("interrupt_request", this::interrupt);
        connection.on("shutdown_request", this::shutDown);
        connection.on("comm_info_request", Kernel::comms);
    }

    private static void comms(Request request) {
        request.reply("comm_info_reply", Map.of("status", "ok", "comms", Map.of()));
    }

    private static void info(Request request) {
        String java = Runtime.version().toString();
        Map<String, ?> language =
                Map.of(
                        "name", "java",
                        "version", java,
                        "mimetype", "text/x-java-source",
                        "file_extension", ".jshell",
                        "pygments_lexer", "java",
                        "codemirror_mode", "text/x-java");
        request.reply(
                "kernel_info_reply",
                Map.of(
                        "status",
                        "ok",
                        "protocol_version",
                        Request.VERSION,
                        "implementation",
                        "forkshell",
                        "implementation_version",
                        version(),
                        "language_info",
                        language,
                        "banner",
                        "forkshell " + version() + ", Java " + java,
                        "help_links",
                        List.of()));
    }

    private static String version() {
        String version = Kernel.class.getPackage().getImplementationVersion();
        return version == null ? "0" : version;
    }

    private void interrupt(Request request) {
        interrupt();
        request.reply("interrupt_reply", Map.of("status", "ok"));
    }

    private void interrupt() {
        input.cancel();
        cells.stop();
    }

    private void shutDown(Request request) {
        close();
        request.reply(
                "shutdown_reply",
                Map.of("status", "ok", "restart", request.message().flag("restart", false)));
        end.countDown();
    }

    /** Also when it is gone already. */
    private void endWithParent() {
        String pid = System.getenv(PARENT);
        if (pid != null && pid.matches("\\d+")) {
            ProcessHandle.of(Long.parseLong(pid))
                    .map(parent -> parent.onExit().thenRun(end::countDown))
                    .orElseGet(() -> CompletableFuture.runAsync(end::countDown));
        }
    }
}
