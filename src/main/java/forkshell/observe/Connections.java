package forkshell.observe;

import forkshell.journal.Event;
import forkshell.journal.ObservedProcess;
import forkshell.libc.SocketAddress;
import forkshell.strace.Call;
import forkshell.strace.TracedDescriptor;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.Set;

/** Notes what processes under observation do with listeners and with connections of clients. */
final class Connections {
    /** By both addresses, as strace writes them: a server may be another's client, too. */
    private final Set<String> accepted = new HashSet<>();

    /** Takes a call that succeeded. */
    void called(ObservedTask task, Call call) {
        TracedDescriptor socket = call.descriptor();
        switch (call.name()) {
            case "listen" -> at(task, call, Event.LISTEN, socket, socket.local());
            case "accept", "accept4" -> accepted(task, call);
            case "read", "readv", "recvfrom", "recvmsg" -> serves(task, call, socket);
            case "write", "writev", "sendto", "sendmsg", "sendfile" ->
                    exchanged(task, call, socket);
            case "splice" -> exchanged(task, call, TracedDescriptor.parse(call.argument(2)));
            case "close" -> closed(task, call, socket);
            default -> {}
        }
    }

    private void accepted(ObservedTask task, Call call) {
        TracedDescriptor connection = TracedDescriptor.parse(call.result());
        if (connection.isTcp()) {
            accepted.add(connection.target());
            at(task, call, Event.ACCEPT, connection, connection.peer());
        }
    }

    private boolean serves(ObservedTask task, Call call, TracedDescriptor connection) {
        boolean client = accepted.contains(connection.target());
        if (client && task.beginsToServe(connection.target())) {
            record(task.self(), call.begun(), Event.SERVE, connection, connection.peer());
        }
        return client;
    }

    private void exchanged(ObservedTask task, Call call, TracedDescriptor connection) {
        if (call.value() > 0 && serves(task, call, connection)) {
            task.self().exchange(call.nanos(), connection.number(), call.value());
        }
    }

    private static void closed(ObservedTask task, Call call, TracedDescriptor socket) {
        if (socket.isTcp()) {
            task.process().self().record(call.nanos(), Event.CLOSE, socket.number(), 0);
        }
    }

    private static void at(
            ObservedTask task, Call call, Event event, TracedDescriptor socket, String address) {
        record(task.process().self(), call.nanos(), event, socket, address);
    }

    /** A client that is gone before it is accepted has no address any more. */
    private static void record(
            ObservedProcess process,
            long nanos,
            Event event,
            TracedDescriptor socket,
            String address) {
        process.record(nanos, event, socket.number(), address(address));
    }

    private static SocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "0.0.0.0" : text.substring(0, colon);
        try {
            return SocketAddress.of(
                    InetAddress.getByName(host),
                    colon < 0 ? 0 : Integer.parseInt(text.substring(colon + 1)));
        } catch (UnknownHostException e) {
            throw new AssertionError("strace writes addresses as numbers: " + text, e);
        }
    }
}
