/**
 * The command line: {@link forkshell.command.Main} opens the console or hands over to {@link
 * forkshell.command.Forkshell}, whose subcommands are one class each.
 *
 * <p>Rules. Wrong arguments get one sentence and exit status 2, a command that fails exit status 1.
 * A command that forks runs in a JVM with {@link forkshell.jvm.RecommendedFlags}: {@link
 * forkshell.command.Relaunch} sees to that.
 *
 * <pre>
 * java -jar target/forkshell.jar serve --lecture a 7777
 * </pre>
 */
package forkshell.command;
