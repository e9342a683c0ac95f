package forkshell.server;

import java.util.concurrent.ThreadFactory;

/**
 * Thread per connection with virtual threads, which JDK 21 brought; found by reflection, because
 * this is compiled for 17.
 */
final class VirtualThreads {
    private VirtualThreads() {}

    /**
     * @throws IllegalStateException on a JDK that has none
     */
    static ThreadPerConnection model() {
        return new ThreadPerConnection(factory(), "virtual thread per connection");
    }

    private static ThreadFactory factory() {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            return (ThreadFactory)
                    Class.forName("java.lang.Thread$Builder").getMethod("factory").invoke(builder);
        } catch (ReflectiveOperationException older) {
            throw new IllegalStateException(older);
        }
    }
}
