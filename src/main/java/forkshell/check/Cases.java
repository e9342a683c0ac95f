package forkshell.check;

import java.util.List;
import java.util.stream.Collectors;

/** The table of all cases, in the order in which they are shown. */
public final class Cases {
    private static final String FORK_A = "pid_t pid = fork();";
    private static final String FORK_B = "if ((processID = fork()) < 0)";
    private static final String ACCEPT_A =
            "if ((acc = accept(sock, (struct sockaddr *) &from, &len)) == -1) {";
    private static final String ACCEPT_B = "clntSock = AcceptTCPConnection(servSock);";
    private static final String ECHO_A = "echoBackLoop(acc);";
    private static final String ECHO_B = "HandleTCPClient(clntSock);";
    private static final String WAIT_A = "while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {";
    private static final String WAIT_B = "processID = waitpid((pid_t)-1, NULL, WNOHANG);";
    private static final String HANDLER = "pid_t pid = wait(&status);";
    private static final String SOCKET_B = "servSock = CreateTCPClientSocket(echoServPort);";
    private static final String PORT_B = "echoServPort = atoi(argv[1]);";
    private static final String CLOSE_A = "close(acc);    // parent";
    private static final String CLOSE_B = "close(clntSock);";

    private static final List<Case> ALL =
            List.of(
                    new Case("compiles", null, null, null, Building::compiles),
                    new Case("listens", null, SOCKET_B, "1 listener", Listening::listens),
                    new Case("echo", ECHO_A, ECHO_B, "1 clients", Echoing::echo),
                    new Case("two-clients", FORK_A, FORK_B, "7 second-waits", Echoing::twoClients),
                    new Case(
                            "child-per-client",
                            FORK_A,
                            FORK_B,
                            "8 child-branch",
                            Children::childPerClient),
                    new Case(
                            "parent-closes",
                            CLOSE_A,
                            CLOSE_B,
                            "10 parent-closes",
                            Children::parentCloses),
                    new Case(
                            "eof-reaches-client",
                            CLOSE_A,
                            CLOSE_B,
                            "10 parent-keeps",
                            Echoing::eofReachesClient),
                    new Case(
                            "child-closes-listener",
                            "close(sock);",
                            "close(servSock);",
                            "10 child-closes-listener",
                            Children::childClosesListener),
                    new Case(
                            "child-ends",
                            "_exit(1);",
                            "exit(0);",
                            "10 child-forgets-exit",
                            Children::childEnds),
                    new Case("no-zombies", HANDLER, WAIT_B, "8 handler", Zombies::noZombies),
                    new Case("five-at-once", WAIT_A, WAIT_B, "5 coalesce", Zombies::fiveAtOnce),
                    new Case("half-close", ECHO_A, ECHO_B, "11 half-close", Echoing::halfClose),
                    new Case("reset", ECHO_A, ECHO_B, "11 reset", BadClients::reset),
                    new Case(
                            "vanishing-client",
                            ACCEPT_A,
                            ACCEPT_B,
                            "11 reset",
                            BadClients::vanishingClient),
                    new Case(
                            "slow-reader",
                            FORK_A,
                            FORK_B,
                            "11 stopped-server",
                            Echoing::slowReader),
                    new Case(
                            "interrupted-accept",
                            "if (errno != EINTR) {",
                            ACCEPT_B,
                            "5 eintr",
                            Faults::interruptedAccept),
                    new Case("stopped-child", HANDLER, WAIT_B, "4 stopped", Children::stoppedChild),
                    new Case(
                            "killed-child",
                            HANDLER,
                            WAIT_B,
                            "4 exit-or-signal",
                            Children::killedChild),
                    new Case(
                            "fork-fails",
                            FORK_A,
                            FORK_B,
                            "13 no-more-processes",
                            Faults::forkFails),
                    new Case(
                            "accept-fails",
                            ACCEPT_A,
                            ACCEPT_B,
                            "13 busy-loop",
                            Faults::acceptFails),
                    new Case(
                            "printed-once",
                            null,
                            "printf(\"with child process: %d\\n\", processID);",
                            "3 printed-twice",
                            Printing::printedOnce),
                    new Case("restart", null, SOCKET_B, "12 without-reuse", Listening::restart),
                    new Case("usage", null, "if (argc != 2)", null, Listening::usage),
                    new Case("bad-port", null, PORT_B, "12 taken", Listening::badPort),
                    new Case("many", FORK_A, FORK_B, "8 whole", Load::many),
                    new Case("ends", null, null, "1 end", Listening::ends),
                    new Case("clean", null, null, null, Building::clean),
                    new Case(
                            "lecture-lines",
                            "printChildProcessStatus(pid, status);",
                            "printf(\"with child process: %d\\n\", processID);",
                            "8 ready-made",
                            Printing::lectureLines));

    private Cases() {}

    public static List<Case> all() {
        return ALL;
    }

    /**
     * Returns those with {@code ids}, in the order of the table; all where there is no id.
     *
     * @throws CheckException when there is no case of that name
     */
    public static List<Case> named(List<String> ids) {
        for (String id : ids) {
            if (ALL.stream().noneMatch(row -> row.id().equals(id))) {
                throw CheckException.of(
                        "case.unknown",
                        id,
                        ALL.stream().map(Case::id).collect(Collectors.joining(", ")));
            }
        }
        return ids.isEmpty() ? ALL : ALL.stream().filter(row -> ids.contains(row.id())).toList();
    }
}
