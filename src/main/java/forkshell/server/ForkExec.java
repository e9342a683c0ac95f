package forkshell.server;

import forkshell.libc.Exec;
import forkshell.libc.Sys;
import forkshell.net.Connection;
import java.util.List;

/**
 * As inetd: a child for each connection, which executes another program with the connection as its
 * standard input and output. The program knows nothing of sockets: {@code /bin/cat} is an echo
 * server. The loop's handler is not used. This is fork(2) and execve(2), not posix_spawn(3), which
 * would be cheaper but cannot have the program end with a session that is killed.
 */
public final class ForkExec extends ForkPerConnection {
    private static final int STDIN = 0;
    private static final int STDOUT = 1;

    private final List<String> program;

    /** The program {@code /bin/cat}. */
    public ForkExec() {
        this(List.of("/bin/cat"));
    }

    /** A program by its path, and its arguments. */
    public ForkExec(List<String> program) {
        this.program = List.copyOf(program);
    }

    @Override
    void fork(ServerContext server, Connection acc) {
        server.fork("runs " + program.get(0) + " for " + acc.peer(), () -> execute(acc));
    }

    private void execute(Connection acc) {
        Sys.dup2(acc.fd(), STDIN);
        Sys.dup2(acc.fd(), STDOUT);
        Exec.execve(program.get(0), program, System.getenv());
    }

    @Override
    public String toString() {
        return "fork and exec of " + program.get(0);
    }
}
