package forkshell.lab;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The imports that the checks of a lab need. */
public final class CheckImports {
    /** One line each, in Java. */
    public static final String SOURCE =
            Stream.of(Answers.class, Deeds.class, Facts.class)
                    .map(type -> "import static " + type.getName() + ".*;")
                    .collect(Collectors.joining("\n"));

    private CheckImports() {}
}
