package forkshell.libc;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The checked twins of {@link Libc}: same names, same arguments, but a failure throws {@link
 * SystemCallException} and the {@link Trace} is told. While the trace is off a successful call
 * allocates nothing.
 */
public final class Sys {
    /** What {@link #waitpid} returns when there is no child to wait for (ECHILD). */
    public static final int NO_CHILDREN = -1;

    private static final int STRUCT_LINGER = 8;
    private static final int STRUCT_TIMEVAL = 16;
    private static final int STRUCT_POLLFD = 8;
    private static final int STRUCT_RLIMIT = 16;
    private static final int STRUCT_WINSIZE = 8;

    private static final NativeBuffer FOR_EVER = new NativeBuffer(STRUCT_TIMEVAL);

    private Sys() {}

    // ---- sockets: socket(2), bind(2), listen(2), accept(2), connect(2) ----

    public static int socket(int domain, int type, int protocol) {
        int fd = Libc.socket(domain, type, protocol);
        return Trace.quiet(fd)
                ? fd
                : (int)
                        told(
                                fd,
                                "socket",
                                Flags.family(domain),
                                Flags.socketType(type),
                                Flags.protocol(protocol));
    }

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
            tell(r, "setsockopt", fd, traced, "[1]", 4);
        }
    }

    /** Makes close(2) send RST instead of FIN: SO_LINGER with time 0. */
    public static void lingerZero(int fd) {
        try (NativeBuffer linger = new NativeBuffer(STRUCT_LINGER)) {
            linger.putInt(0, 1);
            int r =
                    Libc.setsockopt(
                            fd, Libc.SOL_SOCKET, Libc.SO_LINGER, linger.address(), STRUCT_LINGER);
            tell(
                    r,
                    "setsockopt",
                    fd,
                    "SOL_SOCKET, SO_LINGER, {l_onoff=1, l_linger=0}",
                    STRUCT_LINGER);
        }
    }

    /** How long a call that receives or accepts may wait: SO_RCVTIMEO. */
    public static void receiveTimeout(int fd, int millis) {
        long seconds = millis / 1000;
        long micros = millis % 1000 * 1000L;
        try (NativeBuffer timeval = new NativeBuffer(STRUCT_TIMEVAL)) {
            timeval.putLong(0, seconds);
            timeval.putLong(Long.BYTES, micros);
            receiveTimeout(fd, timeval);
        }
    }

    /** Lets such a call wait for ever, as it does unless told otherwise. */
    public static void noReceiveTimeout(int fd) {
        receiveTimeout(fd, FOR_EVER);
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
            told(r, "setsockopt", fd, traced, STRUCT_TIMEVAL);
        }
    }

    public static void bind(int fd, SocketAddress address) {
        try (NativeBuffer sockaddr = new NativeBuffer(SocketAddress.SIZE)) {
            address.write(sockaddr);
            tell(Libc.bind(fd, sockaddr.address(), address.length()), "bind", fd, address);
        }
    }

    public static void listen(int fd, int backlog) {
        tell(Libc.listen(fd, backlog), "listen", fd, backlog);
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
        return Trace.quiet(acc) ? acc : (int) told(acc, "accept4", fd, peer, "SOCK_CLOEXEC");
    }

    private static int notAccepted(int fd, SockaddrBuffer nobody) {
        Errno errno = Errno.of(Libc.errno());
        toldOnly(-1, "accept4", fd, nobody, "SOCK_CLOEXEC");
        if (errno == Errno.EAGAIN || errno == Errno.EINTR || errno == Errno.ECONNABORTED) {
            return -1;
        }
        throw failure("accept", errno, fd);
    }

    /** Starts to connect a non-blocking socket; true when it is connected already. */
    public static boolean connect(int fd, SocketAddress address) {
        try (NativeBuffer sockaddr = new NativeBuffer(SocketAddress.SIZE)) {
            address.write(sockaddr);
            int r = Libc.connect(fd, sockaddr.address(), address.length());
            if (r == -1 && Libc.errno() == Errno.EINPROGRESS.number()) {
                toldOnly(r, "connect", fd, address);
                return false;
            }
            tell(r, "connect", fd, address);
            return true;
        }
    }

    /** The error of a connect(2) that went on in the background; 0 when there is none. */
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
            tell(r, "getsockopt", fd, "SOL_SOCKET, SO_ERROR", "[" + traced + "]", "[4]");
            return error;
        }
    }

    /** The address that a socket is bound to; needed after bind(2) to port 0. */
    public static SocketAddress getsockname(int fd) {
        try (SockaddrBuffer address = new SockaddrBuffer()) {
            int r = Libc.getsockname(fd, address.address(), address.length());
            tell(r, "getsockname", fd, address);
            return address.read();
        }
    }

    /** The address of a connected socket's other end. */
    public static SocketAddress getpeername(int fd) {
        try (SockaddrBuffer address = new SockaddrBuffer()) {
            int r = Libc.getpeername(fd, address.address(), address.length());
            tell(r, "getpeername", fd, address);
            return address.read();
        }
    }

    /** Two connected sockets of AF_UNIX that keep messages apart and in order. */
    public static int[] socketpair() {
        try (NativeBuffer pair = new NativeBuffer(8)) {
            int type = Libc.SOCK_SEQPACKET | Libc.SOCK_CLOEXEC;
            int r = Libc.socketpair(Libc.AF_UNIX, type, 0, pair.address());
            String fds = "[" + pair.getInt(0) + ", " + pair.getInt(4) + "]";
            tell(r, "socketpair", "AF_UNIX", "SOCK_SEQPACKET|SOCK_CLOEXEC", 0, fds);
            return new int[] {pair.getInt(0), pair.getInt(4)};
        }
    }

    public static void shutdown(int fd, int how) {
        tell(Libc.shutdown(fd, how), "shutdown", fd, how == Libc.SHUT_WR ? "SHUT_WR" : "SHUT_RDWR");
    }

    // ---- bytes: read(2), write(2), send(2), poll(2) ----

    /**
     * The number of bytes read, 0 at the end of the stream; a call that a signal interrupted is
     * made again.
     */
    public static long read(int fd, long address, long count) {
        long n = Libc.read(fd, address, count);
        while (n == -1 && Libc.errno() == Errno.EINTR.number()) {
            n = Libc.read(fd, address, count);
        }
        return Trace.quiet(n) ? n : told(n, "read", fd, new Bytes(address, n), count);
    }

    /** The number of bytes written, at least 1; a call that a signal interrupted is made again. */
    public static long write(int fd, long address, long count) {
        long n = Libc.write(fd, address, count);
        while (n == -1 && Libc.errno() == Errno.EINTR.number()) {
            n = Libc.write(fd, address, count);
        }
        return Trace.quiet(n) ? n : told(n, "write", fd, new Bytes(address, count), count);
    }

    /**
     * Sends what fits at the moment without waiting: 0 when the socket is full. Never raises
     * SIGPIPE.
     */
    public static long send(int fd, long address, long count) {
        long n = Libc.send(fd, address, count, Libc.MSG_DONTWAIT | Libc.MSG_NOSIGNAL);
        return Trace.quiet(n) ? n : sent(n, fd, new Bytes(address, count), count);
    }

    private static long sent(long n, int fd, Bytes bytes, long count) {
        Object[] arguments = {fd, bytes, count, "MSG_DONTWAIT|MSG_NOSIGNAL", "NULL", 0};
        if (n == -1 && Libc.errno() == Errno.EAGAIN.number()) {
            toldOnly(n, "sendto", arguments);
            return 0;
        }
        return told(n, "sendto", arguments);
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
        return polled(r, new Polled(fd, events, pollfd.getShort(6) & 0xffff), millis);
    }

    private static int polled(int r, Polled polled, int millis) {
        if (r < 0) {
            told(r, "poll", polled, 1, millis);
        }
        if (Trace.on()) {
            Trace.tell("poll", traced(polled, 1, millis), r + " " + polled.result());
        }
        return polled.revents;
    }

    /** Room for one {@code struct pollfd}. */
    public static NativeBuffer pollfd() {
        return new NativeBuffer(STRUCT_POLLFD);
    }

    public static void close(int fd) {
        int r = Libc.close(fd);
        if (!Trace.quiet(r)) {
            told(r, "close", fd);
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
            int fd = Libc.memfd_create(buffer.address(), Libc.MFD_CLOEXEC);
            return Trace.quiet(fd)
                    ? fd
                    : (int) told(fd, "memfd_create", '"' + name + '"', "MFD_CLOEXEC");
        }
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
            told(address, "mmap", arguments);
        }
        if (Trace.on()) {
            Trace.tell("mmap", traced(arguments), hexadecimal(address));
        }
        return address;
    }

    public static void unmap(long address, int size) {
        tell(Libc.munmap(address, size), "munmap", hexadecimal(address), size);
    }

    /** A pointer as strace prints it. */
    static String hexadecimal(long address) {
        return "0x" + Long.toHexString(address);
    }

    public static void dup2(int from, int to) {
        int r = Libc.dup2(from, to);
        if (!Trace.quiet(r)) {
            told(r, "dup2", from, to);
        }
    }

    /** A pipe: the descriptor to read from, then the one to write to. */
    public static int[] pipe(int flags) {
        try (NativeBuffer pair = new NativeBuffer(8)) {
            int r = Libc.pipe2(pair.address(), flags);
            tell(r, "pipe2", "[" + pair.getInt(0) + ", " + pair.getInt(4) + "]", Flags.pipe(flags));
            return new int[] {pair.getInt(0), pair.getInt(4)};
        }
    }

    // ---- processes: fork(2), wait(2), kill(2), setpgid(2) ----

    /** fork(2): the child's pid in the parent, 0 in the child. */
    public static int fork() {
        int pid = Libc.fork();
        return pid == 0 || Trace.quiet(pid) ? pid : (int) told(pid, "fork");
    }

    /** waitpid(2): a pid, 0 when WNOHANG found none that has ended, {@link #NO_CHILDREN}. */
    public static int waitpid(int pid, NativeBuffer status, int options) {
        int ended = Libc.waitpid(pid, status.address(), options);
        while (ended == -1 && Libc.errno() == Errno.EINTR.number()) {
            ended = Libc.waitpid(pid, status.address(), options);
        }
        if (ended == -1 && Libc.errno() == Errno.ECHILD.number()) {
            toldOnly(ended, "waitpid", pid, new Waited(status, ended), Flags.wait(options));
            return NO_CHILDREN;
        }
        return Trace.quiet(ended)
                ? ended
                : (int) told(ended, "waitpid", pid, new Waited(status, ended), Flags.wait(options));
    }

    public static void kill(int pid, Signal signal) {
        tell(Libc.kill(pid, signal.number()), "kill", pid, signal);
    }

    /**
     * Puts another program in the place of this process, with descriptors 0, 1 and 2 only:
     * execve(2). Returns only by an exception. The strings' memory is not freed: the process ends
     * here, or the call failed.
     */
    public static void execve(String path, List<String> argv, Map<String, String> environment) {
        Libc.close_range(3, Integer.MAX_VALUE, Libc.CLOSE_RANGE_CLOEXEC);
        int r = Libc.execve(cString(path), cStrings(argv), cStrings(variables(environment)));
        told(r, "execve", path, argv);
    }

    /** The environment as execve(2) wants it: NAME=VALUE. */
    public static List<String> variables(Map<String, String> environment) {
        return environment.entrySet().stream().map(v -> v.getKey() + "=" + v.getValue()).toList();
    }

    private static long cString(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        NativeBuffer memory = new NativeBuffer(bytes.length + 1);
        memory.put(0, bytes, 0, bytes.length);
        return memory.address();
    }

    /** An array of strings that ends with NULL. */
    private static long cStrings(List<String> texts) {
        NativeBuffer array = new NativeBuffer((texts.size() + 1) * Long.BYTES);
        for (int i = 0; i < texts.size(); i++) {
            array.putLong(i * Long.BYTES, cString(texts.get(i)));
        }
        return array.address();
    }

    /** pidfd_open(2): a descriptor that becomes readable when the process ends. */
    public static int pidfdOpen(int pid) {
        int fd = Libc.syscall(Libc.SYS_pidfd_open, pid, 0);
        return Trace.quiet(fd) ? fd : (int) told(fd, "pidfd_open", pid, 0);
    }

    /** Makes the kernel end this process when the thread that forked it ends. */
    public static void dieWithParent() {
        int r = Libc.prctl(Libc.PR_SET_PDEATHSIG, Signal.SIGKILL.number(), 0, 0, 0);
        if (!Trace.quiet(r)) {
            told(r, "prctl", "PR_SET_PDEATHSIG, SIGKILL");
        }
    }

    /** sigprocmask(2) with SIG_BLOCK, in a process of one thread. */
    public static void blockSignals(NativeBuffer set, Signal only) {
        int error = Libc.pthread_sigmask(Libc.SIG_BLOCK, set.address(), 0);
        tell(-error, "rt_sigprocmask", "SIG_BLOCK", "[" + only + "]", "NULL", 8);
    }

    /**
     * sigtimedwait(2) with a time of 0: whether a signal of {@code set} was pending; it is not now.
     */
    public static boolean takeSignal(NativeBuffer set, NativeBuffer zero, Signal only) {
        int signal = Libc.sigtimedwait(set.address(), 0, zero.address());
        if (signal == -1 && Libc.errno() == Errno.EAGAIN.number()) {
            toldOnly(signal, "rt_sigtimedwait", "[" + only + "]", "NULL", "{0, 0}", 8);
            return false;
        }
        tell(signal, "rt_sigtimedwait", "[" + only + "]", "NULL", "{0, 0}", 8);
        return true;
    }

    /** pause(2): returns when a signal has been caught, which it calls EINTR. */
    public static void pause() {
        toldOnly(Libc.pause(), "pause");
    }

    public static void sigaction(Signal signal, NativeBuffer action, String flags) {
        tell(
                Libc.sigaction(signal.number(), action.address(), 0),
                "rt_sigaction",
                signal,
                "{sa_handler=abs, sa_flags=" + flags + "}",
                "NULL",
                8);
    }

    /**
     * SIG_DFL for {@code signal}; {@code zeros} is a struct sigaction with no mask and no flags.
     */
    public static void defaultAction(Signal signal, NativeBuffer zeros) {
        int r = Libc.sigaction(signal.number(), zeros.address(), 0);
        if (!Trace.quiet(r)) {
            String action = "{sa_handler=SIG_DFL, sa_mask=[], sa_flags=0}";
            told(r, "rt_sigaction", signal, action, "NULL", 8);
        }
    }

    /** sigprocmask(2) with SIG_SETMASK and the empty set {@code none}. */
    public static void unblockSignals(NativeBuffer none) {
        int r = -Libc.pthread_sigmask(Libc.SIG_SETMASK, none.address(), 0);
        if (!Trace.quiet(r)) {
            told(r, "rt_sigprocmask", "SIG_SETMASK", "[]", "NULL", 8);
        }
    }

    /** Opens a file for reading: its descriptor, or -1. */
    public static int open(NativeBuffer path, int flags) {
        int fd = Libc.open(path.address(), Libc.O_RDONLY | flags);
        if (!Trace.quiet(fd)) {
            String how = flags == 0 ? "O_RDONLY" : "O_RDONLY|O_CLOEXEC";
            toldOnly(fd, "openat", "AT_FDCWD", '"' + path.getString() + '"', how);
        }
        return fd;
    }

    /** Sends {@code signal} to this process when {@code fd} is ready or hung up: fcntl(2). */
    public static void signalWhenReady(int fd, Signal signal) {
        int pid = Libc.getpid();
        tell(Libc.fcntl(fd, Libc.F_SETOWN, pid), "fcntl", fd, "F_SETOWN", pid);
        tell(Libc.fcntl(fd, Libc.F_SETSIG, signal.number()), "fcntl", fd, "F_SETSIG", signal);
        tell(Libc.fcntl(fd, Libc.F_SETFL, Libc.O_ASYNC), "fcntl", fd, "F_SETFL", "O_RDONLY|FASYNC");
    }

    /** Sets the soft and the hard limit of a resource; there is no way back up. */
    public static void setrlimit(int resource, int limit, String name) {
        try (NativeBuffer both = new NativeBuffer(STRUCT_RLIMIT)) {
            both.putLong(0, limit);
            both.putLong(Long.BYTES, limit);
            int r = Libc.setrlimit(resource, both.address());
            tell(r, "setrlimit", name, "{rlim_cur=" + limit + ", rlim_max=" + limit + "}");
        }
    }

    public static void setresuid(int user) {
        tell(Libc.setresuid(user, user, user), "setresuid", user, user, user);
    }

    public static void setresgid(int group) {
        tell(Libc.setresgid(group, group, group), "setresgid", group, group, group);
    }

    /** Lets calls on {@code fd} wait; all processes that share the open file are concerned. */
    public static void makeBlocking(int fd) {
        tell(Libc.fcntl(fd, Libc.F_SETFL, 0), "fcntl", fd, "F_SETFL", 0);
    }

    /** Undoes {@link #makeBlocking}. */
    public static void makeNonBlocking(int fd) {
        int r = Libc.fcntl(fd, Libc.F_SETFL, Libc.O_NONBLOCK);
        tell(r, "fcntl", fd, "F_SETFL", "O_RDONLY|O_NONBLOCK");
    }

    /** accept(2) itself: waits if the socket does, and every failure throws, EINTR too. */
    public static int acceptOnce(int fd, SockaddrBuffer peer) {
        int acc = Libc.accept4(fd, peer.address(), peer.length(), Libc.SOCK_CLOEXEC);
        tell(acc, "accept4", fd, peer, "SOCK_CLOEXEC");
        return acc;
    }

    /** setpgid(2); false when the process or the group is gone. */
    public static boolean setpgid(int pid, int group) {
        int r = Libc.setpgid(pid, group);
        if (r == -1) {
            toldOnly(r, "setpgid", pid, group);
            return false;
        }
        tell(r, "setpgid", pid, group);
        return true;
    }

    public static void _exit(int status) {
        if (Trace.on()) {
            Trace.tell("_exit", traced(status), "?");
        }
        Libc._exit(status);
    }

    // ---- telling ----

    static void tell(int result, String call, Object... arguments) {
        if (!Trace.quiet(result)) {
            told(result, call, arguments);
        }
    }

    static long told(long result, String call, Object... arguments) {
        Errno errno = result < 0 ? Errno.of(Libc.errno()) : null;
        if (Trace.on()) {
            Trace.tell(call, traced(arguments), value(result, errno));
        }
        if (errno != null) {
            throw failure(call, errno, arguments);
        }
        return result;
    }

    /** For a failure that is an answer, not an error. */
    private static void toldOnly(long result, String call, Object... arguments) {
        if (Trace.on()) {
            Errno errno = result < 0 ? Errno.of(Libc.errno()) : null;
            Trace.tell(call, traced(arguments), value(result, errno));
        }
    }

    private static String value(long result, Errno errno) {
        return errno == null ? Long.toString(result) : "-1 " + errno + " (" + errno.meaning() + ")";
    }

    /** The exception for {@code call} with {@code arguments}, with the advice that fits. */
    public static SystemCallException failure(String call, Errno errno, Object... arguments) {
        String list = Stream.of(arguments).map(String::valueOf).collect(Collectors.joining(", "));
        return new SystemCallException(call, list, errno, Advice.on(call, errno, list));
    }

    private static String traced(Object... arguments) {
        return Stream.of(arguments)
                .map(
                        a ->
                                a instanceof SocketAddress address
                                        ? address.traced() + ", " + address.length()
                                        : a.toString())
                .collect(Collectors.joining(", "));
    }

    private record Bytes(long address, long count) {
        @Override
        public String toString() {
            return count < 0 ? hexadecimal(address) : Trace.quoted(address, count);
        }
    }

    private record Polled(int fd, int events, int revents) {
        @Override
        public String toString() {
            return "[{fd=" + fd + ", events=" + Flags.poll(events) + "}]";
        }

        String result() {
            return "([{fd=" + fd + ", revents=" + Flags.poll(revents) + "}])";
        }
    }

    private record Waited(NativeBuffer status, int pid) {
        @Override
        public String toString() {
            return pid > 0
                    ? "[{" + WaitStatus.traced(status.getInt(0)) + "}]"
                    : hexadecimal(status.address());
        }
    }
}
