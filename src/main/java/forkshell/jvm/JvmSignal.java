package forkshell.jvm;

import forkshell.libc.Signal;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * The JVM's signal handlers: {@code sun.misc.Signal}, reached by reflection because javac forbids
 * its name. The JVM calls them on a thread of their own, so they may do what a C handler must not.
 */
public final class JvmSignal {
    private static final String SIGNAL = "sun.misc.Signal";
    private static final String HANDLER = "sun.misc.SignalHandler";

    private JvmSignal() {}

    /** Runs {@code action} whenever {@code signal} arrives. */
    public static void handle(Signal signal, Runnable action) {
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
                            return "forkshell's handler of " + signal;
                        }
                    }
                    return null;
                };
        try {
            Class<?> type = Class.forName(HANDLER);
            install(
                    signal,
                    Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
        } catch (ReflectiveOperationException e) {
            throw missing(e);
        }
    }

    /** Gives {@code signal} its default action back: SIG_DFL. */
    public static void restoreDefault(Signal signal) {
        standard(signal, "SIG_DFL");
    }

    /** SIG_IGN. */
    public static void ignore(Signal signal) {
        standard(signal, "SIG_IGN");
    }

    private static void standard(Signal signal, String name) {
        try {
            install(signal, Class.forName(HANDLER).getField(name).get(null));
        } catch (ReflectiveOperationException e) {
            throw missing(e);
        }
    }

    private static void install(Signal signal, Object handler) throws ReflectiveOperationException {
        Class<?> type = Class.forName(SIGNAL);
        Object name = type.getConstructor(String.class).newInstance(signal.name().substring(3));
        type.getMethod("handle", type, Class.forName(HANDLER)).invoke(null, name, handler);
    }

    private static IllegalStateException missing(ReflectiveOperationException e) {
        return new IllegalStateException("this JDK lacks the module jdk.unsupported", e);
    }
}
