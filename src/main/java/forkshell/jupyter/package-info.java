/**
 * A Jupyter kernel on {@link forkshell.notebook.Cells}, and its installation.
 *
 * <p>The central type is {@link forkshell.jupyter.Kernel}. Rules: only this package knows the
 * protocol, messages 5.3 over {@link forkshell.jupyter.zmtp}; a message that is not signed has no
 * effect; every request is answered, a broken one with an error; the kernel never runs a learner's
 * code and never forks, so no child holds its sockets.
 *
 * <pre>{@code
 * KernelSpec spec = KernelSpec.below(Files.createTempDirectory("jupyter"));
 * spec.write(System.getProperty("java.class.path"), "forkshell.command.Main");
 * spec.exists();   // true
 * spec.remove();
 * }</pre>
 *
 * @see <a href="https://jupyter-client.readthedocs.io/en/stable/messaging.html">the protocol</a>
 */
package forkshell.jupyter;
