package forkshell.lab;

/**
 * A question that is asked before the result shows.
 *
 * @param answer a letter, a number or a word, the same in all languages
 */
public record Prediction(Prose question, String answer) {
    /**
     * Returns whether a guess means the answer: {@code １}, {@code one} and {@code 1つ} mean {@code
     * 1}.
     */
    public boolean isRight(String guess) {
        return Guess.meansTheSame(guess, answer);
    }
}
