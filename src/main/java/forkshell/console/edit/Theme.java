package forkshell.console.edit;

import forkshell.repl.Line;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** The colours; there are none without a terminal that shows them. */
public record Theme(boolean colours) {
    private static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;
    private static final AttributedStyle ERROR = PLAIN.foreground(AttributedStyle.RED);
    private static final int[] PID_COLOURS = {33, 37, 41, 63, 97, 135, 166, 172, 178, 204};

    AttributedStyle token(Token.Kind kind) {
        AttributedStyle style =
                switch (kind) {
                    case KEYWORD -> PLAIN.foreground(AttributedStyle.MAGENTA).bold();
                    case TYPE -> PLAIN.foreground(AttributedStyle.CYAN);
                    case CALL -> PLAIN.foreground(AttributedStyle.BLUE);
                    case STRING -> PLAIN.foreground(AttributedStyle.GREEN);
                    case NUMBER -> PLAIN.foreground(AttributedStyle.YELLOW);
                    case COMMENT -> PLAIN.faint().italic();
                    case ANNOTATION -> PLAIN.foreground(AttributedStyle.YELLOW);
                    case NAME, BRACKET -> PLAIN;
                };
        return style(style);
    }

    /** Returns a pair of brackets of which the cursor touches one. */
    AttributedStyle pair() {
        return style(PLAIN.bold().underline());
    }

    public AttributedStyle prompt() {
        return style(PLAIN.foreground(AttributedStyle.CYAN).bold());
    }

    public AttributedStyle running() {
        return style(PLAIN.foreground(AttributedStyle.GREEN));
    }

    public AttributedStyle zombies() {
        return style(PLAIN.foreground(AttributedStyle.RED).bold());
    }

    public AttributedStyle error() {
        return style(ERROR);
    }

    public AttributedStyle faint() {
        return style(PLAIN.faint());
    }

    /** Returns the colour of a process; neighbours differ. */
    public AttributedStyle pid(int pid) {
        return style(PLAIN.foreground(PID_COLOURS[pid % PID_COLOURS.length]));
    }

    /** Returns a line of feedback in its colour, the wrong part of a source line underlined. */
    public AttributedString line(Line line) {
        AttributedStringBuilder text = new AttributedStringBuilder();
        text.append(line.text().substring(0, line.from()), style(base(line.style())));
        text.append(line.text().substring(line.from(), line.to()), style(ERROR.underline()));
        text.append(line.text().substring(line.to()), style(base(line.style())));
        return text.toAttributedString();
    }

    private static AttributedStyle base(Line.Style style) {
        return switch (style) {
            case VALUE, SOURCE -> PLAIN;
            case CHANGE, FRAME -> PLAIN.faint();
            case ERROR, POINTER -> ERROR;
        };
    }

    private AttributedStyle style(AttributedStyle style) {
        return colours ? style : PLAIN;
    }
}
