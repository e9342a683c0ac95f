package forkshell.lab;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A lab as its file tells it.
 *
 * @param number the number that its file's name begins with
 * @param name the rest of that name, without {@code .jsh}
 * @param minutes how long it takes, roughly
 * @param buildsOn the labs that come before it
 * @param inC what the same thing is in C
 * @param lecture the lines of the lectures' C programs that it is about
 * @param ending code that gives back what the steps took, when the file runs whole
 */
public record Lab(
        int number,
        String name,
        Prose title,
        int minutes,
        String buildsOn,
        Prose inC,
        List<String> lecture,
        List<Step> steps,
        String ending) {

    /** Returns {@code 03-zombies.jsh}. */
    public String fileName() {
        return String.format("%02d-%s.jsh", number, name);
    }

    /** Returns the place from 0 of a step by its id or its number from 1; -1 when there is none. */
    public int indexOf(String step) {
        return IntStream.range(0, steps.size())
                .filter(i -> steps.get(i).id().equals(step) || step.matches("0*" + (i + 1)))
                .findFirst()
                .orElse(-1);
    }

    @Override
    public String toString() {
        return fileName();
    }
}
