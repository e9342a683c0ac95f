package forkshell.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTextTest {
    private static final String SOURCE = "// 子プロセスを作る。ｱｲｳ\nint x = 1;\n";

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "Shift_JIS", "windows-31j", "EUC-JP", "UTF-16"})
    void theEncodingIsRecognised(String charset) {
        assertEquals(
                Optional.of(SOURCE), SourceText.decode(SOURCE.getBytes(Charset.forName(charset))));
    }

    @Test
    void aByteOrderMarkIsLeftOut() {
        byte[] bytes = ("\ufeff" + SOURCE).getBytes(StandardCharsets.UTF_8);
        assertEquals(Optional.of(SOURCE), SourceText.decode(bytes));
    }

    @Test
    void whatIsNoTextIsNamedWithItsLine() {
        byte[] bytes = "int x;\n\n\u00ff\u00ff\u00ff".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(Optional.empty(), SourceText.decode(bytes));
        assertEquals(3, SourceText.lineOfFirstError(bytes));
    }
}
