package forkshell.observe;

import forkshell.journal.Event;
import forkshell.journal.ObservedProcess;
import forkshell.libc.Errno;
import forkshell.libc.Signal;
import forkshell.strace.Call;
import forkshell.strace.ProcessEnd;
import forkshell.strace.SignalDelivery;
import forkshell.strace.Threads;
import forkshell.strace.TraceLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Notes in this session's journal what strace(1) tells of a program. For one thread. */
final class TraceJournal implements Consumer<TraceLine> {
    private final int session;
    private final Map<Integer, ObservedTask> tasks = new HashMap<>();
    private final Map<Integer, List<TraceLine>> early = new HashMap<>();
    private final Connections connections = new Connections();
    private final Waits waits = new Waits();

    /** {@code session} counts as the parent of the program. */
    TraceJournal(int session) {
        this.session = session;
    }

    /**
     * A child may be told of before the call that made it has returned: it is not known then whose
     * it is, nor whether it is a thread, and what it did waits.
     */
    @Override
    public void accept(TraceLine line) {
        if (tasks.isEmpty()) {
            begin(ObservedTask.process(line.pid(), session), line.nanos());
        }
        ObservedTask task = tasks.get(line.pid());
        if (task == null) {
            early.computeIfAbsent(line.pid(), pid -> new ArrayList<>()).add(line);
        } else if (line instanceof Call call) {
            called(task, call);
        } else if (line instanceof SignalDelivery delivery) {
            delivered(task, delivery);
        } else if (line instanceof ProcessEnd end) {
            ended(task, end);
        }
    }

    private void begin(ObservedTask process, long nanos) {
        tasks.put(process.pid(), process);
        process.self().record(nanos, Event.START, process.parent(), 0);
        catchUp(process);
    }

    private void catchUp(ObservedTask task) {
        List<TraceLine> waiting = early.remove(task.pid());
        if (waiting != null) {
            waiting.forEach(this);
        }
    }

    private void called(ObservedTask task, Call call) {
        if (Threads.isFork(call)) {
            forked(task, call);
        } else if (Threads.isFailedFork(call)) {
            note(task, call, Event.FORK_FAILED, Errno.valueOf(call.error()).number());
        } else if (call.succeeded()) {
            succeeded(task, call);
        }
    }

    private void forked(ObservedTask task, Call call) {
        int made = (int) call.value();
        if (Threads.isThread(call)) {
            ObservedTask thread = task.thread(made);
            tasks.put(made, thread);
            thread.self().record(call.begun(), Event.THREAD, task.process().pid(), 0);
            catchUp(thread);
        } else {
            note(task, call, Event.FORK, made);
            begin(task.child(made), call.begun());
        }
    }

    private void succeeded(ObservedTask task, Call call) {
        switch (call.name()) {
            case "execve", "execveat" -> task.catchesSigchld(false);
            case "rt_sigaction" -> handled(task, call);
            case "wait4", "waitid" -> waited(task, call);
            case "kill", "tgkill", "tkill" -> killed(task, call);
            default -> connections.called(task, call);
        }
    }

    private static void handled(ObservedTask task, Call call) {
        if (call.argument(0).equals("SIGCHLD") && call.argument(1).startsWith("{")) {
            String handler = call.argument(1);
            task.catchesSigchld(!handler.matches("\\{sa_handler=SIG_(DFL|IGN).*"));
        }
    }

    private void waited(ObservedTask task, Call call) {
        OptionalInt child = Waits.reaped(call);
        if (child.isPresent() && waits.hasEnded(child.getAsInt())) {
            int status = waits.take(child.getAsInt());
            ObservedProcess process = task.process().self();
            process.record(call.nanos(), Event.REAP, child.getAsInt(), status);
        }
    }

    /** Every other signal is noted when it arrives. */
    private static void killed(ObservedTask task, Call call) {
        int target = call.name().equals("tgkill") ? 1 : 0;
        if (call.arguments().contains("SIGKILL") && call.argument(target).matches("\\d+")) {
            note(task, call, Event.SIGNAL, Integer.parseInt(call.argument(target)));
        }
    }

    private static void note(ObservedTask task, Call call, Event event, long number) {
        long second = event == Event.SIGNAL ? Signal.SIGKILL.number() : 0;
        task.process().self().record(call.nanos(), event, number, second);
    }

    private void delivered(ObservedTask task, SignalDelivery delivery) {
        int pid = task.process().pid();
        if (delivery.stopped()) {
            seen(task, delivery.nanos(), 'T');
        } else if (delivery.signal().equals("SIGCHLD")) {
            if (task.catchesSigchld()) {
                task.process().self().record(delivery.nanos(), Event.SIGCHLD, 0, 0);
            }
        } else {
            Signal.named(delivery.signal())
                    .ifPresent(
                            signal ->
                                    new ObservedProcess(delivery.sender().orElse(pid))
                                            .record(
                                                    delivery.nanos(),
                                                    Event.SIGNAL,
                                                    pid,
                                                    signal.number()));
        }
    }

    private void seen(ObservedTask task, long nanos, char state) {
        ObservedProcess parent = new ObservedProcess(task.process().parent());
        parent.record(nanos, Event.SEEN, task.process().pid(), state);
    }

    private void ended(ObservedTask task, ProcessEnd end) {
        tasks.remove(end.pid());
        if (task == task.process()) {
            waits.ended(end);
        }
        if (end.signal().isEmpty()) {
            task.self().record(end.nanos(), Event.EXIT, end.status(), 0);
        } else {
            seen(task, end.nanos(), 'Z');
        }
    }
}
