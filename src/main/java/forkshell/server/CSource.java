package forkshell.server;

import forkshell.display.Messages;
import forkshell.libc.Errno;
import forkshell.libc.SystemCallException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The C program that does what an accept loop does. Prints as its text. It takes a port, and needs
 * nothing but {@code cc -pthread}.
 *
 * @param text the source
 */
public record CSource(String text) {
    private static final Messages WORDS = Messages.of(CSource.class);

    /**
     * Returns the program for a loop with {@code options}: its design, reaping, limit and mistakes.
     * A handler other than the echo is marked in a comment.
     *
     * @throws SystemCallException ENOSYS for a model that has no program in C
     */
    public static CSource of(LoopOptions options) {
        ServerModel model = options.model().get();
        Design design =
                ServerModels.designs().stream()
                        .filter(Design::inC)
                        .filter(row -> row.get().toString().equals(model.toString()))
                        .findFirst()
                        .orElseThrow(() -> missing(model));
        CTemplate template = new CTemplate(facts(options, model), values(options, design));
        return new CSource(
                "/* "
                        + design.summary()
                        + "\n * Compile: cc -Wall -Wextra -O2 -pthread -o server server.c */\n"
                        + template.assemble(parts(design)));
    }

    private static SystemCallException missing(ServerModel model) {
        return new SystemCallException(
                "c",
                model.toString(),
                Errno.ENOSYS,
                WORDS.get(
                        "no.c",
                        ServerModels.designs().stream()
                                .filter(Design::inC)
                                .map(Design::name)
                                .collect(Collectors.joining(", "))));
    }

    private static List<String> parts(Design design) {
        return Stream.of(Stream.of("die"), design.c().stream(), Stream.of("listen_on", "main"))
                .flatMap(names -> names)
                .map(CSource::resource)
                .toList();
    }

    /** Returns the path of a part of these programs. */
    public static String resource(String part) {
        return "/c/" + part + ".c";
    }

    private static Set<String> facts(LoopOptions options, ServerModel model) {
        Set<String> facts = new HashSet<>();
        options.mistakes().forEach(mistake -> facts.add(word(mistake)));
        options.reaping().forEach(reaping -> facts.add(word(reaping)));
        add(facts, "reaps", !options.reaping().isEmpty());
        add(facts, "dies", model instanceof LazyReaping);
        add(facts, "other-handler", !options.echoes());
        return facts;
    }

    private static void add(Set<String> facts, String fact, boolean holds) {
        if (holds) {
            facts.add(fact);
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    private static Map<String, String> values(LoopOptions options, Design design) {
        return Map.of(
                "limit", Integer.toString(options.limit()),
                "workers", Integer.toString(Math.min(Prefork.WORKERS, options.limit())),
                "serve", design.c().get(design.c().size() - 1));
    }

    /** Writes the text to {@code file}, which is replaced if there is one, and returns it. */
    public Path save(Path file) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
