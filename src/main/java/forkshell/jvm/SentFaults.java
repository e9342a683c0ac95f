package forkshell.jvm;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import forkshell.libc.ExecutableMemory;
import forkshell.libc.Libc;
import forkshell.libc.NativeBuffer;
import forkshell.libc.Signal;
import forkshell.libc.SignalCalls;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Has SIGSEGV, SIGBUS, SIGFPE and SIGILL end a child when a process sends them, as signal(7) says.
 * HotSpot needs them when the processor raises them, for null pointers and full stacks, and takes
 * what kill(2) sends for a crash: it would write a report and end by SIGABRT. What tells the two
 * apart is si_code, and a handler that looks at it has to be machine code. Only x86-64 has it; on
 * another processor HotSpot's handlers stay.
 */
final class SentFaults {
    private static final List<Signal> FAULTS =
            List.of(Signal.SIGSEGV, Signal.SIGBUS, Signal.SIGFPE, Signal.SIGILL);
    private static final boolean KNOWN = System.getProperty("os.arch").equals("amd64");

    /** The action of one signal: a struct sigaction whose handler is ours. */
    private record Action(Signal signal, NativeBuffer action) {}

    private final List<Action> actions = new ArrayList<>();

    SentFaults() {
        if (KNOWN) {
            FAULTS.forEach(this::prepare);
        }
    }

    private void prepare(Signal signal) {
        NativeBuffer action = new NativeBuffer(SignalCalls.STRUCT_SIGACTION);
        Libc.sigaction(signal.number(), 0, action.address());
        long hotspots = action.getLong(0);
        action.clear();
        action.putLong(0, ExecutableMemory.of(handler(hotspots)));
        action.putInt(SignalCalls.SA_FLAGS, Libc.SA_RESTART | Libc.SA_SIGINFO);
        actions.add(new Action(signal, action));
    }

    /** In a child. */
    void restore() {
        for (Action each : actions) {
            SignalCalls.sigaction(each.signal, each.action);
        }
    }

    /**
     * Returns the machine code of this handler.
     *
     * <pre class="c">{@code
     * void handler(int signal, siginfo_t *info, void *context) {
     *     if (info->si_code > 0) return hotspots(signal, info, context);
     *     signal(signal, SIG_DFL);
     *     raise(signal); // blocked until this handler returns
     * }
     * }</pre>
     */
    private static byte[] handler(long hotspots) {
        return ByteBuffer.allocate(64)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(bytes(0x83, 0x7e, 0x08, 0x00)) // cmp dword [rsi+8], 0
                .put(bytes(0x7e, 0x0c)) // jle sent
                .put(bytes(0x48, 0xb8))
                .putLong(hotspots) // mov rax, hotspots
                .put(bytes(0xff, 0xe0)) // jmp rax
                .put(bytes(0x57)) // sent: push rdi
                .put(bytes(0x31, 0xf6)) // xor esi, esi
                .put(bytes(0x48, 0xb8))
                .putLong(addressOf("signal")) // mov rax, signal
                .put(bytes(0xff, 0xd0)) // call rax
                .put(bytes(0x5f)) // pop rdi
                .put(bytes(0x48, 0xb8))
                .putLong(addressOf("raise")) // mov rax, raise
                .put(bytes(0xff, 0xe0)) // jmp rax
                .array();
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static long addressOf(String function) {
        return Pointer.nativeValue(NativeLibrary.getInstance("c").getFunction(function));
    }
}
