/**
 * The vocabulary that a learner types, {@link forkshell.Playground}, and the session that stands
 * behind it in this JVM.
 *
 * <p>Rules. Each method of the vocabulary delegates to the package that does the work. Names and
 * meanings are a contract with the scripts that others have written.
 *
 * <pre>{@code
 * import static forkshell.Playground.*;
 *
 * var child = forkChild(() -> System.out.println("I am " + getpid()));
 * System.out.println(waitFor(child));
 * }</pre>
 */
package forkshell;
