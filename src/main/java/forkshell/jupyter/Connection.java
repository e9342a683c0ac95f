package forkshell.jupyter;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.JupyterSocket;
import org.dflib.jjava.jupyter.channels.Loop;
import org.dflib.jjava.jupyter.channels.ShellHandler;
import org.dflib.jjava.jupyter.channels.StdinChannel;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/** The five sockets of a kernel, and who answers which request. */
final class Connection extends JupyterConnection {
    /** A publishing socket throws away what a slow reader has no room for. */
    private static final int UNLIMITED = 0;

    private static final long BETWEEN_TRIES_NANOS = 50_000_000;

    /** After a message that could not be read; also at the end, when its socket is closed. */
    private static final long PAUSE_MILLIS = 50;

    private final ConnectionFile file;

    Connection(ConnectionFile file) throws NoSuchAlgorithmException, InvalidKeyException {
        super(file.properties());
        this.file = file;
        iopub.setSndHWM(UNLIMITED);
    }

    /**
     * Has {@code work} answer the requests of one type, between the states busy and idle. What it
     * throws becomes an error reply.
     */
    <T> void on(MessageType<T> type, MessageType<?> reply, BiConsumer<Request, T> work) {
        setHandler(
                type,
                (way, message) -> {
                    Request request = new Request(way, message);
                    request.status("busy");
                    try {
                        work.accept(request, message.getContent());
                    } catch (RuntimeException | Error failed) {
                        request.reply(reply, Contents.error(failed));
                    } finally {
                        request.status("idle");
                    }
                });
    }

    /**
     * Takes all five ports. Jupyter has seen that they were free, and let them go for us: one that
     * another program has got meanwhile is waited for, which a line of standard error tells.
     *
     * @throws IllegalStateException with a sentence, when one is still taken after {@code
     *     patience}, or the address is not this computer's
     */
    void open(Duration patience) {
        if (!mayListen(0)) {
            throw new IllegalStateException(
                    "The connection file "
                            + file.path()
                            + " names the address "
                            + file.properties().getIp()
                            + ", which this computer does not have. Let Jupyter write a new one.");
        }
        long deadline = System.nanoTime() + patience.toNanos();
        file.ports().forEach(port -> await(port, deadline));
        try {
            connect();
            leaveOutUnreadableMessages();
        } catch (ZMQException refused) {
            throw new IllegalStateException(
                    "A port of the connection file "
                            + file.path()
                            + " cannot be taken: "
                            + ZMQ.Error.findByCode(refused.getErrorCode()).getMessage()
                            + ". Another kernel may use the file; let Jupyter write a new one.");
        }
    }

    /** One of them would end the library's thread, and with it all answers on its socket. */
    private static void leaveOutUnreadableMessages() {
        for (Thread each : Thread.getAllStackTraces().keySet()) {
            if (each instanceof Loop loop) {
                loop.onError(Connection::leaveOut);
            }
        }
    }

    /** Returns how many milliseconds the thread shall pause. */
    private static long leaveOut(Throwable unreadable) {
        System.err.println("A message was left out: " + unreadable.getMessage());
        return PAUSE_MILLIS;
    }

    private void await(int port, long deadline) {
        if (mayListen(port)) {
            return;
        }
        System.err.println(
                "Another program has port "
                        + port
                        + " of the connection file "
                        + file.path()
                        + "; waiting for it.");
        do {
            LockSupport.parkNanos(BETWEEN_TRIES_NANOS);
        } while (!mayListen(port) && System.nanoTime() < deadline);
    }

    /** Whether nothing is known that speaks against it; 0 stands for any port. */
    private boolean mayListen(int port) {
        try {
            new ServerSocket(port, 1, InetAddress.getByName(file.properties().getIp())).close();
            return true;
        } catch (BindException refused) {
            return false;
        } catch (IOException another) {
            return true; // connect() tells of it
        }
    }

    StdinChannel stdin() {
        return stdin;
    }

    /** The messages that have arrived on the shell's socket and were not read yet. */
    List<Message<?>> queued() {
        List<Message<?>> messages = new ArrayList<>();
        while (isReadable(shell)) {
            try {
                messages.add(shell.readMessage());
            } catch (RuntimeException unreadable) {
                leaveOut(unreadable);
            }
        }
        return messages;
    }

    static boolean isReadable(JupyterSocket socket) {
        return (socket.getEvents() & ZMQ.Poller.POLLIN) != 0;
    }

    /** Serves a message that {@link #queued} returned. */
    <T> void serve(Message<T> message) {
        ShellHandler<T> handler = getHandler(message.getHeader().getType());
        if (handler != null) {
            handler.handle(prepareReplyEnv(shell, message), message);
        }
    }

    Request request(Message<?> message) {
        return new Request(prepareReplyEnv(shell, message), message);
    }
}
