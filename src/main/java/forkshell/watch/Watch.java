package forkshell.watch;

import forkshell.inspect.RenderOptions;
import forkshell.terminal.SystemTerminal;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jline.keymap.BindingReader;
import org.jline.keymap.KeyMap;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;

/**
 * The full-screen live view. It reads /proc and the journal of the session by itself, so it works
 * while a snippet is blocked. The terminal is given back exactly as it was.
 */
public final class Watch {
    private static final long FRAME_INTERVAL_NANOS = 150_000_000;
    private static final int PAUSED_INTERVAL_MILLIS = 1000;
    private static final double HALF = 0.5;
    private static final int PAGE_ROWS = 10;

    /** What a key does. */
    private enum Key {
        UP,
        DOWN,
        PAGE_UP,
        PAGE_DOWN,
        SORT,
        TREE,
        FILTER,
        PAUSE,
        DETAILS,
        LARGE,
        SCROLL_UP,
        SCROLL_DOWN,
        EARLIER,
        LATER,
        ZOOM_IN,
        ZOOM_OUT,
        SIGTERM,
        SIGKILL,
        SIGSTOP,
        SIGCONT,
        HELP,
        QUIT
    }

    private final Terminal terminal;
    private final Live live;
    private final boolean colours;
    private final WatchState state = new WatchState();
    private final KeyMap<Key> keys;
    private final BindingReader input;
    private final Display display;
    private final WatchDetails details;
    private final FrameRate rate = new FrameRate();
    private volatile boolean resized;
    private Size drawn;
    private Overview overview;
    private long nextLook;
    private volatile boolean done;

    /**
     * @param terminal restored when the view is left
     * @param root the process whose session is shown
     */
    public Watch(Terminal terminal, int root, boolean colours) {
        this.terminal = terminal;
        this.live = new Live(root);
        this.colours = colours;
        this.keys = keys(terminal);
        this.input = new BindingReader(terminal.reader());
        this.display = new Display(terminal, true);
        this.details = new WatchDetails(root);
    }

    private static KeyMap<Key> keys(Terminal terminal) {
        KeyMap<Key> keys = new KeyMap<>();
        keys.bind(Key.UP, KeyMap.key(terminal, Capability.key_up), "\033[A", "k");
        keys.bind(Key.DOWN, KeyMap.key(terminal, Capability.key_down), "\033[B", "j");
        keys.bind(Key.PAGE_UP, KeyMap.key(terminal, Capability.key_ppage), "\033[5~", "b");
        keys.bind(Key.PAGE_DOWN, KeyMap.key(terminal, Capability.key_npage), "\033[6~", "f");
        keys.bind(Key.SORT, "s");
        keys.bind(Key.TREE, "t");
        keys.bind(Key.FILTER, "/");
        keys.bind(Key.PAUSE, "p", " ");
        keys.bind(Key.DETAILS, "\t", "d");
        keys.bind(Key.LARGE, "\r", "\n");
        keys.bind(Key.SCROLL_UP, "[");
        keys.bind(Key.SCROLL_DOWN, "]");
        keys.bind(Key.EARLIER, KeyMap.key(terminal, Capability.key_left), "\033[D", "<");
        keys.bind(Key.LATER, KeyMap.key(terminal, Capability.key_right), "\033[C", ">");
        keys.bind(Key.ZOOM_IN, "+", "=");
        keys.bind(Key.ZOOM_OUT, "-");
        keys.bind(Key.SIGTERM, "T");
        keys.bind(Key.SIGKILL, "K");
        keys.bind(Key.SIGSTOP, "S");
        keys.bind(Key.SIGCONT, "C");
        keys.bind(Key.HELP, "h", "?");
        keys.bind(Key.QUIT, "q", "Q", KeyMap.ctrl('C'), KeyMap.ctrl('D'));
        keys.setAmbiguousTimeout(50);
        return keys;
    }

    /**
     * Shows the session of process {@code root} on the terminal of this process, until it is left.
     */
    public static void open(int root, boolean colours) throws IOException {
        try (Terminal terminal = SystemTerminal.open(false)) {
            new Watch(terminal, root, colours).run();
        }
    }

    /** Shows the view; blocks until the user leaves it. */
    public void run() {
        Attributes found = terminal.enterRawMode();
        Terminal.SignalHandler resizedBefore =
                terminal.handle(Terminal.Signal.WINCH, signal -> resized = true);
        Terminal.SignalHandler interruptedBefore =
                terminal.handle(Terminal.Signal.INT, signal -> done = true);
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.keypad_xmit);
        terminal.puts(Capability.cursor_invisible);
        try {
            while (!done) {
                draw();
                react();
            }
        } finally {
            terminal.puts(Capability.cursor_normal);
            terminal.puts(Capability.keypad_local);
            terminal.puts(Capability.exit_ca_mode);
            terminal.handle(Terminal.Signal.WINCH, resizedBefore);
            terminal.handle(Terminal.Signal.INT, interruptedBefore);
            terminal.setAttributes(found);
            terminal.flush();
        }
    }

    /** A terminal that changed its size shows anything; its signal may come late or get lost. */
    private Size sizeOrClear() {
        boolean changed = resized;
        resized = false;
        Size size = terminal.getSize();
        if (changed || !size.equals(drawn)) {
            drawn = size;
            display.clear();
        }
        return size;
    }

    private void draw() {
        Size size = sizeOrClear();
        long now = System.nanoTime();
        if (overview == null || !state.paused() && now - nextLook >= 0) {
            nextLook = now + FRAME_INTERVAL_NANOS;
            overview = live.look();
            rate.drawn(now);
        }
        RenderOptions options = new RenderOptions(colours, size.getColumns(), Locale.getDefault());
        WatchView view = new WatchView(live, options, details, rate.perSecond());
        display.resize(size);
        display.update(view.frame(overview, state, size.getRows()), 0);
    }

    /** Waits for a key until the next frame is due; all that were typed meanwhile count at once. */
    private void react() {
        int next = input.peekCharacter(millisToNextFrame());
        while (next >= 0 && !done) {
            Key key = input.readBinding(keys, null, false);
            if (key != null) {
                state.message("");
                act(key);
            }
            next = input.peekCharacter(1);
        }
        done |= next == NonBlockingReader.EOF;
    }

    private long millisToNextFrame() {
        long millis = (nextLook - System.nanoTime()) / 1_000_000;
        return state.paused() ? PAUSED_INTERVAL_MILLIS : Math.max(1, millis);
    }

    private void act(Key key) {
        List<Member> shown = state.shown(overview);
        switch (key) {
            case UP -> state.move(shown, -1);
            case DOWN -> state.move(shown, 1);
            case PAGE_UP -> state.move(shown, -PAGE_ROWS);
            case PAGE_DOWN -> state.move(shown, PAGE_ROWS);
            case SORT -> state.order(state.order().next());
            case TREE -> state.order(WatchState.Order.TREE);
            case PAUSE -> state.togglePause();
            case DETAILS -> state.nextDetails();
            case LARGE -> state.toggleLarge();
            case SCROLL_UP -> state.scroll(-1);
            case SCROLL_DOWN -> state.scroll(1);
            case EARLIER -> state.window(state.window().earlier(HALF));
            case LATER -> state.window(state.window().earlier(-HALF));
            case ZOOM_IN -> state.window(state.window().zoomed(2));
            case ZOOM_OUT -> state.window(state.window().zoomed(HALF));
            case HELP -> state.toggleHelp();
            case FILTER -> filter();
            case QUIT -> done = true;
            default -> state.selected(shown).ifPresent(member -> signal(member, key.name()));
        }
    }

    /** Takes the characters of a filter, up to Enter; Escape drops it. */
    private void filter() {
        StringBuilder text = new StringBuilder();
        int character = 0;
        while (character != '\r'
                && character != '\n'
                && character != NonBlockingReader.EOF
                && !done) {
            state.filter(text.toString());
            state.message(WatchMessages.text("filter", text));
            draw();
            character = input.peekCharacter(millisToNextFrame());
            if (character != NonBlockingReader.READ_EXPIRED) {
                character = edit(text, input.readCharacter());
            }
        }
        state.filter(text.toString());
        state.message("");
    }

    private static int edit(StringBuilder text, int character) {
        if (character == '\033' || character == KeyMap.ctrl('C').charAt(0)) {
            text.setLength(0);
            return '\r';
        }
        if (character == 127 || character == '\b') {
            text.setLength(Math.max(0, text.length() - 1));
        } else if (character >= ' ') {
            text.appendCodePoint(character);
        }
        return character;
    }

    private void signal(Member member, String signal) {
        state.message(WatchMessages.text("question", signal, member.pid(), member.state()));
        int answer = answer();
        boolean yes = answer == 'y' || answer == 'Y';
        state.message(WatchMessages.text(yes ? "sent" : "unsent", signal, member.pid()));
        if (yes) {
            send(member, signal);
        }
    }

    /** The next key; the view goes on meanwhile, and Ctrl-C leaves it. */
    private int answer() {
        int key = NonBlockingReader.READ_EXPIRED;
        while (key == NonBlockingReader.READ_EXPIRED && !done) {
            draw();
            key = input.peekCharacter(millisToNextFrame());
        }
        return key < 0 ? key : input.readCharacter();
    }

    private void send(Member member, String signal) {
        try {
            live.signal(member, signal);
        } catch (IllegalArgumentException refused) {
            state.message(refused.getMessage());
        }
    }
}
