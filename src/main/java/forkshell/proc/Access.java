package forkshell.proc;

/**
 * What the kernel lets us see of a process, as ptrace(2) explains under "Ptrace access mode
 * checking".
 */
public final class Access {
    private Access() {}

    /**
     * Tells whether the kernel shows us the private facts of this process; if not, it puts zeros
     * into /proc/PID/stat.
     */
    public static boolean isGranted(int pid) {
        return !ProcFile.text(pid + "/io").isRefused() || isOwnZombie(pid);
    }

    /** The files of a zombie belong to root, yet its parent's user is shown all that is left. */
    private static boolean isOwnZombie(int pid) {
        Fact<String> user = Status.of(pid).map(status -> status.field("Uid"));
        Fact<String> own = ProcFile.text("self/status").map(text -> new Status(text).field("Uid"));
        return Stat.of(pid).map(Stat::isZombie).orElse(false) && user.equals(own);
    }

    /** Returns whether every user id has its meaning here, as it has not in a user namespace. */
    public static boolean isOfAllUsers() {
        return ProcFile.text("self/uid_map").orElse("").strip().matches("0\\s+0\\s+4294967295");
    }

    /**
     * Returns the kernel function that a sleeping process waits in; none when the kernel does not
     * tell.
     */
    public static Fact<String> waitChannel(int pid) {
        return ProcFile.text(pid + "/wchan")
                .flatMap(name -> name.equals("0") || name.isBlank() ? Fact.none() : Fact.of(name));
    }

    /**
     * Tells whether /proc is mounted with hidepid, which hides other users' processes from this
     * user.
     */
    public static boolean hidesOtherUsers() {
        return ProcFile.text("self/mounts")
                .orElse("")
                .lines()
                .filter(line -> line.contains(" /proc proc "))
                .reduce((below, above) -> above)
                .map(
                        line ->
                                line.matches(
                                                ".*\\bhidepid=(1|2|4|noaccess|invisible|ptraceable)\\b.*")
                                        && !Stat.of(1).isKnown())
                .orElse(false);
    }
}
