package forkshell.console.command;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Decodes source files as editors save them, without being told the encoding. */
final class SourceText {
    private static final String BYTE_ORDER_MARK = "\ufeff";

    /** Text of one of them is hardly ever right in one of those before it. */
    private static final List<Charset> LIKELIEST_FIRST =
            Stream.of("UTF-8", "EUC-JP", "windows-31j").map(Charset::forName).toList();

    private SourceText() {}

    /**
     * Returns the text of {@code bytes}; none when they are in no encoding that is known here. A
     * byte order mark is left out.
     */
    static Optional<String> decode(byte[] bytes) {
        return isUtf16(bytes)
                ? strictly(StandardCharsets.UTF_16, bytes)
                : LIKELIEST_FIRST.stream()
                        .flatMap(charset -> strictly(charset, bytes).stream())
                        .findFirst()
                        .map(text -> text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
    }

    /** Returns the number of the first line that is not UTF-8, counted from 1. */
    static int lineOfFirstError(byte[] bytes) {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        StandardCharsets.UTF_8.newDecoder().decode(rest, CharBuffer.allocate(bytes.length), true);
        int line = 1;
        for (int i = 0; i < rest.position(); i++) {
            line += bytes[i] == '\n' ? 1 : 0;
        }
        return line;
    }

    private static boolean isUtf16(byte[] bytes) {
        int mark = bytes.length < 2 ? 0 : (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
        return mark == 0xfeff || mark == 0xfffe;
    }

    private static Optional<String> strictly(Charset charset, byte[] bytes) {
        try {
            return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException otherEncoding) {
            return Optional.empty();
        }
    }
}
