/**
 * What concerns HotSpot rather than Unix: how to start a JVM that forks often, what to load and
 * call before the first fork, how a child proves that it inherited no lock of a vanished thread,
 * and how a child that did is recognised. The central types are {@link forkshell.jvm.Canary} and
 * {@link forkshell.jvm.Wedge}.
 *
 * <p>Rules. Nothing here forks, waits for a child or keeps a list of children. Beside {@code libc}
 * this is the only package that may use JNA, for the JVM's own native interfaces ({@link
 * forkshell.jvm.JvmTools}, {@link forkshell.jvm.PendingMonitor}).
 *
 * <pre>{@code
 * ProcessBuilder server = RecommendedFlags.jvm(RecommendedFlags.options());
 * boolean stuck = Wedge.isWedged((int) ProcessHandle.current().pid());
 * }</pre>
 */
package forkshell.jvm;
