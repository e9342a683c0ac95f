package forkshell.jupyter;

import forkshell.jupyter.zmtp.Endpoint;
import forkshell.jupyter.zmtp.Peer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One request of a front end, and the ways back to it. Thread-safe.
 *
 * @param peer who asks: a reply goes nowhere else
 * @param message the request itself, which answers refer to
 * @param iopub the socket that every front end reads
 */
record Request(Peer peer, Message message, Endpoint iopub, Signature signature) {
    /** Of the protocol. */
    static final String VERSION = "5.3";

    /** Answers the one who asked; the content names its status. */
    void reply(String type, Map<String, ?> content) {
        send(peer, type, content);
    }

    /** Tells every front end, as a consequence of this request. */
    void publish(String type, Map<String, ?> content) {
        List<byte[]> frames = new ArrayList<>();
        frames.add(type.getBytes(StandardCharsets.UTF_8));
        frames.addAll(frames(type, content));
        iopub.publish(frames);
    }

    /** {@code busy} before anything else is published, {@code idle} behind it. */
    void status(String state) {
        publish("status", Map.of("execution_state", state));
    }

    /** Asks the front end on another of its connections. */
    void send(Peer to, String type, Map<String, ?> content) {
        to.send(frames(type, content));
    }

    private List<byte[]> frames(String type, Map<String, ?> content) {
        return Message.frames(header(type), message.header(), content, signature);
    }

    private Map<String, ?> header(String type) {
        return Map.of(
                "msg_id",
                UUID.randomUUID().toString(),
                "username",
                "kernel",
                "session",
                message.session(),
                "date",
                Instant.now().toString(),
                "msg_type",
                type,
                "version",
                VERSION);
    }
}
