package forkshell.libc;

import forkshell.display.Messages;

/** What to do about a failed call. */
final class Advice {
    /** Made before the first fork: a child must not be the first to look for the texts. */
    private static final Messages WORDS = Messages.of(Advice.class);

    private Advice() {}

    static String on(String call, Errno errno, String arguments) {
        switch (errno) {
            case EADDRINUSE:
            case ECONNREFUSED:
                return text(errno.name(), port(arguments));
            case ENETUNREACH:
                return text(Errno.EHOSTUNREACH.name());
            default:
                String special = errno + "." + call;
                String key = WORDS.has(special) ? special : errno.name();
                return WORDS.has(key) ? text(key) : text("other", call);
        }
    }

    static String text(String key, Object... arguments) {
        return WORDS.get(key, arguments);
    }

    private static String port(String arguments) {
        return arguments.substring(arguments.lastIndexOf(':') + 1).replaceAll("\\D.*", "");
    }
}
