package forkshell.repl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.testing.Command;
import forkshell.testing.Eventually;
import forkshell.testing.JavaProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an agent survives, and that nothing survives an agent. */
@Timeout(60)
class AgentEndTest {
    /** Opens a session, prints its agent's pid, and waits to be killed. */
    public static void main(String[] arguments) throws InterruptedException {
        Session session = Session.open(SessionOptions.defaults());
        System.out.println(session.agentPid());
        Thread.sleep(Long.MAX_VALUE);
    }

    @Test
    void aStreamThatIsTakenAwayOrClosedDoesNotEndIt() {
        try (Session session = Session.open(SessionOptions.defaults())) {
            for (String attack :
                    List.of(
                            "System.setOut(null);",
                            "System.setErr(null);",
                            "System.out.close();",
                            "System.setOut(new PrintStream(OutputStream.nullOutputStream()));",
                            "new FileOutputStream(FileDescriptor.out).close();",
                            "new FileOutputStream(FileDescriptor.err).close();")) {
                session.evaluate(attack);
                assertEquals("2", value(session, "1 + 1"), attack);
            }
        }
    }

    @Test
    void aStoppedAgentEndsWithTheJvmOfItsSession() throws Exception {
        Process owner = Command.of(JavaProgram.commandLine(AgentEndTest.class, List.of())).start();
        String agent = owner.inputReader().readLine();
        Command.of("kill", "-STOP", agent).run().succeeded();
        owner.destroyForcibly().waitFor();
        Eventually.holds("the agent is gone", () -> isGone(agent));
    }

    @Test
    void programsThatHaveLeftTheSessionEndWithIt() {
        String program;
        String childs;
        try (Session session = Session.open(SessionOptions.defaults())) {
            program =
                    value(
                            session,
                            "new ProcessBuilder(\"setsid\", \"sleep\", \"1000\").start().pid()");
            session.evaluate("import static forkshell.Playground.*;");
            session.evaluate("Path told = Files.createTempFile(\"forkshell\", \"pid\");");
            session.evaluate(
                    "waitFor(forkChild(() -> new ProcessBuilder(\"setsid\", \"sh\", \"-c\","
                            + " \"echo $$ > \" + told + \"; exec sleep 1000\").start()));");
            session.evaluate("until(() -> Files.size(told) > 0);");
            childs = value(session, "Files.readString(told).strip()").replace("\"", "");
            session.evaluate("Files.delete(told);");
            assertTrue(Files.exists(Path.of("/proc/" + childs)), childs);
        }
        Eventually.holds("both are gone", () -> isGone(program) && isGone(childs));
    }

    private static String value(Session session, String source) {
        List<Outcome> outcomes = session.evaluate(source);
        return outcomes.get(outcomes.size() - 1).value();
    }

    private static boolean isGone(String pid) {
        return ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive).isEmpty();
    }
}
