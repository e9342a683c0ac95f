package forkshell.libc;

/**
 * A message that carries one descriptor to another process: sendmsg(2) and recvmsg(2) with
 * SCM_RIGHTS, see unix(7). The receiver gets a number of its own for the same open socket. Not
 * thread-safe; each process has its own copy of a message made before the fork.
 */
public final class DescriptorMessage implements AutoCloseable {
    // struct msghdr
    static final int MSG_IOV = 16;
    static final int MSG_IOVLEN = 24;
    static final int MSG_CONTROL = 32;
    static final int MSG_CONTROLLEN = 40;
    static final int MSGHDR_SIZE = 56;
    // struct iovec
    static final int IOV_LEN = 8;
    static final int IOVEC_SIZE = 16;
    // struct cmsghdr, and CMSG_LEN and CMSG_SPACE of one int
    static final int CMSG_LEVEL = 8;
    static final int CMSG_TYPE = 12;
    static final int CMSG_DATA = 16;
    static final int CMSG_LEN = 20;
    static final int CMSG_SPACE = 24;

    private static final int IOVEC = MSGHDR_SIZE;
    private static final int CONTROL = IOVEC + IOVEC_SIZE;
    private static final int PAYLOAD = CONTROL + CMSG_SPACE;

    private final NativeBuffer memory = new NativeBuffer(PAYLOAD + 1);

    /** One byte has to go along, or nothing would be sent. */
    public DescriptorMessage() {
        memory.putLong(MSG_IOV, memory.address() + IOVEC);
        memory.putLong(MSG_IOVLEN, 1);
        memory.putLong(MSG_CONTROL, memory.address() + CONTROL);
        memory.putLong(IOVEC, memory.address() + PAYLOAD);
        memory.putLong(IOVEC + IOV_LEN, 1);
    }

    /**
     * Sends {@code fd} without waiting.
     *
     * @throws SystemCallException EAGAIN when there is no room for it at the moment
     */
    public void send(int socket, int fd) {
        memory.putLong(MSG_CONTROLLEN, CMSG_SPACE);
        memory.putLong(CONTROL, CMSG_LEN);
        memory.putInt(CONTROL + CMSG_LEVEL, Libc.SOL_SOCKET);
        memory.putInt(CONTROL + CMSG_TYPE, Libc.SCM_RIGHTS);
        memory.putInt(CONTROL + CMSG_DATA, fd);
        int flags = Libc.MSG_DONTWAIT | Libc.MSG_NOSIGNAL;
        long sent = Libc.sendmsg(socket, memory.address(), flags);
        CallResult.check((int) sent, "sendmsg", socket, rights(fd), "MSG_DONTWAIT|MSG_NOSIGNAL");
    }

    /** Takes a descriptor, which the caller closes; -1 when none is there or a signal came. */
    public int receive(int socket) {
        memory.putLong(MSG_CONTROLLEN, CMSG_SPACE);
        int flags = Libc.MSG_DONTWAIT | Libc.MSG_CMSG_CLOEXEC;
        int got = (int) Libc.recvmsg(socket, memory.address(), flags);
        if (got == -1 && isPassing(Libc.errno())) {
            return -1;
        }
        boolean carries = got == 1 && memory.getLong(MSG_CONTROLLEN) >= CMSG_LEN;
        int fd = carries ? memory.getInt(CONTROL + CMSG_DATA) : -1;
        CallResult.check(got, "recvmsg", socket, rights(fd), "MSG_DONTWAIT|MSG_CMSG_CLOEXEC");
        return fd;
    }

    private static boolean isPassing(int errno) {
        return errno == Errno.EAGAIN.number() || errno == Errno.EINTR.number();
    }

    private static String rights(int fd) {
        return Trace.on()
                ? "{msg_control=[{cmsg_len="
                        + CMSG_LEN
                        + ", cmsg_level=SOL_SOCKET, cmsg_type=SCM_RIGHTS, cmsg_data=["
                        + fd
                        + "]}]}"
                : "SCM_RIGHTS";
    }

    @Override
    public void close() {
        memory.close();
    }
}
