package forkshell.process;

import forkshell.display.Messages;
import forkshell.journal.Event;
import forkshell.journal.Journal;
import forkshell.libc.Errno;
import forkshell.libc.Generation;
import forkshell.libc.SystemCallException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What happens when a child ends, as the learner chose: a handler on SIGCHLD, nothing, or SIG_IGN.
 * The handler runs on a thread that the JVM starts for each signal; as in C, where the signal is
 * blocked meanwhile, one run of it waits for the end of the one before.
 */
final class ExitHandler {
    private static final Messages WORDS = Messages.of(ExitHandler.class);
    private final Supplier<Reaper> reaper;
    private final ChildOutput output;
    private volatile Consumer<Exit> handler;
    private volatile boolean waitsOnce;
    private volatile boolean statusesAreLost;
    private volatile boolean ignores;

    ExitHandler(Supplier<Reaper> reaper, ChildOutput output) {
        this.reaper = reaper;
        this.output = output;
    }

    /** In a new child: it has no handler until it installs one; what is ignored stays ignored. */
    void becomeChild() {
        handler = null;
        if (ignores) {
            ExitSignal.ignore();
        }
    }

    /** Every child that has ended is given to {@code chosen} on the first SIGCHLD after that. */
    void handleAll(Consumer<Exit> chosen) {
        handle(chosen, false, this::reportAll);
    }

    /** One child for one SIGCHLD. */
    void handleOne(Consumer<Exit> chosen) {
        handle(chosen, true, this::reportOne);
    }

    private void handle(Consumer<Exit> chosen, boolean once, Consumer<Consumer<Exit>> reporting) {
        if (chosen == null || Generation.isChild()) {
            throw new SystemCallException(
                    "onChildExit", String.valueOf(chosen), Errno.EINVAL, WORDS.get("onChildExit"));
        }
        waitsOnce = once;
        ignores = false;
        handler = chosen;
        ExitSignal.handle(
                () -> {
                    Journal.record(Event.SIGCHLD);
                    reporting.accept(chosen);
                });
        reporting.accept(chosen);
    }

    /** SIG_DFL: nothing happens. */
    void restoreDefault() {
        handler = null;
        ignores = false;
        ExitSignal.restoreDefault();
    }

    /** SIG_IGN. */
    void ignore() {
        handler = null;
        ignores = true;
        statusesAreLost = true;
        ExitSignal.ignore();
    }

    /** To be called now and then: what no signal tells. */
    void catchUp() {
        if (statusesAreLost) {
            reaper.get().forgetLost();
        }
        reportMissed();
    }

    /**
     * A SIGCHLD has been seen to get lost on a busy computer, on its way from the kernel to the
     * JVM's thread for signals; its child would stay a zombie until the next one came.
     */
    private void reportMissed() {
        Consumer<Exit> chosen = handler;
        Exit missed = chosen == null || waitsOnce ? null : reaper.get().takeOne();
        if (missed != null) {
            new Thread(() -> reportFrom(missed, chosen), "forkshell-exits").start();
        }
    }

    private synchronized void reportFrom(Exit first, Consumer<Exit> chosen) {
        report(first, chosen);
        reportAll(chosen);
    }

    private synchronized void reportAll(Consumer<Exit> chosen) {
        for (Exit exit = takeOne(); exit != null; exit = takeOne()) {
            report(exit, chosen);
        }
    }

    private synchronized void reportOne(Consumer<Exit> chosen) {
        Exit exit = takeOne();
        if (exit != null) {
            report(exit, chosen);
        }
    }

    private Exit takeOne() {
        return reaper.get().takeOne();
    }

    private void report(Exit exit, Consumer<Exit> chosen) {
        output.drain();
        try {
            chosen.accept(exit);
        } catch (RuntimeException | Error thrown) {
            System.err.println(WORDS.get("handler.failed", exit, thrown));
        }
    }
}
