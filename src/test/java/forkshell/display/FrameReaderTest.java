package forkshell.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameReaderTest {
    private static final String TOKEN = "1f2e";
    private static final Frame LINE = new Frame(Frame.Kind.OUT, 4242, "\2 子プロセス \3");
    private static final Frame PICTURE = new Frame(Frame.Kind.SHOWN, 0, "x".repeat(100_000));

    private final List<Object> heard = new ArrayList<>();
    private final FrameReader reader =
            new FrameReader(TOKEN, this::hear, frame -> heard.add(frame));

    /** Pieces of text that follow each other count as one. */
    private void hear(String piece) {
        int last = heard.size() - 1;
        if (last >= 0 && heard.get(last) instanceof String before) {
            heard.set(last, before + piece);
        } else {
            heard.add(piece);
        }
    }

    @Test
    void framesAreTakenOutOfTextWhereverThePiecesEnd() {
        String stream = "é\2" + line() + "\2\2" + TOKEN.charAt(0) + "日本" + line();
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        for (int size = 1; size <= bytes.length; size++) {
            heard.clear();
            takeInPieces(bytes, size);
            assertEquals(List.of("é\2", LINE, "\2\0021日本", LINE), heard, "pieces of " + size);
        }
    }

    private static String line() {
        return LINE.encode(TOKEN);
    }

    private void takeInPieces(byte[] bytes, int size) {
        for (int from = 0; from < bytes.length; from += size) {
            byte[] piece = new byte[Math.min(size, bytes.length - from)];
            System.arraycopy(bytes, from, piece, 0, piece.length);
            reader.take(piece, piece.length);
        }
    }

    @Test
    void aFrameThatIsCutOffCostsNoneOfThoseBehindIt() {
        String cut = PICTURE.encode(TOKEN).substring(0, 5_000);
        take(cut + line() + cut + "\n" + line() + "text");
        assertEquals(List.of(LINE, LINE, "text"), heard);
    }

    @Test
    void aFrameWithAnotherTokenIsText() {
        take(LINE.encode("other"));
        assertEquals(List.of(LINE.encode("other")), heard);
    }

    @Test
    void theBeginningOfAFrameThatIsNoneIsHandedOnAtTheEnd() {
        take("a\2" + TOKEN.charAt(0));
        assertEquals(List.of("a"), heard);
        reader.end();
        assertEquals(List.of("a\2" + TOKEN.charAt(0)), heard);
    }

    @Test
    void aFrameWithoutAnEndIsDroppedAndWhatFollowsIsHandedOn() {
        take("\2" + TOKEN + "O1 ");
        byte[] flood = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 40; i++) {
            reader.take(flood, flood.length);
        }
        take("\n" + line());
        assertEquals(2, heard.size());
        assertTrue(heard.get(0).toString().length() < 30 << 20, "the rest of it is text");
        assertEquals(LINE, heard.get(1));
    }

    @Test
    void noValueMakesAFrameThatIsTooLongToBeRead() {
        String much = "子".repeat(3 << 20);
        Bundle bundle = Bundle.of(new Large(much));
        assertTrue(bundle.plain().startsWith("子子"), "its beginning");
        assertTrue(bundle.plain().endsWith("(no text/html: longer than 1048576 characters)"));
        take(new Frame(Frame.Kind.SHOWN, 0, bundle.encode()).encode(TOKEN));
        assertEquals(1, heard.size());
        assertEquals(bundle, Bundle.decode(((Frame) heard.get(0)).content()));
    }

    private record Large(String text) implements Rich {
        @Override
        public String html() {
            return text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private void take(String stream) {
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        reader.take(bytes, bytes.length);
    }
}
