package forkshell.lab;

import java.util.List;
import java.util.Optional;

/**
 * One thing to do.
 *
 * @param id a word; the name by which progress is remembered
 * @param lecture the lines of the lectures' C programs that it corresponds to: {@code A |
 *     close(acc);}
 * @param showsCode whether the step tells the learner what to type from the beginning
 * @param code what to type; the solution
 * @param checks what holds afterwards, in the order in which it is looked at
 * @param rights other ways to do it that must pass, too
 * @param hints a question, a pointer, almost the code
 * @param line where it begins in its file
 */
public record Step(
        String id,
        Prose goal,
        List<String> lecture,
        Optional<Prediction> prediction,
        boolean showsCode,
        String code,
        List<Check> checks,
        List<String> rights,
        List<Prose> hints,
        Prose explanation,
        int line) {}
