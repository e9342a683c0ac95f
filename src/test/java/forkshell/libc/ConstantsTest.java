package forkshell.libc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.jvm.DefaultSignals;
import forkshell.testing.CProgram;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every number that is written down here against this computer's C headers. */
@Timeout(60)
class ConstantsTest {
    private static final String HEADERS =
            Stream.of(
                            "errno.h",
                            "fcntl.h",
                            "linux/netlink.h",
                            "netdb.h",
                            "netinet/in.h",
                            "poll.h",
                            "signal.h",
                            "stddef.h",
                            "stdio.h",
                            "string.h",
                            "sched.h",
                            "stdlib.h",
                            "sys/epoll.h",
                            "sys/ioctl.h",
                            "sys/mman.h",
                            "sys/prctl.h",
                            "sys/resource.h",
                            "sys/signalfd.h",
                            "sys/socket.h",
                            "sys/stat.h",
                            "sys/syscall.h",
                            "sys/uio.h",
                            "sys/un.h",
                            "sys/wait.h",
                            "termios.h",
                            "unistd.h")
                    .map(header -> "#include <" + header + ">\n")
                    .collect(Collectors.joining("", "#define _GNU_SOURCE\n", ""));

    @Test
    void everyConstantOfLibcHasItsValueInC() throws IllegalAccessException {
        Map<String, String> ours = new TreeMap<>();
        for (Field field : Libc.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers())) {
                ours.put(field.getName(), String.valueOf(field.get(null)));
            }
        }
        assertTrue(ours.size() > 30, "the constants are found: " + ours);
        assertEquals(ours, inC(ours.keySet().stream().map(name -> number(name, name))));
    }

    @Test
    void everyErrorNumberHasItsNameAndMeaningInC() {
        Map<String, String> ours = new TreeMap<>();
        for (Errno errno : Errno.values()) {
            if (errno.number() > 0) {
                ours.put(errno.name(), errno.number() + " " + errno.meaning());
            }
        }
        String all =
                "for (int n = 1; n < 200; n++) if (strerrorname_np(n))"
                        + " printf(\"%s=%d %s\\n\", strerrorname_np(n), n, strerror(n));";
        assertEquals(ours, inC(Stream.of(all)));
    }

    @Test
    void anUnknownHostHasGetaddrinfosNumberAndMeaning() {
        String text = "printf(\"EAI_NONAME=%d %s\\n\", EAI_NONAME, gai_strerror(EAI_NONAME));";
        assertEquals(
                Map.of("EAI_NONAME", Errno.EAI_NONAME.number() + " " + Errno.EAI_NONAME.meaning()),
                inC(Stream.of(text)));
    }

    @Test
    void everySignalHasItsNameInC() {
        Map<String, String> ours = new TreeMap<>();
        IntStream.rangeClosed(1, 31).forEach(n -> ours.put(Signal.nameOf(n), String.valueOf(n)));
        String all =
                "for (int n = 1; n < 32; n++)"
                        + " printf(\"SIG%s=%d\\n\", n == SIGIO ? \"IO\" : sigabbrev_np(n), n);";
        assertEquals(inC(Stream.of(all)), ours);
    }

    @Test
    void everyNamedSignalHasItsNumberInC() throws IllegalAccessException {
        Map<String, String> ours = new TreeMap<>();
        for (Field field : Signal.class.getFields()) {
            ours.put(field.getName(), String.valueOf(((Signal) field.get(null)).number()));
        }
        assertTrue(ours.size() > 10, "the signals are found: " + ours);
        assertEquals(ours, inC(ours.keySet().stream().map(name -> number(name, name))));
    }

    @Test
    void realTimeSignalsCountFromSigrtmin() {
        Map<String, String> c =
                inC(Stream.of(number("SIGRTMIN", "SIGRTMIN"), number("SIGRTMAX", "SIGRTMAX")));
        int first = Integer.parseInt(c.get("SIGRTMIN"));
        assertEquals("SIGRTMIN+0", Signal.nameOf(first));
        assertEquals("64", c.get("SIGRTMAX"));
        assertEquals(Integer.toString(first - 1), Signal.nameOf(first - 1));
    }

    @Test
    void theSizesOfStructuresAreThoseOfC() throws ReflectiveOperationException {
        Map<String, String> ours = new TreeMap<>();
        ours.put("pollfd", constant(Sys.class, "STRUCT_POLLFD"));
        ours.put("linger", constant(SocketOptions.class, "STRUCT_LINGER"));
        ours.put("sockaddr_in", constant(SocketAddress.class, "IPV4_SIZE"));
        ours.put("sockaddr_in6", constant(SocketAddress.class, "SIZE"));
        ours.put("sigaction", constant(SignalCalls.class, "STRUCT_SIGACTION"));
        ours.put("rusage", constant(Usage.class, "STRUCT_RUSAGE"));
        ours.put("sigset", constant(DefaultSignals.class, "SIGSET"));
        ours.put("text", constant(SocketAddress.class, "INET6_ADDRSTRLEN"));
        ours.put("storage", constant(SockaddrBuffer.class, "SOCKADDR_STORAGE"));
        assertEquals(
                ours,
                inC(
                        Stream.of(
                                number("pollfd", "sizeof(struct pollfd)"),
                                number("linger", "sizeof(struct linger)"),
                                number("sockaddr_in", "sizeof(struct sockaddr_in)"),
                                number("sockaddr_in6", "sizeof(struct sockaddr_in6)"),
                                number("sigaction", "sizeof(struct sigaction)"),
                                number("rusage", "sizeof(struct rusage)"),
                                number("sigset", "sizeof(sigset_t)"),
                                number("text", "INET6_ADDRSTRLEN"),
                                number("storage", "sizeof(struct sockaddr_storage)"))));
    }

    @Test
    void theFieldsOfStructRusageAreWhereCHasThem() throws ReflectiveOperationException {
        Map<String, String> ours = new TreeMap<>();
        for (String field : List.of("utime", "stime", "maxrss", "minflt", "majflt")) {
            String constant = "RU_" + field.toUpperCase(Locale.ROOT);
            ours.put("ru_" + field, constant(Usage.class, constant));
        }
        String offset = "offsetof(struct rusage, %s)";
        Stream<String> inC = ours.keySet().stream().map(f -> number(f, offset.formatted(f)));
        assertEquals(ours, inC(inC));
        assertEquals(
                Map.of("tv_usec", constant(Usage.class, "TV_USEC")),
                inC(Stream.of(number("tv_usec", "offsetof(struct timeval, tv_usec)"))));
    }

    private static String constant(Class<?> type, String name) throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return String.valueOf(field.get(null));
    }

    private static String number(String name, String expression) {
        return "printf(\"" + name + "=%ld\\n\", (long) (" + expression + "));";
    }

    /** What C says, as {@code name=value} lines. */
    private static Map<String, String> inC(Stream<String> statements) {
        String body = statements.collect(Collectors.joining("\n"));
        String printed =
                CProgram.of(HEADERS + "int main(void) {\n" + body + "\nreturn 0;\n}\n").output();
        return printed.lines()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(p -> p[0], p -> p[1], (a, b) -> a, TreeMap::new));
    }
}
