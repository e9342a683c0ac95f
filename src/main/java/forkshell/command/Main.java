package forkshell.command;

/** The entry point of {@code java -jar forkshell.jar}. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.out.println("import static forkshell.Playground.*;");
    }
}
