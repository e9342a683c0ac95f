package forkshell.libc;

import java.util.HashMap;
import java.util.Map;

/**
 * How many clients each listening TCP socket lets wait for accept(2). /proc/net/tcp does not tell,
 * so this asks as ss(8) does: sock_diag(7), which everybody may.
 */
public final class ListenQueues {
    private static final int REQUEST = 72;
    private static final int ROOM = 1 << 15;
    private static final int HEADER = 16;

    // <linux/netlink.h>, <linux/sock_diag.h>, <linux/inet_diag.h>
    private static final int SOCK_DIAG_BY_FAMILY = 20;
    private static final int NLM_F_REQUEST_DUMP = 0x301;
    private static final int LISTEN_STATE = 1 << 10;
    private static final int FAMILY = HEADER;
    private static final int PROTOCOL = HEADER + 1;
    private static final int STATES = HEADER + 4;
    private static final int WRITE_QUEUE = HEADER + 60;
    private static final int INODE = HEADER + 68;

    private ListenQueues() {}

    /** The maximum of each listener by its inode; empty when the kernel does not tell. */
    public static Map<Long, Integer> maxima() {
        Map<Long, Integer> maxima = new HashMap<>();
        int fd =
                Libc.socket(
                        Libc.AF_NETLINK, Libc.SOCK_RAW | Libc.SOCK_CLOEXEC, Libc.NETLINK_SOCK_DIAG);
        if (fd >= 0) {
            try (NativeBuffer buffer = new NativeBuffer(ROOM)) {
                ask(fd, Libc.AF_INET, buffer, maxima);
                ask(fd, Libc.AF_INET6, buffer, maxima);
            } finally {
                Libc.close(fd);
            }
        }
        return maxima;
    }

    private static void ask(int fd, int family, NativeBuffer buffer, Map<Long, Integer> maxima) {
        buffer.clear();
        buffer.putInt(0, REQUEST);
        buffer.putShort(4, SOCK_DIAG_BY_FAMILY);
        buffer.putShort(6, NLM_F_REQUEST_DUMP);
        buffer.putByte(FAMILY, (byte) family);
        buffer.putByte(PROTOCOL, (byte) Libc.IPPROTO_TCP);
        buffer.putInt(STATES, LISTEN_STATE);
        long length = Libc.send(fd, buffer.address(), REQUEST, 0);
        while (length > 0) {
            length = Libc.recv(fd, buffer.address(), ROOM, Libc.MSG_DONTWAIT);
            length = read(buffer, (int) length, maxima) ? length : 0;
        }
    }

    /** Whether more is to come. */
    private static boolean read(NativeBuffer answer, int length, Map<Long, Integer> maxima) {
        int at = 0;
        while (at + HEADER <= length && answer.getShort(at + 4) == SOCK_DIAG_BY_FAMILY) {
            long inode = Integer.toUnsignedLong(answer.getInt(at + INODE));
            maxima.put(inode, answer.getInt(at + WRITE_QUEUE));
            at += answer.getInt(at) + 3 & ~3;
        }
        return at > 0 && at + HEADER > length;
    }
}
