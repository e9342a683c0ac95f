package forkshell.proc;

/** The states of a TCP socket, in the order of the kernel's {@code tcp_states.h}, from 1. */
public enum TcpState {
    ESTABLISHED,
    SYN_SENT,
    SYN_RECV,
    FIN_WAIT1,
    FIN_WAIT2,
    TIME_WAIT,
    CLOSE,
    CLOSE_WAIT,
    LAST_ACK,
    LISTEN,
    CLOSING,
    NEW_SYN_RECV;

    static TcpState of(int number) {
        return values()[number - 1];
    }
}
