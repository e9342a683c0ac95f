package forkshell.terminal;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/**
 * A charset in which lines and blocks, which many encodings lack and others draw two columns wide,
 * become characters of ASCII. So do the few other signs that the locale does not know.
 */
final class PlainGlyphs extends Charset {
    private static final String GLYPHS = "━┃┗┣╵█╌▼×·…»µ";
    private static final String PLAIN = "-|`|'#-vx.~>u";

    private final Charset letters;
    private final Charset known;

    /**
     * @param letters encodes everything else
     * @param known the encoding of the locale
     */
    PlainGlyphs(Charset letters, Charset known) {
        super("x-forkshell-" + letters.name() + "-" + known.name(), null);
        this.letters = letters;
        this.known = known;
    }

    @Override
    public boolean contains(Charset other) {
        return letters.contains(other);
    }

    @Override
    public CharsetDecoder newDecoder() {
        return letters.newDecoder();
    }

    @Override
    public CharsetEncoder newEncoder() {
        return new Encoder(letters.newEncoder());
    }

    private final class Encoder extends CharsetEncoder {
        private final CharsetEncoder encoder;
        private final CharsetEncoder test = known.newEncoder();

        Encoder(CharsetEncoder encoder) {
            super(
                    PlainGlyphs.this,
                    encoder.averageBytesPerChar(),
                    encoder.maxBytesPerChar(),
                    encoder.replacement());
            this.encoder =
                    encoder.onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT);
        }

        @Override
        protected CoderResult encodeLoop(CharBuffer in, ByteBuffer out) {
            CharBuffer plain = plain(in);
            CoderResult result = encoder.encode(plain, out, false);
            in.position(in.position() + plain.position());
            return result;
        }

        private CharBuffer plain(CharBuffer in) {
            char[] text = new char[in.remaining()];
            for (int i = 0; i < text.length; i++) {
                text[i] = plain(in.get(in.position() + i));
            }
            return CharBuffer.wrap(text);
        }

        private char plain(char c) {
            int index = c < 128 ? -1 : GLYPHS.indexOf(c);
            return index >= 0 && (isDrawing(c) || !test.canEncode(c)) ? PLAIN.charAt(index) : c;
        }

        /** Box drawing, block elements and geometric shapes of Unicode. */
        private boolean isDrawing(char c) {
            return c >= '\u2500' && c <= '\u25ff';
        }

        @Override
        protected CoderResult implFlush(ByteBuffer out) {
            CoderResult result = encoder.encode(CharBuffer.allocate(0), out, true);
            return result.isUnderflow() ? encoder.flush(out) : result;
        }

        @Override
        protected void implReset() {
            encoder.reset();
        }

        @Override
        public boolean isLegalReplacement(byte[] bytes) {
            return true;
        }
    }
}
