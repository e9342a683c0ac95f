package forkshell.journal;

import java.util.List;

/**
 * What can happen in a session, and what is noted with it: names of numbers, in order. {@code peer}
 * and {@code address} stand for a port and an address together.
 */
public enum Event {
    /** A process listens on an address. */
    LISTEN("fd", "address"),
    /** accept(2) took a connection. */
    ACCEPT("fd", "peer"),
    /** A parent is about to call fork(2). */
    FORK_ATTEMPT(),
    /** A child runs: the first words of the child itself. */
    START("parent"),
    /** The parent ended a child that was not ready in time, or found it dead. */
    FORK_LOST("child"),
    /** fork(2) failed. */
    FORK_FAILED("errno"),
    /** The child has shown that it is ready: forkChild returns. */
    FORK("child"),
    /** A process begins to serve a connection. */
    SERVE("fd", "peer"),
    /** Bytes came from a client and went back; {@code total} counts those of the process. */
    EXCHANGE("fd", "bytes", "total"),
    /** A process closed its copy of a listener or a connection. */
    CLOSE("fd"),
    /** A process sent a signal. */
    SIGNAL("to", "signal"),
    /**
     * The parent's watch, which looks three times a second, found a child stopped (T), going on
     * again (R) or ended (Z): of one that is stopped or killed from elsewhere nothing else tells.
     */
    SEEN("child", "state"),
    /** A child is found to wait for ever, and is ended. */
    WEDGED("child"),
    /** A child is about to call _exit(2). */
    EXIT("code"),
    /** SIGCHLD was delivered to the handler of this process. */
    SIGCHLD(),
    /** wait(2) took the status of a child. */
    REAP("child", "status"),
    /** A thread of a process under observation runs: the first words about it. */
    THREAD("process"),
    /** waitpid(2) told that a child was stopped or goes on, or 0: that there is no news. */
    TOLD("child", "status"),
    /** A call of this process failed. */
    FAILED("call", "errno"),
    /** A process took a signal that was pending. */
    TAKE_SIGNAL("signal"),
    /** A client ended the direction in which it sends. */
    HALF_CLOSE("port"),
    /** A client ended its connection with RST. */
    RESET("port"),
    /** Bytes went into a pipe. */
    PIPE_WRITE("fd", "bytes"),
    /** Bytes came out of a pipe; none at its end. */
    PIPE_READ("fd", "bytes"),
    /** An accept loop began on a listener; {@code design} says how it serves. */
    LOOP("fd", "design");

    private final List<String> numbers;

    Event(String... numbers) {
        this.numbers = List.of(numbers);
    }

    List<String> numbers() {
        return numbers;
    }
}
