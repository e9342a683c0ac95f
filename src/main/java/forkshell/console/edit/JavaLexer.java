package forkshell.console.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Divides Java source that is still being typed into tokens; unfinished ones reach to the end. */
final class JavaLexer {
    private static final Set<String> KEYWORDS =
            Set.of(
                    ("abstract assert boolean break byte case catch char class const continue default do"
                                    + " double else enum extends false final finally float for goto if"
                                    + " implements import instanceof int interface long native new null"
                                    + " package private protected public record return sealed short static"
                                    + " strictfp super switch synchronized this throw throws transient true"
                                    + " try var void volatile while yield")
                            .split(" "));
    private static final Pattern TOKENS =
            Pattern.compile(
                    "(?<comment>//[^\n]*|/\\*(?s:.*?)(?:\\*/|\\z))"
                            + "|(?<string>\"\"\"(?s:.*?)(?:\"\"\"|\\z)"
                            + "|\"[^\"\\\\\n]*+(?:\\\\.[^\"\\\\\n]*+)*+(?:\"|\\z|(?=[\\\\\n]))"
                            + "|'[^'\\\\\n]*+(?:\\\\.[^'\\\\\n]*+)*+(?:'|\\z|(?=[\\\\\n])))"
                            + "|(?<number>\\b\\d[\\w.]*)"
                            + "|(?<annotation>@\\w+)"
                            + "|(?<name>[\\p{javaJavaIdentifierStart}][\\p{javaJavaIdentifierPart}]*)"
                            + "|(?<bracket>[()\\[\\]{}])");

    private JavaLexer() {}

    /** Returns the tokens of {@code source} in order; what lies between them has no colour. */
    static List<Token> tokens(String source) {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = TOKENS.matcher(source);
        while (matcher.find()) {
            tokens.add(new Token(kind(matcher, source), matcher.start(), matcher.end()));
        }
        return tokens;
    }

    private static Token.Kind kind(Matcher found, String source) {
        if (found.group("comment") != null) {
            return Token.Kind.COMMENT;
        }
        if (found.group("string") != null) {
            return Token.Kind.STRING;
        }
        if (found.group("number") != null) {
            return Token.Kind.NUMBER;
        }
        if (found.group("annotation") != null) {
            return Token.Kind.ANNOTATION;
        }
        return found.group("bracket") != null
                ? Token.Kind.BRACKET
                : nameKind(found.group(), source, found.end());
    }

    private static Token.Kind nameKind(String name, String source, int end) {
        if (KEYWORDS.contains(name)) {
            return Token.Kind.KEYWORD;
        }
        if (end < source.length() && source.charAt(end) == '(') {
            return Token.Kind.CALL;
        }
        return Character.isUpperCase(name.charAt(0)) ? Token.Kind.TYPE : Token.Kind.NAME;
    }
}
