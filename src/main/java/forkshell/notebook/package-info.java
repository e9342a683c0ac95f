/**
 * Notebooks: files of prose and cells, and the cells' evaluation, with or without Jupyter.
 *
 * <p>The central type is {@link forkshell.notebook.Cells}. Rules: snippets and forks happen in the
 * agent of a {@link forkshell.repl.Session}, never here; nothing here knows Jupyter's protocol,
 * which is {@code forkshell.jupyter}'s.
 *
 * <pre>{@code
 * Notebook notebook = Notebook.read(Path.of("notebooks/02-fork.ipynb"));
 * notebook.cells().get(0); // the title
 * }</pre>
 */
package forkshell.notebook;
