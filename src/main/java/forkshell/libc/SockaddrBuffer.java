package forkshell.libc;

/**
 * Room for an address of any family, {@code struct sockaddr_storage}, and behind it for the length
 * that accept(2), getpeername(2) and getsockname(2) expect and fill in. For one call; whoever made
 * it closes it.
 */
public final class SockaddrBuffer implements AutoCloseable {
    private static final int SOCKADDR_STORAGE = 128;

    private final NativeBuffer memory = NativeBuffer.uncleared(SOCKADDR_STORAGE + Integer.BYTES);

    public SockaddrBuffer() {
        memory.putInt(SOCKADDR_STORAGE, SOCKADDR_STORAGE);
    }

    long address() {
        return memory.address();
    }

    long length() {
        return memory.address() + SOCKADDR_STORAGE;
    }

    /** Returns what a call that succeeded has filled in. */
    public SocketAddress read() {
        return SocketAddress.read(memory);
    }

    /** Returns the two arguments in the notation of strace. */
    @Override
    public String toString() {
        int length = memory.getInt(SOCKADDR_STORAGE);
        return length == SOCKADDR_STORAGE
                ? TraceFormat.hexadecimal(address()) + ", [" + length + "]"
                : read().traced() + ", [" + SOCKADDR_STORAGE + " => " + length + "]";
    }

    @Override
    public void close() {
        memory.close();
    }
}
