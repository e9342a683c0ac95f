/**
 * Trials that try to break forkshell and end with a verdict. The central type is {@link
 * forkshell.trial.ForkTrial}: very many forks while {@link forkshell.trial.Noise} holds the JVM's
 * locks as often as it can.
 *
 * <p>Rules. A trial counts and judges; it prints nothing and ends nobody but its own children. What
 * it counts about the kernel it reads from /proc, not from forkshell's own books.
 *
 * <pre>{@code
 * import forkshell.process.ProcessTable;
 *
 * ForkTrial trial = new ForkTrial(new ProcessTable(), 20, 4, Set.of(Noise.THREADS), 1);
 * System.out.println(trial.run(done -> {}));
 * }</pre>
 */
package forkshell.trial;
