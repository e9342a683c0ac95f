package forkshell.strace;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A descriptor as strace -yy writes it.
 *
 * @param number -1 when the text is no descriptor
 * @param target what it refers to: {@code TCP:[127.0.0.1:7777->127.0.0.1:50312]}, {@code
 *     /etc/hosts}, {@code pipe:[4711]}; empty when strace does not say
 */
public record TracedDescriptor(int number, String target) {
    private static final Pattern FORM = Pattern.compile("(-?\\d+)(?:<(.*)>)?(?: .*)?");
    private static final Pattern TCP = Pattern.compile("TCP(?:v6)?:\\[(.+?)(?:->(.+))?\\]");

    /** Reads {@code 4<TCP:[127.0.0.1:7777]>}, an argument or a result. */
    public static TracedDescriptor parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? new TracedDescriptor(
                        Integer.parseInt(form.group(1)), form.group(2) == null ? "" : form.group(2))
                : new TracedDescriptor(-1, "");
    }

    /** Returns the path, or the name as /proc shows it: {@code /dev/pts/3}, {@code pipe:[4711]}. */
    public String file() {
        return target.replaceFirst("<.*", "");
    }

    /** Returns whether it is a TCP socket, connected or not. */
    public boolean isTcp() {
        return TCP.matcher(target).matches();
    }

    /**
     * Returns its own address, {@code 127.0.0.1:7777}; empty when it has none, or is no TCP socket.
     */
    public String local() {
        Matcher tcp = TCP.matcher(target);
        return tcp.matches() && tcp.group(1).contains(":") ? tcp.group(1) : "";
    }

    /** Returns the other end's address; empty when it is not connected. */
    public String peer() {
        Matcher tcp = TCP.matcher(target);
        return tcp.matches() && tcp.group(2) != null ? tcp.group(2) : "";
    }
}
