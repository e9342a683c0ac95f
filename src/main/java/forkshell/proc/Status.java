package forkshell.proc;

import java.util.Map;
import java.util.stream.Collectors;

/** /proc/PID/status: the fields by their names, such as {@code Tgid} or {@code SigCgt}. */
public record Status(Map<String, String> fields) {

    public static Fact<Status> of(int pid) {
        return ProcFile.text(pid + "/status").map(Status::parse);
    }

    public String field(String name) {
        return fields.getOrDefault(name, "");
    }

    /** The process that this id belongs to: another number when the id is that of a thread. */
    public int processOfThread() {
        return Integer.parseInt(field("Tgid"));
    }

    /** Memory that is in RAM now; 0 for a zombie. */
    public long residentBytes() {
        String kilobytes = field("VmRSS").split(" ")[0];
        return kilobytes.isEmpty() ? 0 : Long.parseLong(kilobytes) * 1024;
    }

    /** The real user id. */
    public int user() {
        return Integer.parseInt(field("Uid").split("\\s+")[0]);
    }

    /** A set of signals such as {@code SigBlk}: bit N-1 is signal N. */
    public long signalMask(String name) {
        return Long.parseUnsignedLong(field(name), 16);
    }

    static Status parse(String text) {
        return new Status(
                text.lines()
                        .map(line -> line.split(":\\s*", 2))
                        .filter(pair -> pair.length == 2)
                        .collect(
                                Collectors.toMap(
                                        pair -> pair[0],
                                        pair -> pair[1].trim(),
                                        (first, second) -> first)));
    }
}
