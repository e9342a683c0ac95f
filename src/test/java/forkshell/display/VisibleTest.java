package forkshell.display;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("quick")
class VisibleTest {
    private static final String TITLE = "\u001b]0;mine\u0007";

    @Test
    void whatATerminalObeysIsShownAsCatShowsIt() {
        assertEquals("^[]0;mine^G^?^M^@", Visible.line(TITLE + "\u007f\r\0"));
        assertEquals("a^Jb^Ic", Visible.line("a\nb\tc"));
    }

    @Test
    void whatHasNoNameForCatIsShownByItsNumber() {
        assertEquals("\\u{9b}2J", Visible.line("\u009b2J"));
        assertEquals("exe\\u{202e}gpj", Visible.line("exe\u202egpj"));
        assertEquals("\\u{2028}\\u{d800}", Visible.line("\u2028\ud800"));
        assertEquals("\\u{e0001}", Visible.line("\udb40\udc01"));
    }

    @Test
    void aTextKeepsItsLinesAndTabs() {
        assertEquals("a\r\nb\n\tc^M^[", Visible.text("a\r\nb\n\tc\r\u001b"));
    }

    @Test
    void wordsOfAnyLanguageStayWhatTheyAre() {
        String words = "子プロセス é 👩\u200d👧 شكرا";
        assertEquals(words, Visible.line(words));
    }

    @Test
    void aPageHoldsNothingThatABrowserOrAnXmlParserObeys() {
        assertEquals("&lt;a href=\"x\"&gt;&amp;^[", Html.escaped("<a href=\"x\">&\u001b"));
        assertEquals("&quot;^G", Html.attribute("\"\u0007"));
    }
}
