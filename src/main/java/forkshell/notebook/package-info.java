/**
 * Notebooks: files of prose and cells, and the cells' evaluation, with or without Jupyter.
 *
 * <p>The central type is {@link forkshell.notebook.Cells}. Rules: snippets and forks happen in the
 * agent of a {@link forkshell.repl.Session}, never here; nothing here knows Jupyter's protocol,
 * which is {@code forkshell.jupyter}'s.
 *
 * <pre>{@code
 * try (Cells cells = new Cells(listener, InputStream.nullInputStream())) {
 *     cells.run(1, "int x = 40 + 2").value(); // Optional[Bundle[forms={text/plain=42}]]
 * }
 * }</pre>
 */
package forkshell.notebook;
