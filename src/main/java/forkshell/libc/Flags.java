package forkshell.libc;

import java.util.ArrayList;
import java.util.List;

/** Names of flag bits, joined as C programmers and strace write them. */
final class Flags {
    private Flags() {}

    static String family(int domain) {
        return domain == Libc.AF_INET ? "AF_INET" : "AF_INET6";
    }

    static String socketType(int type) {
        return "SOCK_STREAM"
                + when(type & Libc.SOCK_CLOEXEC, "|SOCK_CLOEXEC")
                + when(type & Libc.SOCK_NONBLOCK, "|SOCK_NONBLOCK");
    }

    /** Of the protocols only 0 is asked for, which means the only one that the family has. */
    static String protocol(int protocol) {
        return protocol == 0 ? "IPPROTO_IP" : Integer.toString(protocol);
    }

    static String pipe(int flags) {
        return flags == 0 ? "0" : "O_CLOEXEC";
    }

    static String wait(int options) {
        List<String> names = new ArrayList<>();
        add(names, options & Libc.WNOHANG, "WNOHANG");
        add(names, options & Libc.WUNTRACED, "WSTOPPED");
        add(names, options & Libc.WCONTINUED, "WCONTINUED");
        return names.isEmpty() ? "0" : String.join("|", names);
    }

    static String poll(int events) {
        List<String> names = new ArrayList<>();
        add(names, events & Libc.POLLIN, "POLLIN");
        add(names, events & Libc.POLLOUT, "POLLOUT");
        add(names, events & 8, "POLLERR");
        add(names, events & Libc.POLLHUP, "POLLHUP");
        add(names, events & 0x20, "POLLNVAL");
        return names.isEmpty() ? "0" : String.join("|", names);
    }

    private static String when(int bit, String name) {
        return bit != 0 ? name : "";
    }

    private static void add(List<String> names, int bit, String name) {
        if (bit != 0) {
            names.add(name);
        }
    }
}
