package forkshell.proc;

import java.util.function.Function;

/**
 * What one look into /proc gave: a value, or nothing because the kernel {@linkplain #refused
 * refused} or because there is {@linkplain #none() none} (the process has ended, or a process of
 * its kind has no such thing).
 *
 * @param value the value, {@code null} when there is none
 * @param refusal what the kernel refused, in words, or {@code null}
 */
public record Fact<T>(T value, String refusal) {

    public static <T> Fact<T> of(T value) {
        return new Fact<>(value, null);
    }

    public static <T> Fact<T> none() {
        return new Fact<>(null, null);
    }

    public static <T> Fact<T> refused(String what) {
        return new Fact<>(null, what);
    }

    public boolean isKnown() {
        return value != null;
    }

    public boolean isRefused() {
        return refusal != null;
    }

    public T orElse(T other) {
        return isKnown() ? value : other;
    }

    public <R> Fact<R> map(Function<? super T, ? extends R> function) {
        return isKnown() ? of(function.apply(value)) : new Fact<>(null, refusal);
    }

    public <R> Fact<R> flatMap(Function<? super T, Fact<R>> function) {
        return isKnown() ? function.apply(value) : new Fact<>(null, refusal);
    }

    /** Returns the value, {@code ?} if the kernel refused it, {@code -} if there is none. */
    @Override
    public String toString() {
        return isKnown() ? value.toString() : isRefused() ? "?" : "-";
    }
}
