/**
 * Judges servers that others have written, by what the kernel shows of them: {@link
 * forkshell.check.Cases} is the table, {@link forkshell.check.Checker} plays it.
 *
 * <p>Rules. A case starts the program afresh, in a sandbox of its own, and nothing of it outlives
 * the case. A case waits for facts of /proc and of its own sockets, never for a time, and no
 * verdict depends on a wording, a port or a pid. A slow machine gets longer deadlines. What a case
 * cannot try is not applicable, with the reason; it never counts as failed.
 *
 * <pre>{@code
 * try (Checker checker = new Checker(Lecture.A);
 *         Submission work = Submission.of(Path.of("src/test/c/lecture-a.c"), List.of("{port}"))) {
 *     System.out.println(checker.check(work, Cases.all().subList(0, 2), finding -> {}));
 * }
 * }</pre>
 */
package forkshell.check;
