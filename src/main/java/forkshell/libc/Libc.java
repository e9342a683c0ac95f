package forkshell.libc;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;

/**
 * Raw calls of the C library, with C's names and C's return values: -1 means failure and {@link
 * #errno()} says why. Addresses are {@code long}s, so that a call allocates nothing on the Java
 * heap.
 */
public final class Libc {
    static {
        NativeCode.prepare();
    }

    // <sys/socket.h>, <netinet/in.h>, <netinet/tcp.h>
    public static final int AF_UNIX = 1;
    public static final int AF_INET = 2;
    public static final int AF_INET6 = 10;
    public static final int AF_NETLINK = 16;
    public static final int SOCK_STREAM = 1;
    public static final int SOCK_RAW = 3;
    public static final int SOCK_SEQPACKET = 5;
    public static final int SOCK_NONBLOCK = 04000;
    public static final int SOCK_CLOEXEC = 02000000;
    public static final int SOL_SOCKET = 1;
    public static final int SO_REUSEADDR = 2;
    public static final int SO_ERROR = 4;
    public static final int SO_LINGER = 13;
    public static final int SO_RCVTIMEO = 20;
    public static final int IPPROTO_TCP = 6;
    public static final int NETLINK_SOCK_DIAG = 4;
    public static final int IPPROTO_IPV6 = 41;
    public static final int IPV6_V6ONLY = 26;
    public static final int SHUT_WR = 1;
    public static final int SHUT_RDWR = 2;
    public static final int MSG_DONTWAIT = 0x40;
    public static final int MSG_NOSIGNAL = 0x4000;
    public static final int MSG_CMSG_CLOEXEC = 0x40000000;
    public static final int SCM_RIGHTS = 1;

    // <fcntl.h>, <unistd.h>
    public static final int O_RDONLY = 0;
    public static final int O_RDWR = 2;
    public static final int O_NOCTTY = 0400;
    public static final int O_NONBLOCK = 04000;
    public static final int O_CLOEXEC = 02000000;
    public static final int X_OK = 1;
    public static final int O_ASYNC = 020000;
    public static final int F_SETFL = 4;
    public static final int F_SETLKW = 7;
    public static final int F_SETOWN = 8;
    public static final int F_SETSIG = 10;
    public static final int F_ADD_SEALS = 1033;
    public static final int F_GET_SEALS = 1034;
    public static final int F_SEAL_SEAL = 1;
    public static final int F_SEAL_SHRINK = 2;
    public static final int F_SEAL_GROW = 4;
    public static final short F_WRLCK = 1;
    public static final short F_UNLCK = 2;

    // <linux/close_range.h>
    public static final int CLOSE_RANGE_UNSHARE = 2;
    public static final int CLOSE_RANGE_CLOEXEC = 4;

    // <poll.h>
    public static final short POLLIN = 1;
    public static final short POLLOUT = 4;
    public static final short POLLHUP = 0x10;

    // <sys/epoll.h>
    public static final int EPOLL_CLOEXEC = 02000000;
    public static final int EPOLL_CTL_ADD = 1;
    public static final int EPOLL_CTL_DEL = 2;
    public static final int EPOLL_CTL_MOD = 3;
    public static final int EPOLLIN = 1;
    public static final int EPOLLOUT = 4;
    public static final int EPOLLONESHOT = 1 << 30;

    // <sys/wait.h>
    public static final int WNOHANG = 1;
    public static final int WUNTRACED = 2;
    public static final int WCONTINUED = 8;
    public static final int WEXITED = 4;
    public static final int WNOWAIT = 0x1000000;
    public static final int P_ALL = 0;
    public static final int P_PID = 1;

    // <signal.h>
    public static final int SA_SIGINFO = 4;
    public static final int SA_RESTART = 0x10000000;
    public static final int SIG_BLOCK = 0;
    public static final int SIG_UNBLOCK = 1;
    public static final int SIG_SETMASK = 2;
    public static final long SIG_DFL = 0;
    public static final long SIG_IGN = 1;

    // <sys/ioctl.h>
    public static final long TIOCGWINSZ = 0x5413;
    public static final long TIOCSPTLCK = 0x40045431;
    public static final long TIOCGPTN = 0x80045430L;

    // <sys/mman.h>
    public static final int PROT_READ = 1;
    public static final int PROT_WRITE = 2;
    public static final int PROT_EXEC = 4;
    public static final int MAP_SHARED = 1;
    public static final int MAP_PRIVATE = 2;
    public static final int MAP_ANONYMOUS = 0x20;
    public static final int MFD_CLOEXEC = 1;
    public static final int MFD_ALLOW_SEALING = 2;

    // <sys/resource.h>
    public static final int RLIMIT_CORE = 4;
    public static final int RLIMIT_NPROC = 6;
    public static final int RLIMIT_NOFILE = 7;

    /** {@code <sys/syscall.h>}: the same number on every architecture. */
    public static final long SYS_pidfd_open = 434;

    private static final long ABS =
            Pointer.nativeValue(NativeLibrary.getInstance("c").getFunction("abs"));

    private static final Pointer ENVIRON =
            NativeLibrary.getInstance("c").getGlobalVariableAddress("environ");

    static {
        Native.register(Libc.class, "c");
    }

    private Libc() {}

    /** Returns the error number of this thread's last failed call. */
    public static int errno() {
        return Native.getLastError();
    }

    /**
     * Returns the address of abs(3): takes an int, touches nothing, and so may serve as a signal
     * handler that does nothing.
     */
    public static long harmlessFunction() {
        return ABS;
    }

    /** environ(7): the address of the variables that a program is given, an array of strings. */
    static Pointer environ() {
        return ENVIRON.getPointer(0);
    }

    // processes
    public static native int fork();

    public static native void _exit(int status);

    public static native int execve(long path, long argv, long envp);

    public static native int access(long path, int mode);

    public static native int chdir(long path);

    public static native int umask(int mask);

    public static native int setenv(long name, long value, int overwrite);

    public static native int alarm(int seconds);

    public static native int setpgid(int pid, int group);

    public static native int setsid();

    public static native int getpid();

    public static native int getppid();

    public static native int wait4(int pid, long status, int options, long rusage);

    public static native int waitid(int type, int id, long info, int options);

    public static native int kill(int pid, int sig);

    public static native int sigaction(int sig, long act, long oldact);

    public static native int pthread_sigmask(int how, long set, long oldset);

    public static native int sigtimedwait(long set, long info, long timeout);

    public static native int pause();

    public static native int sched_setaffinity(int thread, long size, long mask);

    public static native int getuid();

    public static native int setresuid(int real, int effective, int saved);

    public static native int setresgid(int real, int effective, int saved);

    public static native int setrlimit(int resource, long limit);

    // memory
    public static native long mmap(
            long address, long length, int protection, int flags, int fd, long offset);

    public static native int mprotect(long address, long length, int protection);

    public static native int munmap(long address, long length);

    // descriptors
    public static native int open(long path, int flags);

    public static native int close(int fd);

    public static native int ioctl(int fd, long request, long argument);

    public static native int memfd_create(long name, int flags);

    public static native int dup2(int oldfd, int newfd);

    public static native int fchmod(int fd, int mode);

    public static native int pipe2(long pair, int flags);

    public static native int fcntl(int fd, int cmd, long arg);

    public static native int poll(long fds, long nfds, int timeout);

    public static native int epoll_create1(int flags);

    public static native int epoll_ctl(int epfd, int op, int fd, long event);

    public static native int epoll_wait(int epfd, long events, int maxevents, int timeout);

    public static native long read(int fd, long buf, long count);

    public static native long write(int fd, long buf, long count);

    // sockets
    public static native int socket(int domain, int type, int protocol);

    public static native int socketpair(int domain, int type, int protocol, long pair);

    public static native int setsockopt(int fd, int level, int name, long value, int length);

    public static native int getsockopt(int fd, int level, int name, long value, long length);

    public static native int bind(int fd, long address, int length);

    public static native int listen(int fd, int backlog);

    public static native int accept4(int fd, long address, long length, int flags);

    public static native int connect(int fd, long address, int length);

    public static native int getsockname(int fd, long address, long length);

    public static native int getpeername(int fd, long address, long length);

    public static native int shutdown(int fd, int how);

    public static native long recv(int fd, long buf, long length, int flags);

    public static native long send(int fd, long buf, long length, int flags);

    public static native long sendmsg(int fd, long message, int flags);

    public static native long recvmsg(int fd, long message, int flags);

    public static native long inet_ntop(int family, long address, long text, int size);

    public static native int close_range(int first, int last, int flags);

    public static native int syscall(long number, long a1, long a2);

    public static native int syscall(
            long number, long a1, long a2, long a3, long a4, long a5, long a6);
}
