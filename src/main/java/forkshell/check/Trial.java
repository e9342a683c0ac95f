package forkshell.check;

import forkshell.display.Messages;
import forkshell.inspect.Inspector;
import forkshell.inspect.ProcessRow;
import forkshell.libc.Signal;
import forkshell.process.Scratch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What a case has at hand: it starts the program, sends visitors, and says what does not hold.
 * Closing it ends all that it has started.
 */
final class Trial implements AutoCloseable {
    private static final int LAST_LINES = 5;

    private final String id;
    private final Subject subject;
    private final Setting setting;
    private final boolean traced;
    private final Scratch scratch = new Scratch();
    private final List<Instance> instances = new CopyOnWriteArrayList<>();
    private final List<Visitor> visitors = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private final Thread atExit = new Thread(this::endAll, "forkshell-check-ends");

    /**
     * @param traced whether all programs run under strace
     */
    Trial(String id, Subject subject, Setting setting, boolean traced) {
        this.traced = traced;
        this.id = id;
        this.subject = subject;
        Runtime.getRuntime().addShutdownHook(atExit);
        this.setting = setting;
    }

    Subject subject() {
        return subject;
    }

    Pace pace() {
        return setting.pace();
    }

    boolean isOf(Lecture lecture) {
        return setting.lecture() == lecture;
    }

    Lecture lecture() {
        return setting.lecture();
    }

    Path directory() {
        return scratch.directory();
    }

    int freePort() {
        return setting.ports().next();
    }

    // ---- programs ----

    /** Returns the program on a port of its own, once it listens. */
    Instance start() throws IOException {
        return start(new StartOptions(subject.program(), freePort()));
    }

    /** Returns the same, started in a way of its own. */
    Instance start(StartOptions launch) throws IOException {
        Instance instance = launch(launch);
        require(instance.hasStarted(), "start.deaf");
        if (!instance.listens()) {
            throw disproof("start.ended", ending(instance));
        }
        return instance;
    }

    /** Returns the program on a port of its own, with a call that strace makes fail. */
    StartOptions injecting(String fault) {
        if (!setting.objection().isEmpty()) {
            throw inapplicable(setting.objection());
        }
        return new StartOptions(subject.program(), freePort()).injecting(fault);
    }

    /** Returns whether calls can be made to fail. */
    boolean canTrace() {
        return setting.objection().isEmpty();
    }

    /** Returns the program, whatever it does. */
    Instance launch(StartOptions launch) throws IOException {
        StartOptions actual = traced ? launch.underStrace(subject.isSource()) : launch;
        Instance instance =
                actual.run(
                        setting.sandboxes().next(), scratch.directory(), instances.size(), pace());
        instances.add(instance);
        return instance;
    }

    void requireAlive(Instance server) {
        if (!server.isAlive()) {
            throw disproof("server.ended", ending(server));
        }
    }

    /** Returns how a program has ended, in words. */
    String ending(Instance instance) {
        OptionalInt status = instance.status();
        if (status.isEmpty()) {
            return text("ending.unknown");
        }
        int signal = status.getAsInt() - 128;
        return signal > 0 && signal <= 64
                ? text("ending.signal", Signal.nameOf(signal))
                : text("ending.status", status.getAsInt());
    }

    // ---- visitors ----

    /** Returns a client that the server has answered. */
    Visitor served(Instance server) throws IOException {
        Visitor visitor = visit(server);
        answers(visitor, "hello");
        return visitor;
    }

    Visitor visit(Instance server) throws IOException {
        try {
            Visitor visitor = new Visitor(server.port(), pace());
            visitors.add(visitor);
            return visitor;
        } catch (IOException refused) {
            throw disproof("visitor.refused", refused.getMessage());
        }
    }

    void answers(Visitor visitor, String text) {
        answers(visitor, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Requires that what {@code visitor} says comes back. */
    void answers(Visitor visitor, byte[] bytes) {
        compare(visitor, bytes, visitor.exchange(bytes));
    }

    void compare(Visitor visitor, byte[] sent, byte[] back) {
        int wrong = Visitor.mismatch(sent, back);
        boolean cut = wrong == back.length;
        require(
                wrong < 0,
                !cut
                        ? "visitor.wrong"
                        : visitor.state() == Visitor.State.OPEN ? "visitor.silent" : "visitor.cut",
                back.length,
                sent.length,
                wrong);
    }

    /**
     * Returns the child that serves {@code visitor}; the case says nothing about a server without
     * one.
     */
    int childOf(Instance server, Visitor visitor) {
        return server.childOf(visitor).orElseThrow(() -> inapplicable("no.child"));
    }

    // ---- verdicts ----

    void require(boolean fact, String key, Object... arguments) {
        if (!fact) {
            throw disproof(key, arguments);
        }
    }

    Disproof disproof(String key, Object... arguments) {
        return new Disproof(key, text(key, arguments), evidence(), picture());
    }

    NotApplicable inapplicable(String key, Object... arguments) {
        return new NotApplicable(text(key, arguments));
    }

    /** Shown as evidence, also when the case holds. */
    void remark(List<String> lines) {
        remarks.addAll(lines);
    }

    List<String> remarks() {
        return remarks;
    }

    /** Returns the text of this case under {@code key}, or else the one that all cases share. */
    String text(String key, Object... arguments) {
        Messages messages = setting.messages();
        String own = id + "." + key;
        return messages.get(messages.has(own) ? own : key, arguments);
    }

    /** Returns the processes as they are now, and what the program has said. */
    List<String> evidence() {
        List<String> evidence = new ArrayList<>(remarks);
        for (Instance instance : instances) {
            Inspector.of(instance.server()).ps().stream()
                    .map(ProcessRow::toString)
                    .forEach(evidence::add);
            instance.err().last(LAST_LINES).forEach(line -> evidence.add("stderr: " + line));
            evidence.addAll(Tracer.evidence(instance.trace(), subject));
        }
        return evidence;
    }

    /** The lives of the last program's children, if it ran under strace. */
    private String picture() {
        return instances.isEmpty()
                ? ""
                : setting.drawing().apply(Tracer.read(instances.get(instances.size() - 1).trace()));
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException itIsAtWork) {
            return;
        }
        visitors.forEach(Trial::leave);
        endAll();
        scratch.close();
    }

    private void endAll() {
        instances.forEach(Instance::close);
    }

    private static void leave(Visitor visitor) {
        try {
            visitor.close();
        } catch (IOException gone) {
            // It had left already.
        }
    }
}
