package forkshell.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a lab says to the learner: paragraphs, not yet broken into lines. */
public record Reply(List<Paragraph> paragraphs) {
    /** What a paragraph is, for whoever colours it. */
    public enum Style {
        TITLE,
        TEXT,
        CODE,
        GOOD,
        BAD,
        QUIET,
        EVIDENCE
    }

    /** A paragraph; only code and evidence have line breaks. */
    public record Paragraph(Style style, String text) {}

    static final Reply NOTHING = new Reply(List.of());

    static Reply of(Style style, String text) {
        return NOTHING.and(style, text);
    }

    /** This and one more paragraph; an empty text adds nothing. */
    Reply and(Style style, String text) {
        if (text.isEmpty()) {
            return this;
        }
        List<Paragraph> more = new ArrayList<>(paragraphs);
        more.add(new Paragraph(style, text));
        return new Reply(List.copyOf(more));
    }

    Reply and(Reply other) {
        Reply both = this;
        for (Paragraph each : other.paragraphs) {
            both = both.and(each.style(), each.text());
        }
        return both;
    }

    /** Returns all of it, a paragraph a line. */
    public String text() {
        return paragraphs.stream().map(Paragraph::text).collect(Collectors.joining("\n"));
    }
}
