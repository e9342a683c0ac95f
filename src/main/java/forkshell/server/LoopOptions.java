package forkshell.server;

import static forkshell.libc.SystemCallException.given;

import forkshell.net.Echo;
import forkshell.net.Handler;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * How an accept loop works. A value: each method returns a changed copy.
 *
 * @param model makes the design for one loop
 * @param handler what is done with a connection
 * @param reaping who reaps; empty for nobody
 * @param mistakes what is done wrong on purpose
 * @param limit how many children may be alive at once
 */
public record LoopOptions(
        Supplier<? extends ServerModel> model,
        Handler handler,
        Set<Reaping> reaping,
        Set<Mistake> mistakes,
        int limit) {
    /** Upper bound that suits lab machines. */
    public static final int DEFAULT_LIMIT = 1_000;

    private static final Handler ECHO = Echo::serveUntilGone;

    /**
     * Returns the acceptLoop of the first lecture: a SIGCHLD handler that waits once, and the loop
     * after each accept.
     */
    public static LoopOptions lectureA() {
        return new LoopOptions(
                ForkPerConnection::new,
                ECHO,
                EnumSet.of(Reaping.SIGCHLD, Reaping.AFTER_ACCEPT),
                EnumSet.of(Mistake.WAIT_ONCE),
                DEFAULT_LIMIT);
    }

    /** TCPEchoServer-Fork of the second lecture: a count of children and no handler. */
    public static LoopOptions lectureB() {
        return lectureA()
                .model(LazyReaping::new)
                .reaping(Reaping.AFTER_ACCEPT)
                .without(Mistake.WAIT_ONCE);
    }

    /**
     * Chooses the design, as a maker of models, because each loop has one of its own: {@code
     * SharedAccept::new}.
     */
    public LoopOptions model(Supplier<? extends ServerModel> model) {
        given("model", model, "ForkPerConnection::new");
        return new LoopOptions(model, handler, reaping, mistakes, limit);
    }

    public LoopOptions handler(Handler handler) {
        given("handler", handler, "c -> echoBackLoop(c)");
        return new LoopOptions(model, handler, reaping, mistakes, limit);
    }

    /** Chooses who reaps: any of SIGCHLD and AFTER_ACCEPT, or NOBODY. */
    public LoopOptions reaping(Reaping... who) {
        Set<Reaping> reaping = EnumSet.noneOf(Reaping.class);
        reaping.addAll(List.of(given("reaping", who, "NOBODY, SIGCHLD, AFTER_ACCEPT")));
        reaping.remove(Reaping.NOBODY);
        return new LoopOptions(model, handler, reaping, mistakes, limit);
    }

    /** Adds a mistake. */
    public LoopOptions mistake(Mistake mistake) {
        Set<Mistake> more = EnumSet.of(given("mistake", mistake, "WAIT_ONCE"));
        more.addAll(mistakes);
        return new LoopOptions(model, handler, reaping, more, limit);
    }

    /** Mends a mistake. */
    public LoopOptions without(Mistake mistake) {
        Set<Mistake> fewer = EnumSet.noneOf(Mistake.class);
        fewer.addAll(mistakes);
        fewer.remove(mistake);
        return new LoopOptions(model, handler, reaping, fewer, limit);
    }

    /** At this many children the loop waits for one to end before it accepts again; at least 1. */
    public LoopOptions limit(int limit) {
        return new LoopOptions(model, handler, reaping, mistakes, limit);
    }

    boolean echoes() {
        return handler == ECHO;
    }

    boolean makes(Mistake mistake) {
        return mistakes.contains(mistake);
    }

    boolean reapedBy(Reaping who) {
        return reaping.contains(who);
    }

    /**
     * Returns {@code fork per connection, reaped by SIGCHLD and AFTER_ACCEPT, at most 1000
     * children}.
     */
    @Override
    public String toString() {
        String by =
                reaping.isEmpty()
                        ? "nobody"
                        : String.join(" and ", reaping.stream().map(Enum::name).toList());
        String wrong = mistakes.isEmpty() ? "" : ", mistakes " + mistakes;
        return model.get() + ", reaped by " + by + ", at most " + limit + " children" + wrong;
    }
}
