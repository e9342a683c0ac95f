package forkshell.libc;

import static forkshell.libc.CallResult.check;
import static forkshell.libc.CallResult.checked;
import static forkshell.libc.CallResult.traced;

/** The socket options that a server needs: setsockopt(2) and getsockopt(2), checked and traced. */
public final class SocketOptions {
    private static final int STRUCT_LINGER = 8;
    private static final int STRUCT_TIMEVAL = 16;
    private static final NativeBuffer FOR_EVER = new NativeBuffer(STRUCT_TIMEVAL);

    private SocketOptions() {}

    /** Lets a server take a port again at once, although old connections linger in TIME_WAIT. */
    public static void reuseAddress(int fd) {
        setOption(fd, Libc.SOL_SOCKET, Libc.SO_REUSEADDR, "SOL_SOCKET, SO_REUSEADDR");
    }

    /** Keeps an IPv6 listener from taking the IPv4 port as well. */
    public static void onlyIpv6(int fd) {
        setOption(fd, Libc.IPPROTO_IPV6, Libc.IPV6_V6ONLY, "SOL_IPV6, IPV6_V6ONLY");
    }

    private static void setOption(int fd, int level, int name, String traced) {
        try (NativeBuffer one = new NativeBuffer(4)) {
            one.putInt(0, 1);
            int r = Libc.setsockopt(fd, level, name, one.address(), 4);
            check(r, "setsockopt", fd, traced, "[1]", 4);
        }
    }

    /** Makes close(2) send RST instead of FIN: SO_LINGER with time 0. */
    public static void lingerZero(int fd) {
        try (NativeBuffer linger = new NativeBuffer(STRUCT_LINGER)) {
            linger.putInt(0, 1);
            int r =
                    Libc.setsockopt(
                            fd, Libc.SOL_SOCKET, Libc.SO_LINGER, linger.address(), STRUCT_LINGER);
            check(
                    r,
                    "setsockopt",
                    fd,
                    "SOL_SOCKET, SO_LINGER, {l_onoff=1, l_linger=0}",
                    STRUCT_LINGER);
        }
    }

    /** Bounds how long a call that receives or accepts may wait: SO_RCVTIMEO. */
    public static void receiveTimeout(int fd, int millis) {
        long seconds = millis / 1000;
        long micros = millis % 1000 * 1000L;
        try (NativeBuffer timeval = new NativeBuffer(STRUCT_TIMEVAL)) {
            timeval.putLong(0, seconds);
            timeval.putLong(Long.BYTES, micros);
            receiveTimeout(fd, timeval);
        }
    }

    private static void receiveTimeout(int fd, NativeBuffer timeval) {
        long address = timeval.address();
        int r = Libc.setsockopt(fd, Libc.SOL_SOCKET, Libc.SO_RCVTIMEO, address, STRUCT_TIMEVAL);
        if (!Trace.quiet(r)) {
            String traced =
                    "SOL_SOCKET, SO_RCVTIMEO, {tv_sec="
                            + timeval.getLong(0)
                            + ", tv_usec="
                            + timeval.getLong(Long.BYTES)
                            + "}";
            checked(r, "setsockopt", fd, traced, STRUCT_TIMEVAL);
        }
    }

    /** Lets such a call wait for ever, as it does unless told otherwise. */
    public static void noReceiveTimeout(int fd) {
        receiveTimeout(fd, FOR_EVER);
    }

    /** Returns the error of a connect(2) that went on in the background; 0 when there is none. */
    public static int socketError(int fd) {
        try (NativeBuffer value = new NativeBuffer(8)) {
            value.putInt(4, 4);
            int r =
                    Libc.getsockopt(
                            fd,
                            Libc.SOL_SOCKET,
                            Libc.SO_ERROR,
                            value.address(),
                            value.address() + 4);
            int error = value.getInt(0);
            Object traced = error == 0 ? error : Errno.of(error);
            check(r, "getsockopt", fd, "SOL_SOCKET, SO_ERROR", "[" + traced + "]", "[4]");
            return error;
        }
    }
}
