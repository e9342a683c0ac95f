package forkshell.proc;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * /proc/PID/fd/N and /proc/PID/fdinfo/N.
 *
 * @param target what the descriptor stands for: a path, {@code socket:[INODE]}, {@code
 *     pipe:[INODE]}, ...
 * @param flags the flags of open(2), and O_CLOEXEC
 * @param offset bytes from the start of the file, shared by all who inherited the descriptor
 */
public record FdInfo(int fd, String target, int flags, long offset) {
    private static final int O_ACCMODE = 3;
    private static final int O_APPEND = 02000;
    private static final int O_NONBLOCK = 04000;
    private static final int O_CLOEXEC = 02000000;

    /** Returns the open descriptors of a process in ascending order; a zombie has none left. */
    public static Fact<List<FdInfo>> of(int pid) {
        return ProcFile.numbers(pid + "/fd")
                .map(
                        numbers ->
                                numbers.stream()
                                        .map(fd -> of(pid, fd))
                                        .filter(Fact::isKnown)
                                        .map(Fact::value)
                                        .toList());
    }

    /** Returns one descriptor of a process; none if it was closed meanwhile. */
    public static Fact<FdInfo> of(int pid, int fd) {
        return target(pid, fd)
                .flatMap(
                        target ->
                                ProcFile.text(pid + "/fdinfo/" + fd)
                                        .map(Status::new)
                                        .map(
                                                info ->
                                                        new FdInfo(
                                                                fd,
                                                                target,
                                                                Integer.parseInt(
                                                                        info.field("flags"), 8),
                                                                Long.parseLong(
                                                                        info.field("pos")))));
    }

    /** Returns what a descriptor of a process stands for; none if there is no such descriptor. */
    public static Fact<String> target(int pid, int fd) {
        return ProcFile.link(pid + "/fd/" + fd);
    }

    /** Returns what a descriptor of the calling process stands for. */
    public static Fact<String> ownTarget(int fd) {
        return ProcFile.link("self/fd/" + fd);
    }

    /** Returns what each descriptor of a process stands for, in ascending order. */
    public static Fact<Map<Integer, String>> targets(int pid) {
        return ProcFile.numbers(pid + "/fd").map(numbers -> targetsOf(pid, numbers));
    }

    private static Map<Integer, String> targetsOf(int pid, List<Integer> numbers) {
        Map<Integer, String> targets = new TreeMap<>();
        for (int fd : numbers) {
            Fact<String> target = target(pid, fd);
            if (target.isKnown()) {
                targets.put(fd, target.value());
            }
        }
        return targets;
    }

    /** Returns the path by which open(2) opens anew what a descriptor of a process stands for. */
    public static String path(int pid, int fd) {
        return "/proc/" + pid + "/fd/" + fd;
    }

    /** Returns the path by which a process opens anew what a descriptor of its own stands for. */
    public static String ownPath(int fd) {
        return "/proc/self/fd/" + fd;
    }

    /**
     * Returns {@code socket}, {@code pipe}, {@code file}, or the kernel's word such as {@code
     * eventpoll}.
     */
    public String kind() {
        if (target.startsWith("anon_inode:")) {
            return target.substring("anon_inode:".length()).replaceAll("[\\[\\]]", "");
        }
        if (target.startsWith("/")) {
            return target.startsWith("/dev/")
                    ? "device"
                    : target.startsWith("/memfd:") ? "memory" : "file";
        }
        return target.split(":")[0];
    }

    /** Returns the inodes of the sockets that a process holds, in order of its descriptors. */
    public static Fact<List<Long>> socketsOf(int pid) {
        return socketsByNumber(pid).map(Map::values).map(List::copyOf);
    }

    /** Returns the inodes of the sockets that a process holds, by descriptor in ascending order. */
    public static Fact<Map<Integer, Long>> socketsByNumber(int pid) {
        return targets(pid).map(FdInfo::socketsAmong);
    }

    private static Map<Integer, Long> socketsAmong(Map<Integer, String> targets) {
        Map<Integer, Long> sockets = new TreeMap<>();
        targets.forEach((fd, target) -> socket(target).ifPresent(inode -> sockets.put(fd, inode)));
        return sockets;
    }

    /** Returns the inode of a socket, by which /proc/net/tcp knows it. */
    public OptionalLong socket() {
        return socket(target);
    }

    private static OptionalLong socket(String target) {
        return target.startsWith("socket:[")
                ? OptionalLong.of(Long.parseLong(target.substring(8, target.length() - 1)))
                : OptionalLong.empty();
    }

    public boolean isCloseOnExec() {
        return (flags & O_CLOEXEC) != 0;
    }

    public boolean isNonBlocking() {
        return (flags & O_NONBLOCK) != 0;
    }

    /** Returns the flags as words: {@code RDWR NONBLOCK CLOEXEC}. */
    public String flagWords() {
        String access = List.of("RDONLY", "WRONLY", "RDWR", "PATH").get(flags & O_ACCMODE);
        return access
                + ((flags & O_APPEND) != 0 ? " APPEND" : "")
                + (isNonBlocking() ? " NONBLOCK" : "")
                + (isCloseOnExec() ? " CLOEXEC" : "");
    }
}
