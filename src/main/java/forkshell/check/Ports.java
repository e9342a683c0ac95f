package forkshell.check;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports that nobody uses, each given once: below those that the kernel gives to clients. */
final class Ports {
    private static final int FIRST = 10_000;
    private static final int COUNT = 20_000;

    private int next = ThreadLocalRandom.current().nextInt(COUNT);

    /** Returns the next one that is free, without a connection in TIME_WAIT either. */
    synchronized int next() {
        while (true) {
            int port = FIRST + next++ % COUNT;
            if (canBeTaken(port)) {
                return port;
            }
        }
    }

    private static boolean canBeTaken(int port) {
        try (ServerSocket taken = listener(port)) {
            return taken.isBound();
        } catch (IOException inUse) {
            return false;
        }
    }

    /**
     * Takes {@code port} on the loopback address, where it has not even a connection in TIME_WAIT;
     * the caller closes it.
     */
    static ServerSocket listener(int port) throws IOException {
        ServerSocket listener = new ServerSocket();
        try {
            listener.setReuseAddress(false);
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return listener;
        } catch (IOException e) {
            listener.close();
            throw e;
        }
    }
}
