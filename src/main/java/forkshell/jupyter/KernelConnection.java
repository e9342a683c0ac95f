package forkshell.jupyter;

import forkshell.jupyter.zmtp.Endpoint;
import forkshell.jupyter.zmtp.Peer;
import forkshell.jupyter.zmtp.Reactor;
import forkshell.jupyter.zmtp.Receiver;
import forkshell.jupyter.zmtp.SocketType;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * The five sockets of a kernel, and who answers which request. A message without the key's
 * signature has no effect: it is thrown away whole, and nobody gets an answer.
 */
final class KernelConnection implements AutoCloseable {
    private static final long BETWEEN_TRIES_NANOS = 50_000_000;

    private final Map<String, Consumer<Request>> handlers = new HashMap<>();
    private final BlockingQueue<Request> shell = new LinkedBlockingQueue<>();
    private final BlockingQueue<Request> control = new LinkedBlockingQueue<>();
    private final BlockingQueue<Request> answers = new LinkedBlockingQueue<>();
    private final LeftOut leftOut = new LeftOut(System.err);
    private final ConnectionFile file;
    private final Signature signature;
    private final Reactor reactor;
    private Endpoint iopub;
    private Endpoint stdin;

    KernelConnection(ConnectionFile file) throws GeneralSecurityException, IOException {
        this.file = file;
        signature = file.signature();
        reactor = new Reactor(leftOut::tell);
    }

    /**
     * Has {@code work} answer the requests of one type, between the states busy and idle. What it
     * throws becomes an error reply.
     */
    void on(String type, Consumer<Request> work) {
        handlers.put(type, work);
    }

    /**
     * Takes all five ports. Jupyter has seen that they were free, and let them go for us: one that
     * another program has got meanwhile is waited for, which a line of standard error tells.
     *
     * @throws IllegalStateException with a sentence, when one is still taken after {@code
     *     patience}, or the address is not this computer's
     */
    void open(Duration patience) {
        checkAddress();
        long deadline = System.nanoTime() + patience.toNanos();
        iopub = bind(SocketType.PUB, "iopub", deadline, (peer, frames) -> {});
        stdin = bind(SocketType.ROUTER, "stdin", deadline, receiver(answers));
        bind(SocketType.ROUTER, "control", deadline, receiver(control));
        bind(SocketType.ROUTER, "shell", deadline, receiver(shell));
        bind(SocketType.REP, "hb", deadline, Peer::send);
        reactor.start();
        serve("jupyter-shell", shell);
        serve("jupyter-control", control);
    }

    private void checkAddress() {
        if (file.isIpc()) {
            return;
        }
        InetSocketAddress address = (InetSocketAddress) file.address("shell");
        try {
            new ServerSocket(0, 1, address.getAddress()).close();
        } catch (IOException another) {
            throw new IllegalStateException(
                    "The connection file "
                            + file.path()
                            + " names the address "
                            + file.ip()
                            + ", which this computer does not have. Let Jupyter write a new one.");
        }
    }

    private Endpoint bind(SocketType type, String socket, long deadline, Receiver receiver) {
        SocketAddress address = file.address(socket);
        boolean told = false;
        while (true) {
            try {
                return reactor.bind(type, address, receiver);
            } catch (BindException taken) {
                if (System.nanoTime() > deadline) {
                    throw refused(taken);
                }
                if (!told) {
                    tellThatItIsTaken(address);
                    told = true;
                }
                LockSupport.parkNanos(BETWEEN_TRIES_NANOS);
            } catch (IOException failed) {
                throw refused(failed);
            }
        }
    }

    private void tellThatItIsTaken(SocketAddress address) {
        String name =
                address instanceof InetSocketAddress tcp ? "port " + tcp.getPort() : "" + address;
        System.err.println(
                "Another program has "
                        + name
                        + " of the connection file "
                        + file.path()
                        + "; waiting for it.");
    }

    private IllegalStateException refused(IOException reason) {
        return new IllegalStateException(
                "A port of the connection file "
                        + file.path()
                        + " cannot be taken: "
                        + reason.getMessage()
                        + ". Another kernel may use the file; let Jupyter write a new one.");
    }

    private Receiver receiver(BlockingQueue<Request> queue) {
        return (peer, frames) -> {
            try {
                Message.of(frames, signature)
                        .ifPresentOrElse(
                                message -> receive(peer, message, queue),
                                () -> leftOut.tell("A message without the key was left out."));
            } catch (IllegalArgumentException unreadable) {
                leftOut.tell("A message was left out: " + unreadable.getMessage() + ".");
            }
        };
    }

    private void receive(Peer peer, Message message, BlockingQueue<Request> queue) {
        peer.trust();
        queue.add(new Request(peer, message, iopub, signature));
    }

    private void serve(String name, BlockingQueue<Request> queue) {
        Thread thread = new Thread(() -> serveForEver(queue), name);
        thread.setDaemon(true);
        thread.start();
    }

    private void serveForEver(BlockingQueue<Request> queue) {
        try {
            while (true) {
                serve(queue.take());
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    /** Serves a request, such as one that {@link #queued} returned. */
    void serve(Request request) {
        String type = request.message().type();
        request.status("busy");
        try {
            handlers.getOrDefault(type, unknown -> {}).accept(request);
        } catch (RuntimeException | Error failed) {
            request.reply(type.replace("_request", "_reply"), Contents.error(failed));
        } finally {
            request.status("idle");
        }
    }

    /** Takes the requests that have arrived on the shell's socket and were not served yet. */
    List<Request> queued() {
        List<Request> requests = new ArrayList<>();
        shell.drainTo(requests);
        return requests;
    }

    /**
     * Asks the front end that sent {@code request} on its socket for input; false if it has none.
     */
    boolean ask(Request request, String type, Map<String, ?> content) {
        answers.clear();
        List<Peer> asked = stdin.peers(request.peer().identity());
        asked.forEach(peer -> request.send(peer, type, content));
        return !asked.isEmpty();
    }

    /** Returns the answers to {@link #ask}. */
    BlockingQueue<Request> answers() {
        return answers;
    }

    /** Disconnects everybody, and removes the files of Unix sockets. */
    @Override
    public void close() {
        reactor.close();
        for (String socket : List.of("iopub", "stdin", "control", "shell", "hb")) {
            if (iopub != null && file.address(socket) instanceof UnixDomainSocketAddress unix) {
                delete(unix.getPath());
            }
        }
    }

    private static void delete(Path socket) {
        try {
            Files.deleteIfExists(socket);
        } catch (IOException stays) {
            System.err.println(socket + " cannot be removed: " + stays.getMessage());
        }
    }
}
