package forkshell.check;

import java.io.IOException;

/** The cases of clients that leave without manners. */
final class BadClients {
    private static final int MORE_THAN_IS_READ_AT_ONCE = 1 << 18;

    private BadClients() {}

    static void reset(Trial trial) throws IOException {
        Instance server = trial.start();
        Visitor other = trial.served(server);
        trial.served(server).reset();
        Visitor deaf = trial.visit(server);
        deaf.send(Visitor.bytes(MORE_THAN_IS_READ_AT_ONCE));
        deaf.reset();
        Visitor next = trial.served(server);
        trial.requireAlive(server);
        trial.answers(other, "still here");
        trial.answers(next, "still here");
    }

    static void vanishingClient(Trial trial) throws IOException {
        Instance server = trial.start();
        server.freeze();
        trial.visit(server).reset();
        trial.visit(server).close();
        server.thaw();
        trial.served(server);
        trial.requireAlive(server);
    }
}
