package forkshell.proc;

import java.util.Map;
import java.util.stream.Collectors;

/** /proc/PID/smaps_rollup: the memory of a process by kind, in bytes, under the kernel's names. */
public record MemoryMap(Map<String, Long> bytes) {

    /**
     * None for a zombie, which has no memory left. Takes the kernel a fraction of a millisecond per
     * process.
     */
    public static Fact<MemoryMap> of(int pid) {
        return ProcFile.text(pid + "/smaps_rollup").map(MemoryMap::parse);
    }

    public long bytes(String kind) {
        return bytes.getOrDefault(kind, 0L);
    }

    /** Proportional share: each shared page divided by the number of its holders. */
    public long pss() {
        return bytes("Pss");
    }

    static MemoryMap parse(String text) {
        return new MemoryMap(
                text.lines()
                        .filter(line -> line.endsWith(" kB"))
                        .map(line -> line.split(":?\\s+"))
                        .collect(
                                Collectors.toMap(
                                        words -> words[0],
                                        words -> Long.parseLong(words[1]) * 1024)));
    }
}
