package forkshell.net;

/** What a server does with a connection. */
@FunctionalInterface
public interface Handler {
    /**
     * Serves {@code connection} until its client leaves; whoever calls closes it.
     *
     * @throws Exception whatever goes wrong with this client; it costs no other client anything
     */
    void serve(Connection connection) throws Exception;
}
