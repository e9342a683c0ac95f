package forkshell.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What locales make of lines, blocks and letters. */
@Tag("quick")
class TerminalCharsetTest {
    private static final String DRAWN = "┣━ ┗━ ┃ ╵ █╌× ▼ · … 日本 €";

    @ParameterizedTest
    @CsvSource({
        "C.UTF-8, ┣━ ┗━ ┃ ╵ █╌× ▼ · … 日本 €",
        "ja_JP.utf8, ┣━ ┗━ ┃ ╵ █╌× ▼ · … 日本 €",
        "C, |- `- | ' #-x v . ~ 日本 €",
        "POSIX, |- `- | ' #-x v . ~ 日本 €",
        "'', |- `- | ' #-x v . ~ 日本 €",
        "ja_JP.EUC-JP, |- `- | ' #-× v . … 日本 ?",
        "ja_JP.eucJP@x, |- `- | ' #-× v . … 日本 ?",
        "ja_JP.SJIS, |- `- | ' #-× v . … 日本 ?",
        "de_DE.ISO-8859-15, |- `- | ' #-× v · ~ ?? €",
    })
    void aLocaleWithoutBlocksGetsAscii(String locale, String shown) {
        Charset charset = TerminalCharset.of(Map.of("LANG", locale), false);
        assertEquals(shown, new String(DRAWN.getBytes(charset), charset), charset.name());
    }

    @Test
    void theFirstVariableThatIsSetDecides() {
        Map<String, String> environment =
                Map.of("LC_ALL", "", "LC_CTYPE", "ja_JP.EUC-JP", "LANG", "C.UTF-8");
        ByteBuffer bytes = TerminalCharset.of(environment, false).encode("日┃");
        assertEquals(ByteBuffer.wrap("日|".getBytes(Charset.forName("EUC-JP"))), bytes);
    }

    @Test
    void anOptionDrawsWithAsciiInAnyLocale() {
        Charset charset = TerminalCharset.of(Map.of("LANG", "ja_JP.UTF-8"), true);
        String text = "┃日本".repeat(10_000);
        String shown = text.replace('┃', '|');
        assertEquals(shown, new String(text.getBytes(charset), StandardCharsets.UTF_8));
    }
}
