package forkshell.acceptance;

import static forkshell.Playground.SIGCONT;
import static forkshell.Playground.SIGKILL;
import static forkshell.Playground.SIGSTOP;
import static forkshell.Playground.accept;
import static forkshell.Playground.acceptLoop;
import static forkshell.Playground.children;
import static forkshell.Playground.connect;
import static forkshell.Playground.echoBackLoop;
import static forkshell.Playground.exit;
import static forkshell.Playground.forkChild;
import static forkshell.Playground.kill;
import static forkshell.Playground.listen;
import static forkshell.Playground.trace;
import static forkshell.Playground.waitFor;

import forkshell.libc.SystemCallException;
import forkshell.net.Client;
import forkshell.net.Connection;
import forkshell.net.Listener;
import forkshell.process.Child;
import forkshell.server.AcceptLoop;
import java.util.concurrent.locks.LockSupport;

/** What is run under strace: every helper, one after the other, with the trace on. */
final class TraceScenario {
    private static final String EVERY_ESCAPE = "\t\r\f\u000b\"\\\u0001\u0001" + "7\u00e9\u007f";

    private TraceScenario() {}

    public static void main(String[] scenario) {
        trace(true);
        if (scenario[0].equals("loop")) {
            loop();
        } else {
            oneByOne();
        }
        trace(false);
    }

    private static void oneByOne() {
        try (Listener listener = listen(0)) {
            echo(listener);
            reset(listener);
            clientInAChild(listener);
            refused(() -> listen(listener.port()));
        }
        try (Listener ipv6 = listen("::1", 0)) {
            echo(ipv6);
        }
        refused(() -> connect(1));
        waitFor(forkChild(() -> exit(3)));
        waitFor(forkChild(() -> waitFor(forkChild(() -> exit(4)))));
        signals();
    }

    /** Lecture A's loop, whose thread, handler and children work at the same time. */
    private static void loop() {
        try (Listener listener = listen(0)) {
            AcceptLoop loop = acceptLoop(listener);
            for (int i = 0; i < 5; i++) {
                try (Client client = connect(listener.port())) {
                    client.say("client " + i);
                }
            }
            children().forEach(child -> waitFor(child));
            loop.stop();
        }
    }

    private static void echo(Listener listener) {
        Client client = connect(listener.address().host(), listener.port());
        Connection acc = accept(listener);
        Child child = forkChild(listener, acc, connection -> echoBackLoop(connection));
        acc.close();
        client.say("hello");
        client.say(EVERY_ESCAPE);
        client.say("exactly thirty-two bytes, 123456");
        client.say("thirty-three bytes, one too many");
        client.halfClose();
        client.receive(1);
        waitFor(child);
        client.close();
    }

    private static void reset(Listener listener) {
        Client client = connect(listener.port());
        Connection acc = accept(listener);
        Child child = forkChild(listener, acc, connection -> echoBackLoop(connection));
        acc.close();
        client.reset();
        waitFor(child);
        listener.accept(0);
    }

    private static void clientInAChild(Listener listener) {
        Child child =
                forkChild(
                        () -> {
                            try (Client client = connect(listener.port())) {
                                client.say("from a child");
                                client.halfClose();
                                client.receive(1);
                            }
                        });
        try (Connection acc = accept(listener)) {
            echoBackLoop(acc);
        }
        waitFor(child);
    }

    private static void signals() {
        Child child = forkChild(LockSupport::park);
        kill(child, SIGSTOP);
        kill(child, SIGCONT);
        kill(child, SIGKILL);
        waitFor(child);
    }

    private static void refused(Runnable call) {
        try {
            call.run();
            throw new IllegalStateException("it should have failed");
        } catch (SystemCallException expected) {
            System.out.println(expected.getMessage());
        }
    }
}
