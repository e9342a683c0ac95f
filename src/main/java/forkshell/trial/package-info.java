/**
 * Trials that try to break forkshell and end with a verdict. The central type is {@link
 * forkshell.trial.ForkTrial}: very many forks while {@link forkshell.trial.Noise} holds the JVM's
 * locks as often as it can.
 *
 * <p>Rules. A trial counts and judges; it prints nothing and ends nobody but its own children. What
 * it counts about the kernel it reads from /proc, not from forkshell's own books.
 *
 * <pre>{@code
 * ForkTrialReport report = new ForkTrial(new ProcessTable(), 100, 4, Set.of(Noise.THREADS), 1).run(done -> {});
 * System.out.println(report);
 * }</pre>
 */
package forkshell.trial;
