package forkshell.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.jvm.RecommendedFlags;
import forkshell.lab.Facts;
import forkshell.server.ServerModels;
import forkshell.testing.Eventually;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

@Timeout(240)
class BenchmarkTest {
    private static final MeasuredServer OURS = new MeasuredServer(MeasuredServer.FORKSHELL, "fork");
    private static final MeasuredServer C = new MeasuredServer(MeasuredServer.C, "fork");

    private static Results threeRounds() {
        Results results = new Results();
        for (double value : new double[] {30, 10, 20}) {
            results.add(Measure.CONNECTIONS, C, 4 * value);
            results.add(Measure.CONNECTIONS, OURS, value);
        }
        return results;
    }

    @Test
    void theMedianCountsAndTheSpreadIsHalfTheRange() {
        assertEquals(20, threeRounds().median(Measure.CONNECTIONS, OURS));
        assertEquals(0.5, threeRounds().spread(Measure.CONNECTIONS, OURS));
        assertEquals(0.25, threeRounds().ratioToC(Measure.CONNECTIONS, OURS));
    }

    @Test
    void theTableNamesDesignLanguageAndRatio() {
        String table = new ResultTable(threeRounds()).toString();
        assertTrue(table.matches("(?s).*fork +forkshell +20.0 +\\S+ 50 % +0.25 of C.*"), table);
    }

    @Test
    void thePictureIsWellFormedAndHasABarForEachServer() throws Exception {
        byte[] svg = new SvgPlot(threeRounds()).toString().getBytes(StandardCharsets.UTF_8);
        Document document =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(svg));
        assertEquals(3, document.getElementsByTagName("rect").getLength(), "background, two bars");
    }

    @Test
    void jsonHoldsEveryRound() {
        String json = new Json(threeRounds()).toString();
        assertTrue(json.contains("\"ratioToC\": 0.2500"), json);
        assertTrue(json.contains("\"values\": [30.000, 10.000, 20.000]"), json);
    }

    @Test
    void aProgramThatDiesSaysAtOnceHowAndWhy() {
        String dying = "echo 1; echo 'the cause' >&2; echo '  at a place' >&2; exit 3";
        try (Subprocess program = new Subprocess("it", new ProcessBuilder("sh", "-c", dying))) {
            assertEquals("1", program.line());
            var failure = assertThrows(BenchmarkException.class, program::line);
            assertEquals("it ended with status 3: the cause", failure.getMessage());
        }
    }

    @Test
    void aServerThatCannotBeMeasuredCostsNoOtherItsResults() {
        Plan plan = new Plan(List.of("nonsense", "iterative"), 1, 20, 1 << 16, 1, 1, 1);
        Benchmark benchmark = new Benchmark(plan, (done, all) -> {});
        Results results = benchmark.run();
        assertEquals(1, benchmark.failures().size());
        assertTrue(
                benchmark.failures().get(0).contains("serve ended with status 1"),
                benchmark.failures().get(0));
        assertFalse(results.subjects(Measure.CONNECTIONS).isEmpty());
    }

    @Test
    void aBenchmarkThatIsTerminatedLeavesNeitherServersNorFiles(@TempDir Path temporary)
            throws IOException {
        Process bench =
                new ProcessBuilder(
                                RecommendedFlags.java(),
                                "-Djava.io.tmpdir=" + temporary,
                                "-cp",
                                System.getProperty("java.class.path"),
                                "forkshell.command.Main",
                                "bench",
                                "--quick",
                                "--designs=fork",
                                "--rounds=1")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        Eventually.holds(
                Duration.ofSeconds(180),
                () -> "Python serves",
                () -> bench.descendants().anyMatch(BenchmarkTest::isPythonsServer));
        List<ProcessHandle> servers = bench.descendants().toList();
        bench.destroy();
        Eventually.holds(
                "all servers have ended", () -> servers.stream().noneMatch(ProcessHandle::isAlive));
        Eventually.holds("its process has ended", () -> !bench.isAlive());
        try (Stream<Path> files = Files.list(temporary)) {
            assertEquals(List.of(), files.toList());
        }
    }

    private static boolean isPythonsServer(ProcessHandle process) {
        return process.info().commandLine().orElse("").contains("subject.py serve");
    }

    @Test
    void theFullPlanHasEveryDesignThatThisJdkHas() {
        List<String> missing = new ArrayList<>(ServerModels.names());
        missing.removeAll(Plan.full().designs());
        assertEquals(
                Runtime.version().feature() < 21 ? List.of("virtual-thread") : List.of(), missing);
    }

    /**
     * A server that reaped in another way than its twin would be compared with a different task.
     */
    @ParameterizedTest
    @ValueSource(strings = {MeasuredServer.C, MeasuredServer.FORKSHELL})
    void aServerThatExecutesProgramsReapsThem(String language) throws IOException {
        MeasuredServer exec = new MeasuredServer(language, "exec");
        try (Programs programs = new Programs();
                Subprocess server = programs.start(exec, "serve", "exec")) {
            new Socket("127.0.0.1", Integer.parseInt(server.line())).close();
            Eventually.holds(
                    "the end of a child is told",
                    () -> server.lastError().contains("sig_chld_handler:wait:pid="));
            assertEquals(0, children(server.pid()));
        }
    }

    @Test
    void noWorkerOutlivesItsServer() {
        MeasuredServer prefork = new MeasuredServer(MeasuredServer.C, "prefork");
        try (Programs programs = new Programs()) {
            for (int round = 0; round < 30; round++) {
                Subprocess server = programs.start(prefork, "serve", prefork.design());
                int port = Integer.parseInt(server.line());
                Eventually.holds("eight workers", () -> children(server.pid()) == 8);
                server.close();
                Eventually.holds("nobody listens any more", () -> Facts.listeners(port) == 0);
            }
        }
    }

    private static long children(int pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::children).orElseGet(Stream::empty).count();
    }

    @Test
    void aSmallPlanMeasuresEachServerAndEndsAllOfThem() {
        Plan plan = new Plan(List.of("fork", "iterative"), 1, 60, 1 << 20, 5, 5, 5);
        Benchmark benchmark = new Benchmark(plan, (done, all) -> {});
        Results results = benchmark.run();
        assertEquals(List.of(), benchmark.failures());
        Set<String> designs = new TreeSet<>();
        results.subjects(Measure.BULK).forEach(subject -> designs.add(subject.design()));
        assertEquals(Set.of("fork", "iterative"), designs);
        assertTrue(results.median(Measure.MEMORY, OURS) > 0);
        assertTrue(results.median(Measure.PAGE_FAULTS, OURS) > 10, "a child copies its pages");
        assertTrue(results.median(Measure.REAPING, OURS) > 0);
        assertEquals(3, results.values(Measure.REAPING, OURS).size());
        Eventually.holds(
                "no server is left",
                () -> ProcessHandle.current().descendants().findAny().isEmpty());
    }
}
