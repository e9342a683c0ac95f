package forkshell.proc;

/**
 * A text of fields such as /proc/PID/status or /proc/PID/fdinfo/N: one line each, {@code Name:
 * value}.
 */
public record Status(String text) {

    /** Reads {@code /proc/PID/status}. */
    public static Fact<Status> of(int pid) {
        return ProcFile.text(pid + "/status").map(Status::new);
    }

    /** Returns the value of a field, empty if there is none of that name. */
    public String field(String name) {
        String all = "\n" + text;
        int start = all.indexOf("\n" + name + ":");
        return start < 0
                ? ""
                : all.substring(start + name.length() + 2, all.indexOf('\n', start + 1)).strip();
    }

    /** Returns the pid that this id belongs to: another number when the id is that of a thread. */
    public int processOfThread() {
        return Integer.parseInt(field("Tgid"));
    }

    /** Returns the pid that traces it, by ptrace(2); 0 when none does. */
    public int tracer() {
        return Integer.parseInt(field("TracerPid"));
    }

    /** Returns the bytes that are in RAM now; 0 for a zombie. */
    public long residentBytes() {
        String kilobytes = field("VmRSS").split(" ")[0];
        return kilobytes.isEmpty() ? 0 : Long.parseLong(kilobytes) * 1024;
    }

    /** Returns the real user id. */
    public int user() {
        return Integer.parseInt(field("Uid").split("\t")[0]);
    }

    /** Returns a set of signals such as {@code SigBlk}: bit N-1 is signal N. */
    public long signalMask(String name) {
        return Long.parseUnsignedLong(field(name), 16);
    }
}
