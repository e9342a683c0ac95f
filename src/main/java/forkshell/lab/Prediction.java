package forkshell.lab;

import java.util.Locale;

/**
 * A question that is asked before the result shows.
 *
 * @param answer a letter, a number or a word, the same in both languages
 */
public record Prediction(Prose question, String answer) {
    public boolean isRight(String guess) {
        return normal(guess).equals(normal(answer));
    }

    private static String normal(String text) {
        return text.strip().toLowerCase(Locale.ROOT).replaceAll("[().]", "");
    }
}
