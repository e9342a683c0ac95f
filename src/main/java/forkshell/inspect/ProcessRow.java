package forkshell.inspect;

import forkshell.display.Messages;
import forkshell.display.Visible;
import forkshell.proc.Fact;
import forkshell.process.Exit;
import java.time.Duration;
import java.util.List;

/**
 * One process, as {@code ps()} shows it. A {@link Fact} may be missing: {@code -} there is none,
 * {@code ?} refused.
 *
 * @param age time since it started, or was forked
 * @param cpu user and system time
 * @param threads how many it has
 * @param rss bytes in RAM, shared pages counted in full
 * @param pss bytes in RAM, each shared page divided by its holders
 * @param blockedIn the system call that its main thread waits in, with its descriptor resolved
 * @param peer the client at the other end of a connection that one of this session's listeners
 *     accepted
 * @param echoed bytes written back to clients, from the journal
 * @param exit how a zombie ended, as wait(2) will tell whoever reaps it
 */
public record ProcessRow(
        int pid,
        int ppid,
        int pgid,
        ProcessState state,
        Duration age,
        Duration cpu,
        int threads,
        long rss,
        Fact<Long> pss,
        Fact<String> blockedIn,
        Fact<String> peer,
        Fact<Long> echoed,
        Fact<Exit> exit,
        String command) {
    private static final Messages WORDS = Messages.of(ProcessRow.class);

    static final List<Column<ProcessRow>> COLUMNS =
            List.of(
                    Column.number("PID", ProcessRow::pid),
                    Column.<ProcessRow>number("PPID", ProcessRow::ppid).ifRoom(),
                    Column.<ProcessRow>number("PGID", ProcessRow::pgid).ifRoom(),
                    Column.<ProcessRow>text("STATE", ProcessRow::state)
                            .toned(row -> row.state().tone()),
                    Column.number("AGE", row -> Amount.time(row.age())),
                    Column.<ProcessRow>number("CPU", row -> Amount.time(row.cpu())).ifRoom(),
                    Column.<ProcessRow>number("THREADS", ProcessRow::threads).ifRoom(),
                    Column.<ProcessRow>number("RSS", row -> Amount.bytes(row.rss())).ifRoom(),
                    Column.number("PSS", row -> row.pss().map(Amount::bytes)),
                    Column.<ProcessRow>text("PEER", ProcessRow::peer).toned(row -> Tone.BUSY),
                    Column.number("ECHOED", row -> row.echoed().map(Amount::bytes)),
                    Column.<ProcessRow>text("EXIT", row -> row.exit().map(ProcessRow::how))
                            .toned(row -> Tone.DEAD),
                    Column.text("BLOCKED IN", ProcessRow::blockedIn),
                    Column.<ProcessRow>text("COMMAND", ProcessRow::command)
                            .toned(row -> Tone.QUIET)
                            .ifRoom());

    private static String how(Exit exit) {
        return exit.exited()
                ? "exit " + exit.exitCode()
                : exit.signal() + (exit.coreDumped() ? " (core)" : "");
    }

    /** Returns one line, as in {@code tree()}. */
    @Override
    public String toString() {
        return text(RenderOptions.PLAIN);
    }

    String text(RenderOptions options) {
        return options.paint(Tone.PLAIN, pid + " " + Visible.line(command) + " ")
                + options.paint(state.tone(), state.word())
                + peer.map(client -> ", " + WORDS.get("serves", options.paint(Tone.BUSY, client)))
                        .orElse("")
                + exit.map(
                                end ->
                                        options.paint(
                                                Tone.DEAD,
                                                ", " + WORDS.get("not.reaped", how(end))))
                        .orElse("")
                + blockedIn
                        .map(call -> options.paint(Tone.QUIET, ", " + WORDS.get("in.call", call)))
                        .orElse("")
                + (threads > 1
                        ? options.paint(Tone.QUIET, ", " + WORDS.get("threads", threads))
                        : "");
    }
}
