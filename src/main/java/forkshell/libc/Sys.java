package forkshell.libc;

import static forkshell.libc.CallResult.check;
import static forkshell.libc.CallResult.checked;
import static forkshell.libc.CallResult.traced;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The checked twins of {@link Libc} for sockets, files, memory and processes. A failure throws
 * {@link SystemCallException} and the {@link Trace} is told. While the trace is off a successful
 * call allocates nothing.
 */
public final class Sys {
    /** What {@link #wait4} returns when there is no child to wait for (ECHILD). */
    public static final int NO_CHILDREN = -1;

    private static final int STRUCT_POLLFD = 8;

    /** Bytes of a {@code siginfo_t}. */
    public static final int STRUCT_SIGINFO = 128;

    private static final int SI_PID = 16;
    private static final int SI_STATUS = 24;
    private static final int STRUCT_RLIMIT = 16;
    private static final int STRUCT_WINSIZE = 8;

    private Sys() {}

    // ---- sockets: socket(2), bind(2), listen(2), accept(2), connect(2) ----

    public static int socket(int domain, int type, int protocol) {
        int fd = Libc.socket(domain, type, protocol);
        return Trace.quiet(fd)
                ? fd
                : (int)
                        checked(
                                fd,
                                "socket",
                                Flags.family(domain),
                                Flags.socketType(type),
                                Flags.protocol(protocol));
    }

    public static void bind(int fd, SocketAddress address) {
        try (NativeBuffer sockaddr = new NativeBuffer(SocketAddress.SIZE)) {
            address.write(sockaddr);
            check(Libc.bind(fd, sockaddr.address(), address.length()), "bind", fd, address);
        }
    }

    public static void listen(int fd, int backlog) {
        check(Libc.listen(fd, backlog), "listen", fd, backlog);
    }

    /**
     * Takes a connection; the result is its descriptor, or -1 when none is waiting or a signal came
     * in between.
     */
    public static int accept(int fd, SockaddrBuffer peer) {
        int acc = Libc.accept4(fd, peer.address(), peer.length(), Libc.SOCK_CLOEXEC);
        return acc == -1 ? notAccepted(fd, peer) : accepted(acc, fd, peer);
    }

    private static int accepted(int acc, int fd, SockaddrBuffer peer) {
        return Trace.quiet(acc) ? acc : (int) checked(acc, "accept4", fd, peer, "SOCK_CLOEXEC");
    }

    private static int notAccepted(int fd, SockaddrBuffer nobody) {
        Errno errno = Errno.of(Libc.errno());
        traced(-1, "accept4", fd, nobody, "SOCK_CLOEXEC");
        if (errno == Errno.EAGAIN || errno == Errno.EINTR || errno == Errno.ECONNABORTED) {
            return -1;
        }
        throw SystemCallException.of("accept", errno, fd);
    }

    /** Starts to connect a non-blocking socket; true when it is connected already. */
    public static boolean connect(int fd, SocketAddress address) {
        try (NativeBuffer sockaddr = new NativeBuffer(SocketAddress.SIZE)) {
            address.write(sockaddr);
            int r = Libc.connect(fd, sockaddr.address(), address.length());
            if (r == -1 && Libc.errno() == Errno.EINPROGRESS.number()) {
                traced(r, "connect", fd, address);
                return false;
            }
            check(r, "connect", fd, address);
            return true;
        }
    }

    /** Returns the address that a socket is bound to; needed after bind(2) to port 0. */
    public static SocketAddress getsockname(int fd) {
        try (SockaddrBuffer address = new SockaddrBuffer()) {
            int r = Libc.getsockname(fd, address.address(), address.length());
            check(r, "getsockname", fd, address);
            return address.read();
        }
    }

    /** Returns the address of a connected socket's other end. */
    public static SocketAddress getpeername(int fd) {
        try (SockaddrBuffer address = new SockaddrBuffer()) {
            int r = Libc.getpeername(fd, address.address(), address.length());
            check(r, "getpeername", fd, address);
            return address.read();
        }
    }

    /** Two connected sockets of AF_UNIX that keep messages apart and in order. */
    public static int[] socketpair() {
        try (NativeBuffer pair = new NativeBuffer(8)) {
            int type = Libc.SOCK_SEQPACKET | Libc.SOCK_CLOEXEC;
            int r = Libc.socketpair(Libc.AF_UNIX, type, 0, pair.address());
            String fds = "[" + pair.getInt(0) + ", " + pair.getInt(4) + "]";
            check(r, "socketpair", "AF_UNIX", "SOCK_SEQPACKET|SOCK_CLOEXEC", 0, fds);
            return new int[] {pair.getInt(0), pair.getInt(4)};
        }
    }

    public static void shutdown(int fd, int how) {
        check(
                Libc.shutdown(fd, how),
                "shutdown",
                fd,
                how == Libc.SHUT_WR ? "SHUT_WR" : "SHUT_RDWR");
    }

    // ---- bytes: read(2), write(2), send(2), poll(2) ----

    /**
     * Returns the number of bytes read, 0 at the end of the stream; a call that a signal
     * interrupted is made again.
     */
    public static long read(int fd, long address, long count) {
        long n = Libc.read(fd, address, count);
        while (n == -1 && Libc.errno() == Errno.EINTR.number()) {
            n = Libc.read(fd, address, count);
        }
        return Trace.quiet(n)
                ? n
                : checked(n, "read", fd, new TraceFormat.Bytes(address, n), count);
    }

    /**
     * Returns the number of bytes written, at least 1; a call that a signal interrupted is made
     * again.
     */
    public static long write(int fd, long address, long count) {
        long n = Libc.write(fd, address, count);
        while (n == -1 && Libc.errno() == Errno.EINTR.number()) {
            n = Libc.write(fd, address, count);
        }
        return Trace.quiet(n)
                ? n
                : checked(n, "write", fd, new TraceFormat.Bytes(address, count), count);
    }

    /**
     * Sends what fits at the moment without waiting: 0 when the socket is full. Never raises
     * SIGPIPE.
     */
    public static long send(int fd, long address, long count) {
        long n = Libc.send(fd, address, count, Libc.MSG_DONTWAIT | Libc.MSG_NOSIGNAL);
        return Trace.quiet(n) ? n : sent(n, fd, new TraceFormat.Bytes(address, count), count);
    }

    /** Receives what has come without waiting: 0 at the end of the stream, -1 when nothing has. */
    public static long receive(int fd, long address, long count) {
        long n = Libc.recv(fd, address, count, Libc.MSG_DONTWAIT);
        return Trace.quiet(n) ? n : received(n, fd, new TraceFormat.Bytes(address, n), count);
    }

    private static long received(long n, int fd, TraceFormat.Bytes bytes, long count) {
        Object[] arguments = {fd, bytes, count, "MSG_DONTWAIT", "NULL", "NULL"};
        if (n == -1 && Libc.errno() == Errno.EAGAIN.number()) {
            traced(n, "recvfrom", arguments);
            return -1;
        }
        return checked(n, "recvfrom", arguments);
    }

    private static long sent(long n, int fd, TraceFormat.Bytes bytes, long count) {
        Object[] arguments = {fd, bytes, count, "MSG_DONTWAIT|MSG_NOSIGNAL", "NULL", 0};
        if (n == -1 && Libc.errno() == Errno.EAGAIN.number()) {
            traced(n, "sendto", arguments);
            return 0;
        }
        return checked(n, "sendto", arguments);
    }

    /**
     * Waits until {@code fd} is ready for {@code events}, hung up or in error, at most {@code
     * millis} milliseconds; -1 waits without a bound. Returns the events, 0 when the time is over
     * or a signal came. A wait that ends without an event is not traced.
     */
    public static int poll(int fd, int events, int millis, NativeBuffer pollfd) {
        pollfd.putInt(0, fd);
        pollfd.putInt(4, events);
        int r = Libc.poll(pollfd.address(), 1, millis);
        if (r == 0 || r == -1 && Libc.errno() == Errno.EINTR.number()) {
            return 0;
        }
        return polled(r, new TraceFormat.Polled(fd, events, pollfd.getShort(6) & 0xffff), millis);
    }

    private static int polled(int r, TraceFormat.Polled polled, int millis) {
        if (r < 0) {
            checked(r, "poll", polled, 1, millis);
        }
        if (Trace.on()) {
            Trace.tell("poll", TraceFormat.arguments(polled, 1, millis), r + " " + polled.result());
        }
        return polled.revents();
    }

    /** Room for one {@code struct pollfd}. */
    public static NativeBuffer pollfd() {
        return new NativeBuffer(STRUCT_POLLFD);
    }

    public static void close(int fd) {
        int r = Libc.close(fd);
        if (!Trace.quiet(r)) {
            checked(r, "close", fd);
        }
    }

    /**
     * Opens the master of a new pseudo-terminal, not blocking: pty(7). Its number comes from {@link
     * #terminalNumber}.
     */
    public static int openTerminal() {
        try (NativeBuffer path = new NativeBuffer(16)) {
            byte[] name = "/dev/ptmx".getBytes(StandardCharsets.US_ASCII);
            path.put(0, name, 0, name.length);
            int flags = Libc.O_RDWR | Libc.O_NOCTTY | Libc.O_NONBLOCK | Libc.O_CLOEXEC;
            int fd = Libc.open(path.address(), flags);
            CallResult.check(
                    fd,
                    "openat",
                    "AT_FDCWD",
                    "\"/dev/ptmx\"",
                    "O_RDWR|O_NOCTTY|O_NONBLOCK|O_CLOEXEC");
            return fd;
        }
    }

    /** Unlocks the other side of a pseudo-terminal and returns N of its name, /dev/pts/N. */
    public static int terminalNumber(int master) {
        try (NativeBuffer value = new NativeBuffer(4)) {
            int r = Libc.ioctl(master, Libc.TIOCSPTLCK, value.address());
            CallResult.check(r, "ioctl", master, "TIOCSPTLCK", "[0]");
            r = Libc.ioctl(master, Libc.TIOCGPTN, value.address());
            CallResult.check(r, "ioctl", master, "TIOCGPTN", "[" + value.getInt(0) + "]");
            return value.getInt(0);
        }
    }

    /** ioctl(2), TIOCGWINSZ: how wide the terminal behind {@code file} is; 0 when there is none. */
    public static int terminalColumns(Path file) {
        byte[] text = (file + "\0").getBytes(StandardCharsets.UTF_8);
        try (NativeBuffer path = new NativeBuffer(text.length);
                NativeBuffer winsize = new NativeBuffer(STRUCT_WINSIZE)) {
            path.put(0, text, 0, text.length);
            int fd = Libc.open(path.address(), Libc.O_RDONLY | Libc.O_CLOEXEC | Libc.O_NOCTTY);
            int r = fd < 0 ? fd : Libc.ioctl(fd, Libc.TIOCGWINSZ, winsize.address());
            if (fd >= 0) {
                Libc.close(fd);
            }
            return r == 0 ? winsize.getShort(2) : 0;
        }
    }

    /** memfd_create(2): a descriptor of memory that can be mapped, with a name for /proc. */
    public static int memfd(String name) {
        byte[] text = (name + "\0").getBytes(StandardCharsets.US_ASCII);
        try (NativeBuffer buffer = new NativeBuffer(text.length)) {
            buffer.put(0, text, 0, text.length);
            int flags = Libc.MFD_CLOEXEC | Libc.MFD_ALLOW_SEALING;
            int fd = Libc.memfd_create(buffer.address(), flags);
            String how = "MFD_CLOEXEC|MFD_ALLOW_SEALING";
            return Trace.quiet(fd) ? fd : (int) checked(fd, "memfd_create", '"' + name + '"', how);
        }
    }

    /**
     * Fixes the size of a {@link #memfd} for ever, whoever has it open: F_ADD_SEALS of fcntl(2).
     */
    public static void sealSize(int fd) {
        int seals = Libc.F_SEAL_SEAL | Libc.F_SEAL_SHRINK | Libc.F_SEAL_GROW;
        String names = "F_SEAL_SEAL|F_SEAL_SHRINK|F_SEAL_GROW";
        checked(Libc.fcntl(fd, Libc.F_ADD_SEALS, seals), "fcntl", fd, "F_ADD_SEALS", names);
    }

    /** Returns whether {@code fd} is a {@link #memfd} that cannot shrink any more. */
    public static boolean hasSealedSize(int fd) {
        int seals = Libc.fcntl(fd, Libc.F_GET_SEALS, 0);
        return seals >= 0 && (seals & Libc.F_SEAL_SHRINK) != 0;
    }

    /** mmap(2): the address of {@code size} bytes, all zero, shared with children forked later. */
    public static long mapShared(int size) {
        int protection = Libc.PROT_READ | Libc.PROT_WRITE;
        int flags = Libc.MAP_SHARED | Libc.MAP_ANONYMOUS;
        long address = Libc.mmap(0, size, protection, flags, -1, 0);
        Object[] arguments = {
            "NULL", size, "PROT_READ|PROT_WRITE", "MAP_SHARED|MAP_ANONYMOUS", -1, 0
        };
        if (address < 0) {
            checked(address, "mmap", arguments);
        }
        if (Trace.on()) {
            Trace.tell("mmap", TraceFormat.arguments(arguments), TraceFormat.hexadecimal(address));
        }
        return address;
    }

    public static void unmap(long address, int size) {
        check(Libc.munmap(address, size), "munmap", TraceFormat.hexadecimal(address), size);
    }

    /** Sets who may open the file or pipe behind {@code fd} anew: fchmod(2). */
    public static void fchmod(int fd, int mode) {
        check(Libc.fchmod(fd, mode), "fchmod", fd, "0" + Integer.toOctalString(mode));
    }

    public static void dup2(int from, int to) {
        int r = Libc.dup2(from, to);
        if (!Trace.quiet(r)) {
            checked(r, "dup2", from, to);
        }
    }

    /** Returns a pipe: the descriptor to read from, then the one to write to. */
    public static int[] pipe(int flags) {
        try (NativeBuffer pair = new NativeBuffer(8)) {
            int r = Libc.pipe2(pair.address(), flags);
            check(
                    r,
                    "pipe2",
                    "[" + pair.getInt(0) + ", " + pair.getInt(4) + "]",
                    Flags.pipe(flags));
            return new int[] {pair.getInt(0), pair.getInt(4)};
        }
    }

    // ---- processes: fork(2), wait(2) ----

    /** fork(2): the child's pid in the parent, 0 in the child. */
    public static int fork() {
        int pid = Libc.fork();
        return pid == 0 || Trace.quiet(pid) ? pid : (int) checked(pid, "fork");
    }

    /**
     * Returns the pid of a child of this process that has ended and stays a zombie, 0 when none
     * has, {@link #NO_CHILDREN}: waitid(2) with WNOHANG and WNOWAIT. Not traced.
     */
    public static int endedChild(NativeBuffer siginfo) {
        siginfo.putInt(SI_PID, 0);
        int options = Libc.WEXITED | Libc.WNOHANG | Libc.WNOWAIT;
        int r = Libc.waitid(Libc.P_ALL, 0, siginfo.address(), options);
        return r == 0 ? siginfo.getInt(SI_PID) : NO_CHILDREN;
    }

    /**
     * Returns the si_status of a child, as an exit status or a signal, or 0 when waitid(2) tells of
     * nothing. Not traced.
     */
    public static int statusOf(int pid, int options, NativeBuffer siginfo) {
        siginfo.putInt(SI_STATUS, 0);
        int r = Libc.waitid(Libc.P_PID, pid, siginfo.address(), options);
        return r == 0 ? siginfo.getInt(SI_STATUS) : 0;
    }

    /**
     * waitpid(2) that also tells what the child has used: a pid, 0 when WNOHANG found none that has
     * ended, {@link #NO_CHILDREN}.
     */
    public static int wait4(int pid, WaitBuffer told, int options) {
        int ended = rawWait4(pid, told, options);
        while (ended == -1 && Libc.errno() == Errno.EINTR.number()) {
            ended = rawWait4(pid, told, options);
        }
        return Trace.quiet(ended) ? ended : waited(ended, pid, told, options);
    }

    private static int rawWait4(int pid, WaitBuffer told, int options) {
        return Libc.wait4(pid, told.statusAddress(), options, told.rusageAddress());
    }

    private static int waited(int ended, int pid, WaitBuffer told, int options) {
        Object[] arguments = {
            pid, told.tracedStatus(ended), Flags.wait(options), told.tracedUsage(ended)
        };
        if (ended == -1 && Libc.errno() == Errno.ECHILD.number()) {
            traced(ended, "wait4", arguments);
            return NO_CHILDREN;
        }
        return (int) checked(ended, "wait4", arguments);
    }

    /** pidfd_open(2): a descriptor that becomes readable when the process ends. */
    public static int pidfdOpen(int pid) {
        int fd = Libc.syscall(Libc.SYS_pidfd_open, pid, 0);
        return Trace.quiet(fd) ? fd : (int) checked(fd, "pidfd_open", pid, 0);
    }

    /** Opens a file for reading: its descriptor, or -1. */
    public static int open(NativeBuffer path, int flags) {
        int fd = Libc.open(path.address(), Libc.O_RDONLY | flags);
        if (!Trace.quiet(fd)) {
            String how = flags == 0 ? "O_RDONLY" : "O_RDONLY|O_CLOEXEC";
            traced(fd, "openat", "AT_FDCWD", '"' + path.getString() + '"', how);
        }
        return fd;
    }

    /**
     * Gives the calling thread a table of descriptors of its own, with nothing in it but {@code
     * fd}: close_range(2).
     */
    public static void closeApartAllBut(int fd) {
        int unshare = Libc.CLOSE_RANGE_UNSHARE;
        int r = Libc.close_range(fd + 1, Integer.MAX_VALUE, unshare);
        check(r, "close_range", fd + 1, Integer.MAX_VALUE, "CLOSE_RANGE_UNSHARE");
        check(Libc.close_range(0, fd - 1, 0), "close_range", 0, fd - 1, 0);
    }

    /** Sets the soft and the hard limit of a resource; there is no way back up. */
    public static void setrlimit(int resource, int limit, String name) {
        try (NativeBuffer both = new NativeBuffer(STRUCT_RLIMIT)) {
            both.putLong(0, limit);
            both.putLong(Long.BYTES, limit);
            int r = Libc.setrlimit(resource, both.address());
            check(r, "setrlimit", name, "{rlim_cur=" + limit + ", rlim_max=" + limit + "}");
        }
    }

    public static void setresuid(int user) {
        check(Libc.setresuid(user, user, user), "setresuid", user, user, user);
    }

    public static void setresgid(int group) {
        check(Libc.setresgid(group, group, group), "setresgid", group, group, group);
    }

    /** Lets calls on {@code fd} wait; all processes that share the open file are concerned. */
    public static void makeBlocking(int fd) {
        check(Libc.fcntl(fd, Libc.F_SETFL, 0), "fcntl", fd, "F_SETFL", 0);
    }

    /** Undoes {@link #makeBlocking}. */
    public static void makeNonBlocking(int fd) {
        int r = Libc.fcntl(fd, Libc.F_SETFL, Libc.O_NONBLOCK);
        check(r, "fcntl", fd, "F_SETFL", "O_RDONLY|O_NONBLOCK");
    }

    /** accept(2) itself: waits if the socket does, and every failure throws, EINTR too. */
    public static int acceptOnce(int fd, SockaddrBuffer peer) {
        int acc = Libc.accept4(fd, peer.address(), peer.length(), Libc.SOCK_CLOEXEC);
        check(acc, "accept4", fd, peer, "SOCK_CLOEXEC");
        return acc;
    }

    public static void _exit(int status) {
        if (Trace.on()) {
            Trace.tell("_exit", TraceFormat.arguments(status), "?");
        }
        Libc._exit(status);
    }
}
