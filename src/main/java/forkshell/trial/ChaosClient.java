package forkshell.trial;

import forkshell.libc.Libc;
import forkshell.libc.NativeBuffer;
import forkshell.libc.Sys;
import forkshell.libc.SystemCallException;
import forkshell.net.Client;
import java.util.Random;
import java.util.zip.CRC32;

/**
 * A client that behaves well or badly, as chance will have it, and checks every byte it gets. It
 * sends and reads by itself: {@link Client#receive} that fails gives nothing of what had come.
 */
final class ChaosClient {
    /** What a client may do. */
    enum Manner {
        TALK,
        HALF_CLOSE,
        RESET,
        STALL,
        /** Fills all buffers on the way to the server and back, then takes everything back. */
        FLOOD,
        /** Fills them and leaves. */
        FLOOD_AND_LEAVE,
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
        /** Nothing moved for {@link Client#PROGRESS_TIMEOUT_MILLIS}. */
        STUCK
    }

    /** A prime, so that no lost block goes unnoticed in a text that repeats itself. */
    private static final int PERIOD = 65_521;

    /** What all clients say, each from a place of its own, again and again; here twice. */
    private static final byte[] TEXT = text();

    private static final NativeBuffer OUTGOING = new NativeBuffer(TEXT.length);

    private static final int LONGEST = 20_000;
    private static final int LONGEST_STALL_MILLIS = 100;

    /** When nothing could be sent for so long, all buffers are full or the child is stopped. */
    private static final int FULL_MILLIS = 30;

    private static final int TURN_MILLIS = 10;

    static {
        OUTGOING.put(0, TEXT, 0, TEXT.length);
    }

    private final Client client;
    private final Random random;
    private long sent;
    private long received;

    ChaosClient(Client client, Random random) {
        this.client = client;
        this.random = random;
        sent = random.nextInt(PERIOD);
        received = sent;
    }

    private static byte[] text() {
        byte[] text = new byte[2 * PERIOD];
        new Random(PERIOD).nextBytes(text);
        System.arraycopy(text, 0, text, PERIOD, PERIOD);
        return text;
    }

    /** Does what chance says, once. The caller closes the client. */
    Outcome behave() throws InterruptedException {
        return behave(Manner.values()[random.nextInt(Manner.values().length)]);
    }

    Outcome behave(Manner manner) throws InterruptedException {
        try {
            return switch (manner) {
                case TALK -> talk();
                case HALF_CLOSE -> halfClose();
                case RESET -> reset();
                case STALL -> stall();
                case FLOOD -> flood();
                case FLOOD_AND_LEAVE -> floodAndLeave();
                case VANISH -> Outcome.SERVED;
            };
        } catch (SystemCallException reset) {
            return cut();
        }
    }

    private Outcome talk() {
        Outcome outcome = Outcome.SERVED;
        for (int i = random.nextInt(10); i >= 0 && outcome == Outcome.SERVED; i--) {
            outcome = say() ? takeBack() : Outcome.STUCK;
        }
        return outcome;
    }

    private Outcome halfClose() {
        if (!say()) {
            return Outcome.STUCK;
        }
        client.halfClose();
        Outcome outcome = takeBack();
        return outcome == Outcome.SERVED ? end() : outcome;
    }

    private Outcome reset() {
        Outcome outcome = say() ? Outcome.SERVED : Outcome.STUCK;
        client.reset();
        return outcome;
    }

    private Outcome stall() throws InterruptedException {
        boolean said = say();
        Thread.sleep(random.nextInt(LONGEST_STALL_MILLIS));
        return said ? takeBack() : Outcome.STUCK;
    }

    private Outcome flood() {
        floodAndLeave();
        return takeBack();
    }

    private Outcome floodAndLeave() {
        while (send(PERIOD, FULL_MILLIS)) {
            continue;
        }
        return Outcome.SERVED;
    }

    private boolean say() {
        return send(1 + random.nextInt(LONGEST), Client.PROGRESS_TIMEOUT_MILLIS);
    }

    /** Returns false if nothing more of it could be sent for {@code patience} milliseconds. */
    private boolean send(int count, int patience) {
        long end = sent + count;
        while (sent < end) {
            long text = OUTGOING.address() + sent % PERIOD;
            long n = Sys.send(client.fd(), text, end - sent);
            if (n == 0 && !await(Libc.POLLOUT, patience)) {
                return false;
            }
            sent += n;
        }
        return true;
    }

    /** Receives what was sent and has not come back yet. */
    private Outcome takeBack() {
        try (NativeBuffer buffer = new NativeBuffer(PERIOD)) {
            while (received < sent) {
                if (!await(Libc.POLLIN, Client.PROGRESS_TIMEOUT_MILLIS)) {
                    return Outcome.STUCK;
                }
                int most = (int) Math.min(PERIOD, sent - received);
                int n = (int) Sys.read(client.fd(), buffer.address(), most);
                if (n == 0) {
                    return Outcome.CUT;
                }
                if (!isNext(buffer, n)) {
                    return Outcome.WRONG;
                }
                received += n;
            }
        }
        return Outcome.SERVED;
    }

    /** By checksums: an interpreter that compares megabytes has no time for other clients. */
    private boolean isNext(NativeBuffer buffer, int count) {
        byte[] got = new byte[count];
        buffer.get(0, got, 0, count);
        return checksum(got, 0, count) == checksum(TEXT, (int) (received % PERIOD), count);
    }

    private static long checksum(byte[] bytes, int from, int count) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes, from, count);
        return checksum.getValue();
    }

    /** The server's end, and nothing before it. */
    private Outcome end() {
        if (!await(Libc.POLLIN, Client.PROGRESS_TIMEOUT_MILLIS)) {
            return Outcome.STUCK;
        }
        try (NativeBuffer buffer = new NativeBuffer(1)) {
            return Sys.read(client.fd(), buffer.address(), 1) == 0 ? Outcome.SERVED : Outcome.WRONG;
        }
    }

    /** A call failed because the server is gone: what it had sent before can still be read. */
    private Outcome cut() {
        try {
            return takeBack() == Outcome.WRONG ? Outcome.WRONG : Outcome.CUT;
        } catch (SystemCallException all) {
            return Outcome.CUT;
        }
    }

    /** In turns: a signal to this process ends poll(2), too. */
    private boolean await(int events, int millis) {
        try (NativeBuffer pollfd = Sys.pollfd()) {
            long end = System.nanoTime() + millis * 1_000_000L;
            int ready = 0;
            while (ready == 0 && System.nanoTime() < end) {
                ready = Sys.poll(client.fd(), events, TURN_MILLIS, pollfd);
            }
            return ready != 0;
        }
    }
}
