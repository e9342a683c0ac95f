package forkshell.lab;

import forkshell.proc.Stat;
import forkshell.testing.ProcessView;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What an agent's snippets can leave behind: descriptors, scratch files, processes. */
final class AgentsOwn {
    private final int agent;
    private final int group;
    private final Set<Integer> childrensGroups = new HashSet<>();

    AgentsOwn(int agent) {
        this.agent = agent;
        this.group = Stat.of(agent).value().pgid();
    }

    /** Each by its number; children's processes, and orphans of theirs. */
    Map<String, String> now() {
        Map<String, String> all = new TreeMap<>();
        ProcessView.descriptors(agent).forEach((fd, target) -> all.put("fd " + fd, target));
        ProcessView.scratchFiles(agent).forEach((fd, target) -> all.put("file " + fd, target));
        List<Stat> machine = Stat.all();
        machine.stream().filter(each -> each.ppid() == agent).forEach(this::admit);
        machine.stream()
                .filter(each -> each.ppid() == agent || childrensGroups.contains(each.pgid()))
                .forEach(each -> all.put("process " + each.pid(), each.command()));
        return all;
    }

    /** Children have a process group of their own; orphans stay in it. */
    private void admit(Stat child) {
        if (child.pgid() != group) {
            childrensGroups.add(child.pgid());
        }
    }
}
