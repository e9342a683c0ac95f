package forkshell.repl;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Documentation comments of forkshell's own vocabulary, read from the sources that its jar carries
 * as resources below {@code sources/}.
 */
final class Sources {
    private Sources() {}

    /**
     * Returns the comment of the declaration with {@code signature}, as JShell writes it; or null.
     */
    static String comment(String signature) {
        Declaration wanted = Declaration.parse(signature);
        if (wanted.type() == null) {
            return null;
        }
        try {
            String source = SourceFiles.read(wanted.type());
            return source == null ? null : comment(source, wanted);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String comment(String source, Declaration wanted) throws IOException {
        JavacTask task =
                (JavacTask)
                        ToolProvider.getSystemJavaCompiler()
                                .getTask(
                                        null,
                                        null,
                                        diagnostic -> {},
                                        List.of("-proc:none"),
                                        null,
                                        List.of(new SourceText(source)));
        Finder finder = new Finder(DocTrees.instance(task), wanted);
        for (CompilationUnitTree unit : task.parse()) {
            finder.scan(unit, null);
        }
        return finder.comment;
    }

    /**
     * What a signature names: a type, and in it a member with parameter types, if any. The type is
     * null for a method or variable of the learner's own, which stands in none.
     */
    private record Declaration(String type, String member, List<String> parameters) {

        static Declaration parse(String signature) {
            String plain = withoutTypeArguments(signature);
            int open = plain.indexOf('(');
            if (open < 0) {
                String[] names = plain.replaceAll(":.*", "").split("\\.");
                boolean isField = plain.contains(":");
                String last = names[names.length - 1];
                return isField
                        ? new Declaration(enclosing(names), last, null)
                        : new Declaration(last, null, null);
            }
            String qualified = plain.substring(plain.lastIndexOf(' ', open) + 1, open);
            String[] names = qualified.split("\\.");
            String last = names[names.length - 1];
            boolean isConstructor = Character.isUpperCase(last.charAt(0));
            return new Declaration(
                    isConstructor ? last : enclosing(names),
                    isConstructor ? "<init>" : last,
                    parameters(plain.substring(open + 1, plain.indexOf(')'))));
        }

        private static String enclosing(String[] names) {
            return names.length == 1 ? null : names[names.length - 2];
        }

        private static List<String> parameters(String list) {
            return list.isBlank()
                    ? List.of()
                    : List.of(list.split(",")).stream()
                            .map(parameter -> simple(parameter.trim().replaceAll(" \\w+$", "")))
                            .toList();
        }

        static String simple(String type) {
            return withoutTypeArguments(type)
                    .replaceAll("\\w+\\.(?=\\w)", "")
                    .replace("...", "[]")
                    .trim();
        }

        private static String withoutTypeArguments(String text) {
            String shorter = text.replaceAll("<[^<>]*>", "");
            return shorter.equals(text) ? text : withoutTypeArguments(shorter);
        }
    }

    /** Walks a source file to the wanted declaration. */
    private static final class Finder extends TreePathScanner<Void, Void> {
        private final DocTrees trees;
        private final Declaration wanted;
        private String comment;

        Finder(DocTrees trees, Declaration wanted) {
            this.trees = trees;
            this.wanted = wanted;
        }

        @Override
        public Void visitClass(ClassTree type, Void unused) {
            if (wanted.member() == null && type.getSimpleName().contentEquals(wanted.type())) {
                take();
            }
            return super.visitClass(type, unused);
        }

        @Override
        public Void visitVariable(VariableTree field, Void unused) {
            boolean isField = getCurrentPath().getParentPath().getLeaf() instanceof ClassTree;
            if (isField && wanted.parameters() == null && named(field.getName())) {
                take();
            }
            return null;
        }

        @Override
        public Void visitMethod(MethodTree method, Void unused) {
            List<String> parameters =
                    method.getParameters().stream()
                            .map(VariableTree::getType)
                            .map(Tree::toString)
                            .map(Declaration::simple)
                            .collect(Collectors.toList());
            if (named(method.getName()) && parameters.equals(wanted.parameters())) {
                take();
            }
            return null;
        }

        private boolean named(CharSequence name) {
            return wanted.member() != null && wanted.member().contentEquals(name);
        }

        private void take() {
            comment = trees.getDocComment(getCurrentPath());
        }
    }

    /** A source file in memory. */
    private static final class SourceText extends SimpleJavaFileObject {
        private final String text;

        SourceText(String text) {
            super(URI.create("string:///Source.java"), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
