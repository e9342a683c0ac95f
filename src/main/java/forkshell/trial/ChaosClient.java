package forkshell.trial;

import forkshell.libc.Errno;
import forkshell.libc.SystemCallException;
import forkshell.net.Client;
import java.util.Arrays;
import java.util.Random;

/** A client that behaves well or badly, as chance will have it, and checks every byte it gets. */
final class ChaosClient {
    /** What a client may do; only the first two expect all of their bytes back. */
    enum Manner {
        TALK,
        HALF_CLOSE,
        RESET,
        STALL,
        FLOOD,
        VANISH
    }

    /** What came of it. */
    enum Outcome {
        /** All was as it should be. */
        SERVED,
        /** The server ended the connection early; what had come back was right. */
        CUT,
        /** A byte that came back was not the one that was sent. */
        WRONG,
        /** Nothing came back for {@link Client#PATIENCE}. */
        STUCK
    }

    private static final int LONGEST = 20_000;
    private static final int FLOOD_BYTES = 1 << 20;
    private static final int LONGEST_STALL_MILLIS = 100;

    private final Client client;
    private final Random random;

    ChaosClient(Client client, Random random) {
        this.client = client;
        this.random = random;
    }

    /** Does what chance says, once. The caller closes the client. */
    Outcome behave() throws InterruptedException {
        Manner manner = Manner.values()[random.nextInt(Manner.values().length)];
        try {
            return switch (manner) {
                case TALK -> talk();
                case HALF_CLOSE -> halfClose();
                case RESET -> reset();
                case STALL -> stall();
                case FLOOD -> flood();
                case VANISH -> Outcome.SERVED;
            };
        } catch (SystemCallException e) {
            return e.errno() == Errno.ETIMEDOUT ? Outcome.STUCK : Outcome.CUT;
        }
    }

    private Outcome talk() {
        Outcome outcome = Outcome.SERVED;
        for (int i = random.nextInt(10); i >= 0 && outcome == Outcome.SERVED; i--) {
            outcome = exchange(bytes(LONGEST));
        }
        return outcome;
    }

    private Outcome exchange(byte[] sent) {
        client.send(sent);
        return judge(sent, client.receive(sent.length));
    }

    private static Outcome judge(byte[] sent, byte[] got) {
        if (!Arrays.equals(got, 0, got.length, sent, 0, got.length)) {
            return Outcome.WRONG;
        }
        return got.length == sent.length ? Outcome.SERVED : Outcome.CUT;
    }

    private Outcome halfClose() {
        byte[] sent = bytes(LONGEST);
        client.send(sent);
        client.halfClose();
        Outcome outcome = judge(sent, client.receive(sent.length));
        return client.receive(1).length == 0 ? outcome : Outcome.WRONG;
    }

    private Outcome reset() {
        client.send(bytes(LONGEST));
        client.reset();
        return Outcome.SERVED;
    }

    private Outcome stall() throws InterruptedException {
        byte[] sent = bytes(LONGEST);
        client.send(sent);
        Thread.sleep(random.nextInt(LONGEST_STALL_MILLIS));
        return judge(sent, client.receive(sent.length));
    }

    /** Sends more than all buffers hold, in pieces that are taken back in between, then leaves. */
    private Outcome flood() {
        Outcome outcome = Outcome.SERVED;
        for (int sent = 0; sent < FLOOD_BYTES && outcome == Outcome.SERVED; sent += 1 << 16) {
            byte[] piece = new byte[1 << 16];
            random.nextBytes(piece);
            outcome = exchange(piece);
        }
        client.send(bytes(LONGEST));
        return outcome;
    }

    private byte[] bytes(int longest) {
        byte[] bytes = new byte[1 + random.nextInt(longest)];
        random.nextBytes(bytes);
        return bytes;
    }
}
