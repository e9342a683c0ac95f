/**
 * Readers of /proc, as proc(5) describes it: small records, one for each file, and nothing that
 * judges or prints.
 *
 * <p>The central type is {@link forkshell.proc.Fact}: what one look gave, or why there is nothing
 * to see. Rules: nothing else reads below /proc, but for libc's shared memory, which this package
 * uses, the shell script that guards what strace(1) traces, and the doctor, which shows how the
 * system is set up; plain file reading without root, and native calls, for speed, in {@link
 * forkshell.proc.FastReader} only; no reader throws because a process ended or is not ours; whoever
 * combines two files of one pid compares {@link forkshell.proc.Stat#startTicks()} before and after,
 * because pids are reused.
 *
 * <pre>{@code
 * Stat.of(1).map(Stat::command);                            // Fact of "systemd"
 * Stat.of(99999999).isKnown();                              // false
 * ProcessFamily.of((int) ProcessHandle.current().pid()).zombies(); // 0
 * }</pre>
 */
package forkshell.proc;
