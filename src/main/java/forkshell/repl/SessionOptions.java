package forkshell.repl;

import forkshell.jvm.RecommendedFlags;
import java.io.InputStream;
import java.util.List;

/**
 * How a session is to be.
 *
 * <pre>{@code
 * SessionOptions.defaults().compilerOptions(List.of("-Xlint:all"))
 * }</pre>
 *
 * @param listener hears output and the loss of the agent
 * @param input what snippets read from {@code System.in}; read a byte at a time, only on demand
 * @param classPath of snippets and agent; it must contain forkshell itself
 * @param jvmOptions of the agent
 * @param compilerOptions of the snippets, the class path excepted
 * @param startup source that is evaluated first, on every reset again
 */
public record SessionOptions(
        SessionListener listener,
        InputStream input,
        String classPath,
        List<String> jvmOptions,
        List<String> compilerOptions,
        String startup) {

    /** This program's own class path, the vocabulary imported, output thrown away, no input. */
    public static SessionOptions defaults() {
        return new SessionOptions(
                (pid, stream, text) -> {},
                InputStream.nullInputStream(),
                System.getProperty("java.class.path"),
                RecommendedFlags.options(),
                List.of(),
                Startup.source());
    }

    public SessionOptions listener(SessionListener other) {
        return new SessionOptions(other, input, classPath, jvmOptions, compilerOptions, startup);
    }

    public SessionOptions input(InputStream other) {
        return new SessionOptions(listener, other, classPath, jvmOptions, compilerOptions, startup);
    }

    public SessionOptions classPath(String other) {
        return new SessionOptions(listener, input, other, jvmOptions, compilerOptions, startup);
    }

    public SessionOptions jvmOptions(List<String> other) {
        return new SessionOptions(listener, input, classPath, other, compilerOptions, startup);
    }

    public SessionOptions compilerOptions(List<String> other) {
        return new SessionOptions(listener, input, classPath, jvmOptions, other, startup);
    }

    public SessionOptions startup(String other) {
        return new SessionOptions(listener, input, classPath, jvmOptions, compilerOptions, other);
    }
}
