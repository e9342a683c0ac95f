package forkshell.proc;

import static java.util.stream.Collectors.partitioningBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The TCP sockets of this network namespace at one moment, in no order.
 *
 * @param held those that a process may hold
 * @param waiting the lines of those in TIME_WAIT, which a busy server leaves by the thousand
 */
public record TcpTable(List<TcpSocket> held, List<String> waiting) {
    private static final String TIME_WAIT = " 06 ";

    public static TcpTable now() {
        Map<Boolean, List<String>> lines =
                TcpSocket.lines().collect(partitioningBy(line -> line.contains(TIME_WAIT)));
        return new TcpTable(
                lines.get(false).stream().map(TcpSocket::parse).toList(), lines.get(true));
    }

    /** Returns those held, and those in TIME_WAIT with one of {@code ports} at either end. */
    public Stream<TcpSocket> heldOrOf(Set<Integer> ports) {
        List<String> written = ports.stream().map(TcpSocket::written).toList();
        return Stream.concat(
                held.stream(),
                waiting.stream()
                        .filter(line -> written.stream().anyMatch(line::contains))
                        .map(TcpSocket::parse));
    }
}
