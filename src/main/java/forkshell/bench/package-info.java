/**
 * Measures the server designs of {@link forkshell.server} beside the same designs in C and in
 * Python. The central type is {@link forkshell.bench.Benchmark}.
 *
 * <p>Rules. All servers are driven by one {@link forkshell.bench.LoadGenerator} in a process of its
 * own. Measurements of different servers are interleaved, round by round, so that whatever else the
 * computer does falls on all of them; what counts is the median and the ratio to C within one run.
 * Each step has a time limit, and whatever was started is ended.
 *
 * <pre>{@code
 * Plan plan = Plan.quick().designs(List.of("iterative")).rounds(1);
 * Results results = new Benchmark(plan, (done, steps) -> {}).run();
 * System.out.println(new ResultTable(results));
 * }</pre>
 */
package forkshell.bench;
