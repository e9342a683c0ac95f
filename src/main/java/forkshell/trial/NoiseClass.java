package forkshell.trial;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.IntSupplier;

/** A class that can be loaded any number of times, each time as another class. */
public final class NoiseClass implements IntSupplier {
    private static final byte[] FILE = file();

    private int calls;

    /** For the loader only, which is another package to the JVM. */
    public NoiseClass() {}

    static IntSupplier load() {
        try {
            return (IntSupplier) new Loader().define().getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("the class has a public constructor", e);
        }
    }

    private static byte[] file() {
        try (InputStream in = NoiseClass.class.getResourceAsStream("NoiseClass.class")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int getAsInt() {
        calls++;
        return calls % 3 == 0 ? calls : -calls;
    }

    private static final class Loader extends ClassLoader {
        Class<?> define() {
            return defineClass(null, FILE, 0, FILE.length);
        }
    }
}
