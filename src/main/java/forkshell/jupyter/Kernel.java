package forkshell.jupyter;

import forkshell.jvm.JvmSignal;
import forkshell.libc.Signal;
import forkshell.notebook.Cells;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.dflib.jjava.jupyter.messages.Header;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.request.InterruptRequest;
import org.dflib.jjava.jupyter.messages.request.KernelInfoRequest;
import org.dflib.jjava.jupyter.messages.request.ShutdownRequest;

/** One kernel, from its start until Jupyter shuts it down. */
public final class Kernel {
    private static final String PARENT = "JPY_PARENT_PID";

    /** Jupyter waits for a minute. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Connection connection;
    private final FrontEndInput input;
    private final Audience audience = new Audience();
    private final Cells cells;
    private final CountDownLatch end = new CountDownLatch(1);

    private Kernel(ConnectionFile file) throws GeneralSecurityException {
        connection = new Connection(file);
        input = new FrontEndInput(connection.stdin(), audience::publishGathered);
        cells = new Cells(audience, input);
        History history = new History();
        answer(new Executor(connection, cells, audience, input, history), history);
    }

    /**
     * Serves until a front end asks for the end, or the Jupyter that started it is gone. A restart
     * is an end, too: Jupyter starts another kernel. No process of the session is left.
     *
     * @throws IllegalStateException with a sentence, when it cannot begin
     */
    public static void serve(ConnectionFile file) throws InterruptedException {
        Logger.getLogger("").setLevel(Level.WARNING);
        try {
            new Kernel(file).serve();
        } catch (GeneralSecurityException unknown) {
            throw new IllegalStateException(
                    file.path() + " asks for a signature that this JDK does not know.", unknown);
        }
    }

    private void serve() throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        JvmSignal.handle(Signal.SIGINT, this::interrupt);
        endWithParent();
        connection.open(PATIENCE);
        end.await();
        close();
    }

    /** Standard error is Jupyter's log. */
    private void close() {
        cells.close();
        audience.close(System.err);
    }

    private void answer(Executor executor, History history) {
        Assistant assistant = new Assistant(cells.session());
        connection.on(MessageType.EXECUTE_REQUEST, MessageType.EXECUTE_REPLY, executor::execute);
        connection.on(
                MessageType.COMPLETE_REQUEST, MessageType.COMPLETE_REPLY, assistant::complete);
        connection.on(MessageType.INSPECT_REQUEST, MessageType.INSPECT_REPLY, assistant::inspect);
        connection.on(
                MessageType.IS_COMPLETE_REQUEST,
                MessageType.IS_COMPLETE_REPLY,
                assistant::isComplete);
        connection.on(MessageType.HISTORY_REQUEST, MessageType.HISTORY_REPLY, history::answer);
        connection.on(MessageType.KERNEL_INFO_REQUEST, MessageType.KERNEL_INFO_REPLY, this::info);
        connection.on(MessageType.INTERRUPT_REQUEST, MessageType.INTERRUPT_REPLY, this::interrupt);
        connection.on(MessageType.SHUTDOWN_REQUEST, MessageType.SHUTDOWN_REPLY, this::shutDown);
        connection.on(
                MessageType.COMM_INFO_REQUEST,
                MessageType.COMM_INFO_REPLY,
                (request, question) ->
                        request.reply(
                                MessageType.COMM_INFO_REPLY,
                                Map.of("status", "ok", "comms", Map.of())));
    }

    private void info(Request request, KernelInfoRequest question) {
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
                MessageType.KERNEL_INFO_REPLY,
                Map.of(
                        "status",
                        "ok",
                        "protocol_version",
                        Header.PROTOCOL_VERISON,
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

    private void interrupt(Request request, InterruptRequest question) {
        interrupt();
        request.reply(MessageType.INTERRUPT_REPLY, Map.of("status", "ok"));
    }

    private void interrupt() {
        input.cancel();
        cells.stop();
    }

    private void shutDown(Request request, ShutdownRequest question) {
        close();
        request.reply(
                MessageType.SHUTDOWN_REPLY,
                Map.of("status", "ok", "restart", question.isRestart()));
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
