package forkshell.net;

import forkshell.display.Messages;
import forkshell.journal.Event;
import forkshell.journal.Journal;
import forkshell.libc.Descriptor;
import forkshell.libc.Errno;
import forkshell.libc.Generation;
import forkshell.libc.Libc;
import forkshell.libc.RefusedException;
import forkshell.libc.SockaddrBuffer;
import forkshell.libc.SocketAddress;
import forkshell.libc.SocketOptions;
import forkshell.libc.Sys;
import forkshell.libc.SystemCallException;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * A listening TCP socket: socket(2), SO_REUSEADDR, bind(2), listen(2). Whoever made it closes it.
 */
public final class Listener implements AutoCloseable {
    private static final Messages WORDS = Messages.of(Listener.class);

    /** SOMAXCONN: how many clients the kernel keeps waiting for accept(2). */
    public static final int BACKLOG = 4096;

    private final Descriptor descriptor;
    private final SocketAddress address;
    private volatile boolean shared;

    private Listener(int fd, SocketAddress address) {
        this.address = address;
        this.descriptor = new Descriptor(fd, "listener " + address);
    }

    /**
     * Listens on {@code host} and {@code port}, with room for {@link #BACKLOG} waiting clients.
     *
     * @param host a name or an IPv4 or IPv6 address of this computer
     * @param port 1 to 65535, or 0 for any that is free
     * @throws SystemCallException EADDRINUSE, EACCES (a port below 1024), EAI_NONAME (an unknown
     *     host), EINVAL
     */
    public static Listener listen(String host, int port) {
        return listen(host, port, BACKLOG);
    }

    /** Listens with a backlog of one's own, see listen(2). */
    public static Listener listen(String host, int port, int backlog) {
        return listen(host, port, backlog, true);
    }

    /**
     * Listens with or without SO_REUSEADDR; without, a port with connections in TIME_WAIT is taken.
     */
    public static Listener listen(String host, int port, int backlog, boolean reuse) {
        SocketAddress wanted = resolve("listen", host, port);
        int fd =
                Sys.socket(
                        wanted.family(),
                        Libc.SOCK_STREAM | Libc.SOCK_CLOEXEC | Libc.SOCK_NONBLOCK,
                        0);
        try {
            if (reuse) {
                SocketOptions.reuseAddress(fd);
            }
            if (wanted.family() == Libc.AF_INET6) {
                SocketOptions.onlyIpv6(fd);
            }
            Sys.bind(fd, wanted);
            Sys.listen(fd, backlog);
            SocketAddress address = Sys.getsockname(fd);
            Journal.record(Event.LISTEN, fd, address);
            return new Listener(fd, address);
        } catch (SystemCallException failed) {
            Sys.close(fd);
            throw Journal.failed(failed);
        }
    }

    static SocketAddress resolve(String call, String host, int port) {
        if (port < 0 || port > 65535) {
            throw new SystemCallException(call, host + ":" + port, Errno.EINVAL, WORDS.get("port"));
        }
        try {
            return SocketAddress.of(InetAddress.getByName(host), port);
        } catch (UnknownHostException e) {
            throw new SystemCallException(
                    call, host + ":" + port, Errno.EAI_NONAME, WORDS.get("host", host));
        }
    }

    /**
     * Waits for a client and takes its connection: accept(2). Goes on after a signal, and after a
     * client that left while it was waiting. The caller closes the connection.
     *
     * @throws SystemCallException EMFILE; EBADF when the listener is or gets closed; EINTR when the
     *     thread is interrupted
     */
    public Connection accept() {
        Connection connection = null;
        while (connection == null) {
            descriptor.await("accept", Libc.POLLIN, Integer.MAX_VALUE);
            connection = tryAccept();
        }
        return connection;
    }

    /**
     * Waits for a client like {@link #accept()}, for {@code millis} milliseconds at most; returns
     * null if none came.
     */
    public Connection accept(int millis) {
        boolean mayTake =
                shared && Generation.isChild() || descriptor.await("accept", Libc.POLLIN, millis);
        return mayTake ? tryAccept() : null;
    }

    /**
     * Has children that share this listener wait in accept(2) itself, {@code millis} milliseconds
     * at most whatever {@link #accept(int)} says: the kernel then wakes one of them for each
     * client, where poll(2) wakes all. To be called before they are forked.
     */
    public void shareAmongChildren(int millis) {
        int fd = descriptor.use("accept");
        try {
            SocketOptions.receiveTimeout(fd, millis);
            Sys.makeBlocking(fd);
            shared = true;
        } finally {
            descriptor.done();
        }
    }

    /** Undoes {@link #shareAmongChildren}, when the children have ended. */
    public void endSharing() {
        int fd = descriptor.use("accept");
        try {
            shared = false;
            Sys.makeNonBlocking(fd);
            SocketOptions.noReceiveTimeout(fd);
        } finally {
            descriptor.done();
        }
    }

    /**
     * Calls accept(2) once, blocking, in a child: a signal that the child handles makes it fail.
     *
     * @throws SystemCallException EINTR, and all that {@link #accept()} throws
     * @throws RefusedException outside a child
     */
    public Connection acceptOnce() {
        RefusedException.unlessInChild("acceptOnce", this);
        int fd = descriptor.use("accept");
        try (SockaddrBuffer peer = new SockaddrBuffer()) {
            Sys.makeBlocking(fd);
            int acc = Sys.acceptOnce(fd, peer);
            return accepted(acc, peer.read());
        } catch (SystemCallException failed) {
            throw Journal.failed(failed);
        } finally {
            descriptor.done();
        }
    }

    private Connection tryAccept() {
        int fd = descriptor.use("accept");
        try (SockaddrBuffer peer = new SockaddrBuffer()) {
            int acc = Sys.accept(fd, peer);
            return acc == -1 ? null : accepted(acc, peer.read());
        } finally {
            descriptor.done();
        }
    }

    private Connection accepted(int fd, SocketAddress peer) {
        Journal.record(Event.ACCEPT, fd, peer);
        return new Connection(fd, peer, address);
    }

    public int port() {
        return address.port();
    }

    /** Returns the address that it is bound to. */
    public SocketAddress address() {
        return address;
    }

    /** Returns the number of its descriptor; do not close it by other means. */
    public int fd() {
        return descriptor.fd();
    }

    public boolean isOpen() {
        return descriptor.isOpen();
    }

    /**
     * Refuses to go on with a closed listener, in the name of {@code call}.
     *
     * @throws SystemCallException EBADF when it is closed
     */
    public void requireOpen(String call) {
        descriptor.use(call);
        descriptor.done();
    }

    /**
     * Closes this process's copy; the port stays taken while a child keeps another, but see {@link
     * #closeForAll}. Closing twice does nothing.
     */
    @Override
    public void close() {
        close("close()");
    }

    /**
     * Closes it and ends the copies of children, too, whose accept(2) then fails with EINVAL:
     * shutdown(2) with SHUT_RDWR. Clients are refused from now on, those that wait in the backlog
     * are turned away, and another listener may have the port. {@code by} tells a later caller who
     * did.
     *
     * @throws SystemCallException EBADF when it is closed already
     */
    public void closeForAll(String by) {
        int fd = descriptor.use("closeForAll");
        try {
            Sys.shutdown(fd, Libc.SHUT_RDWR);
        } finally {
            descriptor.done();
        }
        close(by);
    }

    /** Closes it; {@code by} tells a later caller who did. */
    public void close(String by) {
        if (descriptor.close(by)) {
            Journal.record(Event.CLOSE, fd());
        }
    }

    /** Returns {@code listener on 127.0.0.1:7777, pid 4200, fd 5, open}. */
    @Override
    public String toString() {
        return "listener on " + address + ", " + descriptor.whose();
    }
}
