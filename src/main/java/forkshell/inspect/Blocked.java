package forkshell.inspect;

import forkshell.display.Visible;
import forkshell.proc.Access;
import forkshell.proc.Fact;
import forkshell.proc.FdInfo;
import forkshell.proc.SystemCall;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a process waits in: {@code read(6) from 127.0.0.1:50312}, and the kernel's function if it is
 * told.
 */
final class Blocked {
    private static final Map<String, String> FIRST_ARGUMENT_IS_A_DESCRIPTOR =
            Stream.of(
                            "from: read readv pread64 recvfrom recvmsg recvmmsg",
                            "to: write writev pwrite64 sendto sendmsg sendmmsg sendfile",
                            "on: accept accept4 connect fcntl flock fsync ioctl epoll_wait epoll_pwait")
                    .map(line -> line.split(": "))
                    .flatMap(
                            pair ->
                                    Stream.of(pair[1].split(" "))
                                            .map(call -> Map.entry(call, pair[0])))
                    .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private Blocked() {}

    static Fact<String> in(int pid, Sockets sockets) {
        String channel = Access.waitChannel(pid).map(function -> " [" + function + "]").orElse("");
        return SystemCall.of(pid).map(call -> describe(pid, call, sockets) + channel);
    }

    private static String describe(int pid, SystemCall call, Sockets sockets) {
        String preposition = FIRST_ARGUMENT_IS_A_DESCRIPTOR.get(call.name());
        if (preposition == null) {
            return call.name();
        }
        int fd = (int) call.argument(0);
        String partner = FdInfo.of(pid, fd).map(sockets::partner).toString();
        return call.name() + "(" + fd + ") " + preposition + " " + Visible.line(partner);
    }
}
