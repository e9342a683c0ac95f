package forkshell.proc;

/** /proc/PID/smaps_rollup: the memory of a process by kind, under the kernel's names. */
public record MemoryMap(Status fields) {

    /**
     * Reads the memory of a process; none for a zombie, which has no memory left. Takes the kernel
     * a fraction of a millisecond per process.
     */
    public static Fact<MemoryMap> of(int pid) {
        return ProcFile.text(pid + "/smaps_rollup").map(text -> new MemoryMap(new Status(text)));
    }

    /** Returns the bytes of one kind; 0 for a kind that the kernel does not name. */
    public long bytes(String kind) {
        String kilobytes = fields.field(kind).split(" ")[0];
        return kilobytes.isEmpty() ? 0 : Long.parseLong(kilobytes) * 1024;
    }

    /**
     * Returns the proportional share in bytes: each shared page divided by the number of its
     * holders.
     */
    public long pss() {
        return bytes("Pss");
    }
}
