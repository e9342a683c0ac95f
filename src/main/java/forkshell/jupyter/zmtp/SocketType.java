package forkshell.jupyter.zmtp;

/** What a socket does, told to each peer, which refuses one that does not fit its own. */
public enum SocketType {
    /** Answers each peer by itself. */
    ROUTER,
    /** Sends to all peers that have subscribed. */
    PUB,
    /** Answers each message before it takes the next one. */
    REP
}
