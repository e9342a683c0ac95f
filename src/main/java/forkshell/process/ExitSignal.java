package forkshell.process;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * The JVM's handler for SIGCHLD: {@code sun.misc.Signal}, reached by reflection because javac
 * forbids its name. The JVM calls it on a thread of its own, so it may do what a C handler must
 * not.
 */
final class ExitSignal {
    private static final String SIGNAL = "sun.misc.Signal";
    private static final String HANDLER = "sun.misc.SignalHandler";

    private ExitSignal() {}

    /**
     * The first ProcessBuilder of a JVM sets SIGCHLD to its default, so that has to happen before.
     */
    private static void letProcessBuilderResetFirst() throws ReflectiveOperationException {
        Class.forName("java.lang.ProcessImpl");
    }

    static void handle(Runnable action) {
        InvocationHandler handler =
                (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "handle" -> action.run();
                        case "hashCode" -> {
                            return System.identityHashCode(proxy);
                        }
                        case "equals" -> {
                            return proxy == arguments[0];
                        }
                        default -> {
                            return "forkshell's SIGCHLD handler";
                        }
                    }
                    return null;
                };
        try {
            letProcessBuilderResetFirst();
            Class<?> type = Class.forName(HANDLER);
            install(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JDK lacks the module jdk.unsupported", e);
        }
    }

    /**
     * The default action: nothing happens, and an ended child stays a zombie until somebody waits
     * for it.
     */
    static void restoreDefault() {
        standard("SIG_DFL");
    }

    /** SIG_IGN: an ended child leaves no zombie and no status; waitpid(2) says ECHILD. */
    static void ignore() {
        standard("SIG_IGN");
    }

    private static void standard(String name) {
        try {
            letProcessBuilderResetFirst();
            install(Class.forName(HANDLER).getField(name).get(null));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JDK lacks the module jdk.unsupported", e);
        }
    }

    private static void install(Object handler) throws ReflectiveOperationException {
        Class<?> signal = Class.forName(SIGNAL);
        Object chld = signal.getConstructor(String.class).newInstance("CHLD");
        signal.getMethod("handle", signal, Class.forName(HANDLER)).invoke(null, chld, handler);
    }
}
