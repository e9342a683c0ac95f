package forkshell.libc;

/** What to do about a failed call. */
final class Advice {
    private Advice() {}

    static String on(String call, Errno errno, String arguments) {
        switch (errno) {
            case EADDRINUSE:
                return "Something listens on port "
                        + port(arguments)
                        + " already: ss -ltnp shows what; or, without SO_REUSEADDR, connections of it"
                        + " linger in TIME_WAIT for a minute: ss -tan shows them. End it, wait, choose"
                        + " another port, or take listen(0) for a free one.";
            case EACCES:
                return call.equals("bind")
                        ? "Ports below 1024 belong to root: choose one from 1024 to 65535."
                        : "This user may not do that here.";
            case EADDRNOTAVAIL:
                return "This computer has no such address: ip addr lists its own; 127.0.0.1 always works.";
            case ECONNREFUSED:
                return "Nothing listens on port "
                        + port(arguments)
                        + ": start a server first, or look for its port.";
            case ECONNRESET:
                return "The other side ended the connection abruptly (RST): it was killed, or closed with data unread.";
            case EPIPE:
                return "The other side has closed its end: nobody would read what is written.";
            case EMFILE:
                return "This process has no descriptor left: close what you do not need (a parent that forgets to close"
                        + " its connections?), or raise ulimit -n.";
            case ENFILE:
                return "The whole system has no descriptor left.";
            case EAGAIN:
                return call.equals("fork")
                        ? "The limit of processes is reached: end and reap children, or raise ulimit -u."
                        : "Try again a little later.";
            case ENOMEM:
                return "The kernel has no memory for it: end children, or use a smaller heap.";
            case ECHILD:
                return "There is no such child: it was never yours, it has been reaped already (by other code?), or"
                        + " SIGCHLD was ignored when it ended.";
            case ESRCH:
                return "The process is gone.";
            case EAFNOSUPPORT:
                return "This computer has no IPv6 (or IPv4): use an address of the other family.";
            case ENETUNREACH:
            case EHOSTUNREACH:
                return "There is no way to that host: 127.0.0.1 is this computer.";
            case ETIMEDOUT:
                return "Nobody answered: is the server's backlog full, or is there no way to that host?";
            default:
                return "man 2 " + call + " lists what it means here.";
        }
    }

    private static String port(String arguments) {
        return arguments.substring(arguments.lastIndexOf(':') + 1).replaceAll("\\D.*", "");
    }
}
