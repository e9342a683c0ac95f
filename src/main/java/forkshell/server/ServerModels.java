package forkshell.server;

import forkshell.jvm.RecommendedFlags;
import forkshell.libc.Errno;
import forkshell.libc.SystemCallException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** The designs by name, in teaching order. */
public final class ServerModels {
    private static final Map<String, Supplier<ServerModel>> BY_NAME = new LinkedHashMap<>();
    private static final Set<String> FORK_FOR_EACH =
            Set.of("fork", "fork-lazy", "exec", "exec-jvm");

    static {
        BY_NAME.put("iterative", Iterative::new);
        BY_NAME.put("fork", ForkPerConnection::new);
        BY_NAME.put("fork-lazy", LazyReaping::new);
        BY_NAME.put("prefork", SharedAccept::new);
        BY_NAME.put("prefork-lock", LockedAccept::new);
        BY_NAME.put("prefork-pass", DescriptorPassing::new);
        BY_NAME.put("exec", ForkExec::new);
        BY_NAME.put("exec-jvm", FreshJvm::model);
        BY_NAME.put("thread", ThreadPerConnection::new);
        BY_NAME.put("virtual-thread", VirtualThreads::model);
    }

    private ServerModels() {}

    /** {@code iterative}, {@code fork}, ... */
    public static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }

    /** The options for the JVM of a server with that design. */
    public static List<String> jvmOptions(String name) {
        return FORK_FOR_EACH.contains(name)
                ? RecommendedFlags.options()
                : RecommendedFlags.optionsForWorkers();
    }

    /**
     * The design of that name, for {@link LoopOptions#model}.
     *
     * @throws SystemCallException EINVAL for a name that is none of {@link #names}; ENOSYS for
     *     virtual threads before JDK 21
     */
    public static Supplier<ServerModel> named(String name) {
        Supplier<ServerModel> maker = BY_NAME.get(name);
        if (maker == null) {
            throw new SystemCallException(
                    "model",
                    String.valueOf(name),
                    Errno.EINVAL,
                    "The models are " + String.join(", ", names()) + ".");
        }
        maker.get();
        return maker;
    }
}
