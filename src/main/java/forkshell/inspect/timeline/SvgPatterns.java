package forkshell.inspect.timeline;

import java.util.Map;

/** The pattern of each phase, so that the picture can be read without its colours. */
final class SvgPatterns {
    private static final Map<Phase, String> DRAWN =
            Map.of(
                    Phase.FORKED, "<circle cx=\"4\" cy=\"4\" r=\"1.2\" fill=\"#4a5568\"/>",
                    Phase.SERVING, "",
                    Phase.IDLE, "<path d=\"M0 4h8\" stroke=\"#2e7d32\"/>",
                    Phase.STOPPED,
                            "<path d=\"M2 0v8M5 0v8\" stroke=\"#5d4037\" stroke-width=\"1.5\"/>",
                    Phase.ZOMBIE,
                            "<path d=\"M-2 2l4 -4M0 8l8 -8M6 10l4 -4\" stroke=\"#ffffff\" stroke-width=\"1.5\"/>");

    private SvgPatterns() {}

    static void addTo(StringBuilder out) {
        out.append("<defs>\n");
        for (Phase phase : Phase.values()) {
            out.append(
                            "<pattern id=\"%s\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">"
                                    .formatted(phase.id()))
                    .append(
                            "<rect width=\"8\" height=\"8\" fill=\"%s\"/>%s</pattern>\n"
                                    .formatted(phase.colour(), DRAWN.get(phase)));
        }
        out.append("</defs>\n");
    }
}
