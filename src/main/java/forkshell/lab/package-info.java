/**
 * The labs: their format, their checks, and the way through them. No terminal.
 *
 * <p>The central type is {@link forkshell.lab.LabPlayer}, whose methods are the learner's commands;
 * {@link forkshell.lab.LabFile} reads a lab, {@link forkshell.lab.Labs} lists them. Rules:
 *
 * <ul>
 *   <li>A check proves a deed: it looks at what the journal has noted since the step began ({@link
 *       forkshell.lab.Deeds}) and at what the kernel shows ({@link forkshell.lab.Facts}), never at
 *       what was typed or printed. A right answer passes whatever its type ({@link
 *       forkshell.lab.Answers}).
 *   <li>The first check that fails is told, with what was expected, what was found, the evidence
 *       and the likely cause; never a stack trace.
 *   <li>What a lab has opened or forked is ended when the learner leaves it, and nothing else.
 * </ul>
 *
 * <pre>{@code
 * import forkshell.repl.*;
 *
 * Session session = Session.open(SessionOptions.defaults());
 * Evaluation evaluation = new SessionEvaluation(() -> session, outcome -> {});
 * Progress progress = new Progress(Files.createTempDirectory("lab").resolve("progress"));
 * LabPlayer player = new LabPlayer(Labs.builtIn(), evaluation, progress, Language.EN, reply -> {});
 * player.start("1", "").text(); // "Lab 1: ..."
 * session.close();
 * }</pre>
 */
package forkshell.lab;
