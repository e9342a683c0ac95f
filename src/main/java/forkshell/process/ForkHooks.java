package forkshell.process;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What has to happen around a fork, after pthread_atfork(3): {@code before} runs in the parent in
 * reverse order of registration, {@code inParent} and {@code inChild} in order. An attempt whose
 * child wedges runs them again.
 */
public final class ForkHooks {
    private static final Runnable NOTHING = () -> {};

    private record Hook(Runnable before, Runnable inParent, Runnable inChild) {}

    private final List<Hook> hooks = new CopyOnWriteArrayList<>();

    /**
     * Registers three actions that must neither block nor throw; the child's must hardly allocate.
     */
    public void add(Runnable before, Runnable inParent, Runnable inChild) {
        hooks.add(new Hook(before, inParent, inChild));
    }

    public void addInChild(Runnable inChild) {
        add(NOTHING, NOTHING, inChild);
    }

    void before() {
        for (int i = hooks.size() - 1; i >= 0; i--) {
            hooks.get(i).before.run();
        }
    }

    void inParent() {
        for (Hook hook : hooks) {
            hook.inParent.run();
        }
    }

    void inChild() {
        for (Hook hook : hooks) {
            hook.inChild.run();
        }
    }
}
