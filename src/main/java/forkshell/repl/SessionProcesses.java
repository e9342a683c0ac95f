package forkshell.repl;

import forkshell.proc.Stat;

/** The processes below an agent, orphans included. */
final class SessionProcesses {
    private SessionProcesses() {}

    /**
     * Sends SIGKILL to every process of a setsid(2) session, orphans included.
     *
     * @param session the pid of the process that leads it; it may have ended already
     */
    static void kill(long session) {
        Stat.all().stream()
                .filter(stat -> stat.session() == session && !stat.isZombie())
                .forEach(
                        stat ->
                                ProcessHandle.of(stat.pid())
                                        .ifPresent(ProcessHandle::destroyForcibly));
    }
}
