package forkshell.inspect;

import forkshell.display.Messages;
import forkshell.display.Rich;
import forkshell.display.Visible;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The processes of a session as a tree: the session's own root first, then each process outside of
 * it that adopted orphans, with those orphans.
 */
public record Tree(List<Node> roots) implements Rich {

    /**
     * @param adopter whether it is shown only because it adopted the orphans below it
     */
    public record Node(ProcessRow process, boolean adopter, List<Node> children) {

        /** Returns this process and all below it. */
        public Stream<ProcessRow> processes() {
            return Stream.concat(Stream.of(process), children.stream().flatMap(Node::processes));
        }

        String label(RenderOptions options) {
            return adopter
                    ? process.pid()
                            + " "
                            + Visible.line(process.command())
                            + " "
                            + Messages.of(Tree.class).get("adopted")
                    : process.text(options);
        }
    }

    public Stream<ProcessRow> processes() {
        return roots.stream().flatMap(Node::processes);
    }

    @Override
    public String toString() {
        return "\n" + String.join("\n", lines(RenderOptions.fromEnvironment()));
    }

    @Override
    public String svg() {
        return TreeSvg.of(this);
    }

    public List<String> lines(RenderOptions options) {
        List<String> lines = new ArrayList<>();
        for (Node root : roots) {
            lines.add(root.label(options));
            branches(root, "", options, lines);
        }
        return lines;
    }

    private static void branches(
            Node node, String indent, RenderOptions options, List<String> lines) {
        for (int i = 0; i < node.children().size(); i++) {
            Node child = node.children().get(i);
            boolean last = i == node.children().size() - 1;
            lines.add(indent + (last ? "┗━ " : "┣━ ") + child.label(options));
            branches(child, indent + (last ? "   " : "┃  "), options, lines);
        }
    }
}
