package forkshell.watch;

import forkshell.inspect.ProcessSnapshot;
import forkshell.journal.Entry;
import forkshell.journal.Gaps;
import forkshell.proc.Stat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A session at a glance: cheap enough to be taken several times a second with hundreds of children.
 *
 * @param nanos when, by CLOCK_MONOTONIC
 * @param members the root, then each process below its parent, then orphans
 * @param recent the events of the last moments, oldest first
 * @param forks children that began in the last second
 * @param exchanges answers to clients in the last second
 * @param echoed bytes sent back to clients, as far as the journal remembers
 * @param gaps what the journal does not show
 */
record Overview(
        long nanos,
        List<Member> members,
        List<Entry> recent,
        long forks,
        long exchanges,
        long echoed,
        Gaps gaps) {

    static List<Member> members(
            ProcessSnapshot session, Map<Integer, String> peers, Map<Integer, Long> echoed) {
        List<Member> members = new ArrayList<>();
        Lister lister = new Lister(session, peers, echoed, members);
        if (session.machine().containsKey(session.root())) {
            lister.add(session.machine().get(session.root()), 0);
        }
        session.orphans().stream()
                .filter(
                        orphan ->
                                members.stream().noneMatch(member -> member.stat().equals(orphan)))
                .forEach(orphan -> lister.add(orphan, 0));
        return members;
    }

    private record Lister(
            ProcessSnapshot session,
            Map<Integer, String> peers,
            Map<Integer, Long> echoed,
            List<Member> members) {
        void add(Stat stat, int depth) {
            members.add(
                    new Member(
                            stat,
                            depth,
                            peers.getOrDefault(stat.pid(), ""),
                            echoed.getOrDefault(stat.pid(), 0L)));
            session.childrenOf(stat.pid()).forEach(child -> add(child, depth + 1));
        }
    }
}
