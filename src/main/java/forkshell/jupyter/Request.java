package forkshell.jupyter;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.dflib.jjava.jupyter.channels.JupyterSocket;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.messages.Header;
import org.dflib.jjava.jupyter.messages.KernelTimestamp;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageContext;
import org.dflib.jjava.jupyter.messages.MessageType;

/**
 * One request of a front end, and the ways back to it. Thread-safe except for {@link #reply}, which
 * belongs to the thread that serves the request.
 *
 * @param way the sockets of the kernel
 * @param message the request itself: whom to answer, and what answers refer to
 */
record Request(ShellReplyEnvironment way, MessageContext message) {

    /** Answers the one who asked; the content names its status. */
    void reply(MessageType<?> type, Map<String, ?> content) {
        send(way.getShell(), type, content);
    }

    /** Tells every front end, as a consequence of this request. */
    void publish(MessageType<?> type, Map<String, ?> content) {
        send(way.getIopub(), type, content);
    }

    /** {@code busy} before anything else is published, {@code idle} behind it. */
    void status(String state) {
        publish(MessageType.PUBLISH_STATUS, Map.of("execution_state", state));
    }

    void send(JupyterSocket socket, MessageType<?> type, Map<String, ?> content) {
        Header<?> parent = message.getHeader();
        socket.sendMessage(
                new Message<>(
                        message.getIdentities(),
                        header(parent.getSessionId(), type),
                        parent,
                        null,
                        content,
                        null));
    }

    /** The library's own header has no seconds in its date, and a type for each content. */
    @SuppressWarnings("unchecked")
    private static Header<Map<String, ?>> header(String session, MessageType<?> type) {
        return new Header<>(
                UUID.randomUUID().toString(),
                Header.KERNEL_USERNAME,
                session,
                new KernelTimestamp(Instant.now().toString()),
                (MessageType<Map<String, ?>>) type,
                Header.PROTOCOL_VERISON);
    }
}
