package forkshell.lab;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a learner means by an answer: in full width or half, as a digit or a word, in any case. */
final class Guess {
    private static final Map<String, List<String>> MEANINGS =
            Map.of(
                    "yes", List.of("はい", "うん", "ええ", "y", "true", "見える", "できる", "する"),
                    "no", List.of("いいえ", "いや", "n", "false", "見えない", "できない", "しない"));
    private static final List<List<String>> NUMBERS =
            List.of(
                    List.of("zero", "none", "零", "〇", "ゼロ", "なし"),
                    List.of("one", "一"),
                    List.of("two", "二"),
                    List.of("three", "三"),
                    List.of("four", "四"),
                    List.of("five", "五"),
                    List.of("six", "六"),
                    List.of("seven", "七"),
                    List.of("eight", "八"),
                    List.of("nine", "九"),
                    List.of("ten", "十"));
    private static final String COUNTERS =
            "(つ|個|こ|人|回|番|本|バイト|メガバイト|プロセス|bytes?|mb|times?|processes|children)?";

    private Guess() {}

    static boolean meansTheSame(String guess, String answer) {
        return meaning(guess).equals(meaning(answer));
    }

    private static String meaning(String text) {
        String plain =
                Normalizer.normalize(text, Normalizer.Form.NFKC)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[().\\[\\]。、「」\"'\\s]|です$", "");
        for (Map.Entry<String, List<String>> each : MEANINGS.entrySet()) {
            if (each.getValue().contains(plain)) {
                return each.getKey();
            }
        }
        String counted = plain.replaceFirst("(?<=.)" + COUNTERS + "$", "");
        for (int i = 0; i < NUMBERS.size(); i++) {
            if (NUMBERS.get(i).contains(counted)) {
                return String.valueOf(i);
            }
        }
        return counted.matches("\\d+") ? counted : plain;
    }
}
