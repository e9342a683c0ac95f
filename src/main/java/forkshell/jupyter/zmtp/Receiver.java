package forkshell.jupyter.zmtp;

import java.util.List;

/** Takes the messages of a socket, on the thread that serves all sockets: it must not wait. */
@FunctionalInterface
public interface Receiver {
    /**
     * Takes a message.
     *
     * @param frames a whole message, without the identity that a ROUTER of libzmq puts before it
     */
    void take(Peer peer, List<byte[]> frames);
}
