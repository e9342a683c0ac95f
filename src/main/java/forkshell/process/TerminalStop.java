package forkshell.process;

import forkshell.display.Messages;
import forkshell.libc.Libc;
import forkshell.libc.NativeBuffer;
import forkshell.libc.Signal;
import forkshell.libc.Sys;
import java.util.Set;

/** Says why the terminal has stopped a child: nobody has sent it a signal. */
final class TerminalStop {
    private static final Messages WORDS = Messages.of(TerminalStop.class);
    private static final Set<Signal> OF_THE_TERMINAL = Set.of(Signal.SIGTTIN, Signal.SIGTTOU);

    private TerminalStop() {}

    /** For a child that has been found stopped. */
    static void tell(int pid) {
        try (NativeBuffer siginfo = new NativeBuffer(Sys.STRUCT_SIGINFO)) {
            int options = Libc.WUNTRACED | Libc.WNOHANG | Libc.WNOWAIT;
            int number = Sys.statusOf(pid, options, siginfo);
            if (number > 0 && OF_THE_TERMINAL.contains(new Signal(number))) {
                System.err.println(WORDS.get("terminal", pid, Signal.nameOf(number)));
            }
        }
    }
}
