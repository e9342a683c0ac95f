package forkshell.session;

import forkshell.display.Messages;
import forkshell.jvm.ClassPreloader;
import forkshell.libc.Errno;
import forkshell.libc.SystemCallException;
import forkshell.net.Clients;
import forkshell.net.Listener;
import forkshell.observe.ObservedServers;
import forkshell.process.ProcessTable;
import forkshell.server.AcceptLoop;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * What a JVM has one of: the table of its children, its clients, what it has opened, and the
 * servers of others that it observes. A thread of its own makes it: Ctrl-C in JShell stops the
 * thread that evaluates, and a class whose initialization was stopped is lost for the rest of the
 * session.
 */
public record SessionState(
        ProcessTable table, Clients clients, SessionResources resources, ObservedServers servers) {
    private static final Messages WORDS = Messages.of(SessionState.class);
    private static final FutureTask<SessionState> SESSION = new FutureTask<>(SessionState::make);

    static {
        Thread maker = new Thread(SESSION, "forkshell-session");
        maker.setDaemon(true);
        maker.start();
    }

    private static SessionState make() {
        ProcessTable table = new ProcessTable();
        ClassPreloader.loadPackagesOf(Listener.class, AcceptLoop.class);
        Clients clients = new Clients();
        table.hooks().add(clients::beforeFork, clients::inParent, clients::inChild);
        return new SessionState(table, clients, new SessionResources(table), new ObservedServers());
    }

    /**
     * Returns the session of this JVM; waits for it in the first moments.
     *
     * @throws SystemCallException EINTR when the thread is interrupted meanwhile
     */
    public static SessionState current() {
        try {
            return SESSION.get();
        } catch (InterruptedException e) {
            throw new SystemCallException("forkshell", "", Errno.EINTR, WORDS.get("stopped"));
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    WORDS.get("failed", e.getCause().getMessage()), e.getCause());
        }
    }
}
