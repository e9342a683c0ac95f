package forkshell.lab;

import forkshell.proc.Stat;
import forkshell.testing.ProcessView;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an agent's snippets can leave behind: descriptors, scratch files, processes. */
final class AgentsOwn {
    private final int agent;
    private final int group;

    AgentsOwn(int agent) {
        this.agent = agent;
        this.group = Stat.of(agent).value().pgid();
    }

    /** Each by its number; the agent leads a process group, in which its children stay. */
    Map<String, String> now() {
        Map<String, String> all = new TreeMap<>();
        ProcessView.descriptors(agent).forEach((fd, target) -> all.put("fd " + fd, target));
        ProcessView.scratchFiles(agent).forEach((fd, target) -> all.put("file " + fd, target));
        List<Stat> machine = Stat.all();
        machine.stream()
                .filter(each -> each.pid() != agent && each.pgid() == group)
                .forEach(each -> all.put("process " + each.pid(), each.command()));
        return all;
    }
}
