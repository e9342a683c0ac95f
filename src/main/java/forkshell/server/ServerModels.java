package forkshell.server;

import static forkshell.server.Design.Fact.FORKS_PER_CONNECTION;
import static forkshell.server.Design.Fact.HOLDS_MANY;
import static forkshell.server.Design.Fact.IN_PYTHON;

import forkshell.display.Messages;
import forkshell.libc.Errno;
import forkshell.libc.SystemCallException;
import java.util.List;

/** The table of designs, in teaching order. A new model is one more row. */
public final class ServerModels {
    private static final Messages WORDS = Messages.of(ServerModels.class);
    private static final int VIRTUAL_THREADS = 21;

    private static final List<Design> DESIGNS =
            List.of(
                    Design.of("iterative", "one client after another", Iterative::new)
                            .inC("accept_client echo iterative"),
                    Design.of(
                                    "fork",
                                    "a process per connection, reaped as in lecture A",
                                    ForkPerConnection::new,
                                    FORKS_PER_CONNECTION,
                                    IN_PYTHON,
                                    HOLDS_MANY)
                            .inC(
                                    "accept_client echo fork_child reap print_peer fork_per_connection"),
                    Design.of(
                                    "fork-lazy",
                                    "a process per connection, reaped as in lecture B",
                                    LazyReaping::new,
                                    FORKS_PER_CONNECTION,
                                    HOLDS_MANY)
                            .inC("accept_client echo fork_child fork_lazy"),
                    Design.of(
                                    "prefork",
                                    "eight workers forked in advance, all of them in accept(2)",
                                    SharedAccept::new)
                            .inC(
                                    "accept_client echo iterative fork_child checked_fork keep_workers prefork"),
                    Design.of(
                                    "prefork-lock",
                                    "the same with an fcntl(2) lock around accept, which the kernel releases when its holder dies",
                                    LockedAccept::new)
                            .inC(
                                    "accept_client echo fork_child checked_fork keep_workers prefork_lock"),
                    Design.of(
                                    "prefork-pass",
                                    "the parent accepts and passes the descriptor to a free worker (SCM_RIGHTS)",
                                    DescriptorPassing::new)
                            .inC(
                                    "accept_client echo fork_child checked_fork keep_workers prefork_pass"),
                    Design.of(
                                    "exec",
                                    "fork and exec of /bin/cat for each connection, as inetd does",
                                    ForkExec::new,
                                    FORKS_PER_CONNECTION,
                                    HOLDS_MANY)
                            .inC("accept_client fork_child reap fork_exec"),
                    Design.of(
                            "exec-jvm",
                            "fork and exec of a new JVM for each connection, as inetd does",
                            FreshJvm::model,
                            FORKS_PER_CONNECTION),
                    Design.of(
                                    "thread",
                                    "a thread per connection",
                                    ThreadPerConnection::new,
                                    HOLDS_MANY)
                            .inC("accept_client echo thread_per_connection"),
                    Design.of(
                                    "epoll",
                                    "one process and one thread for all clients: epoll_wait(2) tells which are ready",
                                    EventLoop::new,
                                    HOLDS_MANY)
                            .inC("accept_client event_loop"),
                    Design.of(
                                    "virtual-thread",
                                    "a virtual thread per connection, from JDK 21 on",
                                    VirtualThreads::model,
                                    HOLDS_MANY)
                            .fromJdk(VIRTUAL_THREADS));

    private ServerModels() {}

    /** Returns every design, also those that this JDK cannot run. */
    public static List<Design> designs() {
        return DESIGNS;
    }

    /** Returns {@code iterative}, {@code fork}, ... */
    public static List<String> names() {
        return DESIGNS.stream().map(Design::name).toList();
    }

    /**
     * Returns the design of that name, for {@link LoopOptions#model}.
     *
     * @throws SystemCallException EINVAL for a name that is none of {@link #names}; ENOSYS when it
     *     needs a later JDK
     */
    public static Design named(String name) {
        Design design =
                DESIGNS.stream()
                        .filter(row -> row.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> unknown(name));
        if (!design.isAvailable()) {
            throw new SystemCallException(
                    "model",
                    name,
                    Errno.ENOSYS,
                    WORDS.get("jdk", design.leastJdk(), Runtime.version().feature()));
        }
        return design;
    }

    private static SystemCallException unknown(String name) {
        return new SystemCallException(
                "model",
                String.valueOf(name),
                Errno.EINVAL,
                WORDS.get("models", String.join(", ", names())));
    }
}
