package forkshell.inspect;

import forkshell.display.Html;
import java.util.Locale;

/** Draws a tree of processes as boxes, each below its parent; a dashed one has only adopted. */
final class TreeSvg {
    private static final int WIDTH = 960;
    private static final int ROW = 34;
    private static final int BOX = 26;
    private static final int STEP = 36;
    private static final int MARGIN = 12;

    private final StringBuilder boxes = new StringBuilder();
    private final StringBuilder lines = new StringBuilder();
    private int rows;

    private TreeSvg() {}

    static String of(Tree tree) {
        TreeSvg svg = new TreeSvg();
        tree.roots().forEach(root -> svg.draw(root, 0));
        int height = svg.rows * ROW + 2 * MARGIN;
        return form(
                        "<svg xmlns='http://www.w3.org/2000/svg' role='img' font-family='sans-serif'"
                                + " font-size='13' viewBox='0 0 %d %d' width='%d' height='%d'>"
                                + "<title>Processes</title><desc>%s</desc>",
                        WIDTH,
                        height,
                        WIDTH,
                        height,
                        Html.escaped(String.join("\n", tree.lines(RenderOptions.PLAIN))))
                + form("<rect width='%d' height='%d' fill='#ffffff'/>\n", WIDTH, height)
                + svg.lines
                + svg.boxes
                + "</svg>\n";
    }

    /** Returns the row of the box. */
    private int draw(Tree.Node node, int depth) {
        int row = rows++;
        box(node, depth, row);
        for (Tree.Node child : node.children()) {
            connect(depth, row, draw(child, depth + 1));
        }
        return row;
    }

    private void box(Tree.Node node, int depth, int row) {
        int x = MARGIN + depth * STEP;
        int y = MARGIN + row * ROW;
        boxes.append(
                form(
                        "<rect x='%d' y='%d' width='%d' height='%d' rx='4' fill='#ffffff' stroke='#57606a'%s/>",
                        x,
                        y,
                        WIDTH - MARGIN - x,
                        BOX,
                        node.adopter() ? " stroke-dasharray='4 3'" : ""));
        boxes.append(
                form(
                        "<text x='%d' y='%d' fill='%s'>%s</text>\n",
                        x + 10,
                        y + 18,
                        colour(node),
                        Html.escaped(node.label(RenderOptions.PLAIN))));
    }

    private static String colour(Tree.Node node) {
        String css = node.process().state().tone().css();
        return css.isEmpty() ? "#000000" : css;
    }

    private void connect(int depth, int parent, int child) {
        int x = MARGIN + depth * STEP + STEP / 2;
        lines.append(
                form(
                        "<path d='M%d %d V%d H%d' fill='none' stroke='#57606a'/>\n",
                        x,
                        MARGIN + parent * ROW + BOX,
                        MARGIN + child * ROW + BOX / 2,
                        x + STEP / 2));
    }

    private static String form(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
