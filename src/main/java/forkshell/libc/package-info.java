/**
 * The C library, called from Java. Beside {@code jvm} the only package that imports JNA.
 *
 * <p>Three layers, after Stevens' {@code wrapunix.c}: {@link forkshell.libc.Libc} holds the raw
 * calls, one line each with C's spelling; {@link forkshell.libc.Sys}, {@link
 * forkshell.libc.SocketOptions}, {@link forkshell.libc.SignalCalls} and {@link forkshell.libc.Exec}
 * hold their checked twins, which throw {@link forkshell.libc.SystemCallException} and tell the
 * {@link forkshell.libc.Trace}; {@link forkshell.libc.Descriptor} owns one file descriptor and
 * never acts on a recycled number.
 *
 * <p>Rules: what waits says so and for how long; nothing on the way of {@code read} and {@code
 * write} allocates while the trace is off, because a forked child runs it; struct layouts and
 * constants are those of Linux on x86-64 and aarch64 and are tested against C.
 *
 * <pre>{@code
 * int fd = Sys.socket(Libc.AF_INET, Libc.SOCK_STREAM | Libc.SOCK_CLOEXEC, 0);
 * Sys.close(fd);
 * }</pre>
 */
package forkshell.libc;
