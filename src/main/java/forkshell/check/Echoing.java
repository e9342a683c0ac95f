package forkshell.check;

import forkshell.libc.Signal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The cases of the bytes that come back. */
final class Echoing {
    private static final int ALL_VALUES = 256;
    private static final int MEGABYTE = 1 << 20;
    private static final int HALF_CLOSED = 1 << 16;
    private static final int ENOUGH_TO_CLOG = 64 * MEGABYTE;

    private Echoing() {}

    static void echo(Trial trial) throws IOException {
        Instance server = trial.start();
        Visitor visitor = trial.visit(server);
        trial.answers(visitor, "hello\n");
        trial.answers(visitor, "one\0two\0\n");
        trial.answers(visitor, Visitor.bytes(ALL_VALUES));
        for (byte one : "byte by byte".getBytes(StandardCharsets.US_ASCII)) {
            trial.answers(visitor, new byte[] {one});
        }
        trial.answers(visitor, Visitor.bytes(MEGABYTE));
    }

    static void twoClients(Trial trial) throws IOException {
        Instance server = trial.start();
        trial.visit(server);
        trial.served(server);
    }

    static void eofReachesClient(Trial trial) throws IOException {
        Instance server = trial.start();
        Visitor visitor = trial.served(server);
        int child = trial.childOf(server, visitor);
        Instance.signal(child, Signal.SIGKILL);
        trial.require(visitor.seesEnd(), "held", Children.holders(server, visitor));
    }

    static void halfClose(Trial trial) throws IOException {
        Instance server = trial.start();
        Visitor visitor = trial.visit(server);
        byte[] bytes = Visitor.bytes(HALF_CLOSED);
        visitor.send(bytes);
        visitor.halfClose();
        trial.compare(visitor, bytes, visitor.receive(bytes.length));
        trial.require(visitor.seesEnd(), "no.end", Children.holders(server, visitor));
    }

    static void slowReader(Trial trial) throws IOException {
        Instance server = trial.start();
        clog(trial, server, trial.visit(server));
        trial.served(server);
    }

    /** Sends without reading until nothing goes any more in either direction. */
    private static void clog(Trial trial, Instance server, Visitor visitor) {
        ByteBuffer flood = ByteBuffer.allocate(ENOUGH_TO_CLOG);
        trial.pace()
                .shows(
                        () -> {
                            int before = flood.position();
                            visitor.write(flood);
                            return flood.position() == before && isClogged(server, visitor);
                        });
    }

    private static boolean isClogged(Instance server, Visitor visitor) {
        return server.connections(visitor).anyMatch(s -> s.receiveQueue() > 0 && s.sendQueue() > 0);
    }
}
