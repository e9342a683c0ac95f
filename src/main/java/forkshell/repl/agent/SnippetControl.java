package forkshell.repl.agent;

import forkshell.display.Channel;
import forkshell.display.Display;
import forkshell.display.Frame;
import forkshell.display.Messages;
import forkshell.jvm.JvmTools;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import jdk.jshell.execution.DirectExecutionControl;

/**
 * Executes snippets, each on a thread of its own, so that one which cannot be stopped costs a
 * thread and not the session.
 */
final class SnippetControl extends DirectExecutionControl {
    private final byte[] mark =
            new Frame(Frame.Kind.MARK, 0, "")
                    .encode(Channel.token())
                    .getBytes(StandardCharsets.UTF_8);
    private final OutputStream[] marked;
    private PrintStream out = System.out;
    private PrintStream err = System.err;
    private volatile RunningSnippet running;
    private int begun;

    /** After each snippet a mark is written to the streams {@code marked}. */
    SnippetControl(OutputStream... marked) {
        this.marked = marked;
    }

    @Override
    public String invoke(String className, String methodName)
            throws RunException, InternalException, EngineTerminationException {
        try {
            return evaluate(() -> super.invoke(className, methodName));
        } finally {
            out = flushed(System.out, out, System::setOut);
            err = flushed(System.err, err, System::setErr);
            for (OutputStream stream : marked) {
                printMark(stream);
            }
        }
    }

    /** The stream that a snippet has left, or {@code before} again when it has left none. */
    private static PrintStream flushed(
            PrintStream now, PrintStream before, Consumer<PrintStream> setter) {
        if (now == null) {
            setter.accept(before);
            return before;
        }
        try {
            now.flush();
        } catch (RuntimeException learnersOwn) {
            return now; // it is told where it is printed to
        }
        return now;
    }

    @Override
    protected String invoke(Method snippet) throws Exception {
        Object value = snippet.invoke(null);
        try {
            Display.result(value);
            return ValueText.text(value, () -> valueString(value));
        } catch (Stop stop) {
            throw stop;
        } catch (Exception | Error thrown) {
            return Messages.of(SnippetControl.class).get("value.unshown", thrown);
        }
    }

    @Override
    public String varValue(String className, String varName)
            throws RunException, InternalException, EngineTerminationException {
        return evaluate(() -> variable(className, varName));
    }

    private String variable(String className, String varName) throws Exception {
        Field field = findClass(className).getDeclaredField(varName);
        field.setAccessible(true);
        return ValueText.text(field.get(null), () -> super.varValue(className, varName));
    }

    /**
     * Replaces the code of loaded classes, which keeps the objects made from them. JShell replaces
     * the classes themselves when this is refused, for instance because a field was added.
     */
    @Override
    public void redefine(ClassBytecodes[] classes)
            throws ClassInstallException, NotImplementedException, EngineTerminationException {
        try {
            for (ClassBytecodes each : classes) {
                JvmTools.redefine(findClass(each.name()), each.bytecodes());
            }
            classesRedefined(classes);
        } catch (ClassNotFoundException | UnsupportedOperationException refused) {
            throw new ClassInstallException(refused.getMessage(), new boolean[classes.length]);
        }
    }

    /**
     * Ends the running snippet, if it is the one with that number: the first has 1. Returns when
     * the session is free again.
     */
    void stop(int number) {
        RunningSnippet evaluation = running();
        if (evaluation != null && evaluation.number() == number) {
            evaluation.stop();
        }
    }

    @Override
    protected String throwConvertedInvocationException(Throwable cause)
            throws RunException, InternalException {
        if (cause instanceof Stop) {
            throw new StoppedException();
        }
        throw Thrown.told(cause);
    }

    private String evaluate(Callable<String> work)
            throws RunException, InternalException, EngineTerminationException {
        try {
            return begin(work).result();
        } finally {
            running = null;
        }
    }

    private synchronized RunningSnippet begin(Callable<String> work) {
        running = new RunningSnippet(++begun, work);
        return running;
    }

    /** Also the one that has begun in this moment. */
    private synchronized RunningSnippet running() {
        return running;
    }

    /** A stream that a snippet has closed has ended for the session, too. */
    private void printMark(OutputStream stream) {
        try {
            stream.write(mark);
        } catch (IOException closed) {
            return; // nobody waits for the mark
        }
    }
}
