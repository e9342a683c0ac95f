package forkshell.inspect;

import forkshell.libc.SocketAddress;
import forkshell.proc.Fact;
import forkshell.proc.TcpSocket;
import forkshell.proc.TcpState;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One TCP socket: a listener, or one end of a connection, whose other end follows in the next row
 * where it is on this machine.
 *
 * @param holders the processes that hold it, and by which descriptor; nobody in TIME_WAIT
 * @param maximumBacklog how many connections a listener lets wait in its backlog, see listen(2)
 */
public record SocketRow(TcpSocket socket, List<Holder> holders, Fact<Integer> maximumBacklog) {

    /** A process and the descriptor by which it holds a socket. */
    public record Holder(int pid, int fd) {
        @Override
        public String toString() {
            return pid + ":" + fd;
        }
    }

    static final List<Column<SocketRow>> COLUMNS =
            List.of(
                    Column.<SocketRow>text("STATE", SocketRow::state).toned(SocketRow::tone),
                    Column.number("RECV-Q", SocketRow::receiveQueue),
                    Column.number("SEND-Q", SocketRow::sendQueue),
                    Column.number("BACKLOG", SocketRow::backlogText),
                    Column.text("LOCAL", row -> row.local()),
                    Column.text("REMOTE", row -> row.isListener() ? "*" : row.remote()),
                    Column.text("HELD BY PID:FD", SocketRow::holderText));

    public TcpState state() {
        return socket.state();
    }

    public boolean isListener() {
        return socket.isListener();
    }

    public SocketAddress local() {
        return socket.local();
    }

    public SocketAddress remote() {
        return socket.remote();
    }

    /**
     * Returns the bytes that have arrived and were not read; for a listener, connections in its
     * backlog that nobody accepted.
     */
    public long receiveQueue() {
        return socket.receiveQueue();
    }

    /** Returns the bytes that the other side has not acknowledged. */
    public long sendQueue() {
        return socket.sendQueue();
    }

    private String backlogText() {
        return isListener() ? receiveQueue() + " of " + maximumBacklog : "-";
    }

    private Tone tone() {
        return switch (state()) {
            case LISTEN -> Tone.BUSY;
            case ESTABLISHED -> Tone.GOOD;
            case CLOSE_WAIT -> Tone.WARNING;
            default -> Tone.QUIET;
        };
    }

    private String holderText() {
        return holders.isEmpty()
                ? "-"
                : holders.stream().map(Holder::toString).collect(Collectors.joining(" "));
    }
}
