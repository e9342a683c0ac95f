/**
 * Everything that happens around a fork of the running JVM. The central type is {@link
 * forkshell.process.ProcessTable}.
 *
 * <p>Rules. Only the forking thread exists in a child, so a child may be lost to a lock that
 * another thread held: {@link forkshell.process.Forker} has each child prove itself ({@link
 * forkshell.jvm.Canary}) before it is called ready, {@link forkshell.jvm.Wedge} recognises the lost
 * ones and {@link forkshell.process.WedgeWatch} finds those that are lost later. The calling thread
 * forks, and the child continues it; one forks at a time. {@link forkshell.process.Reaper} takes
 * the status of every child that was ready, and a child leaves by {@code _exit} only ({@link
 * forkshell.process.ChildMain}).
 *
 * <pre>{@code
 * ProcessTable table = new ProcessTable();
 * Child child = table.fork("", () -> System.out.println("I am " + getpid()));
 * Exit exit = table.waitFor(child);
 * }</pre>
 */
package forkshell.process;
