package forkshell.libc;

import java.net.InetAddress;
import java.util.Arrays;

/**
 * An IPv4 or IPv6 address with a port, as {@code struct sockaddr_in} and {@code sockaddr_in6} hold
 * it.
 */
public final class SocketAddress {
    static final int SIZE = 28;
    private static final int IPV4_SIZE = 16;
    private static final int INET6_ADDRSTRLEN = 46;

    private final byte[] bytes;
    private final int port;
    private String host;

    private SocketAddress(byte[] bytes, int port) {
        this.bytes = bytes;
        this.port = port;
    }

    public static SocketAddress of(InetAddress address, int port) {
        return new SocketAddress(address.getAddress(), port);
    }

    /** Numeric, as getnameinfo(3) prints it with NI_NUMERICHOST. */
    public String host() {
        if (host == null) {
            host = text(bytes);
        }
        return host;
    }

    /** 0 to 65535. */
    public int port() {
        return port;
    }

    /** 4 or 16 bytes, not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    public int family() {
        return family(bytes);
    }

    private static int family(byte[] bytes) {
        return bytes.length == 4 ? Libc.AF_INET : Libc.AF_INET6;
    }

    /** Returns the length that bind(2) and connect(2) want, in bytes. */
    int length() {
        return bytes.length == 4 ? IPV4_SIZE : SIZE;
    }

    void write(NativeBuffer sockaddr) {
        sockaddr.clear();
        sockaddr.putShort(0, family());
        sockaddr.putShort(2, Short.reverseBytes((short) port));
        sockaddr.put(addressOffset(family()), bytes, 0, bytes.length);
    }

    /** Read in one piece, because each look into native memory is a call. */
    public static SocketAddress read(NativeBuffer sockaddr) {
        byte[] raw = new byte[SIZE];
        sockaddr.get(0, raw, 0, SIZE);
        int family = raw[0] | raw[1]; // two bytes in the processor's order, one of them zero
        int start = addressOffset(family);
        byte[] bytes = new byte[family == Libc.AF_INET ? 4 : 16];
        System.arraycopy(raw, start, bytes, 0, bytes.length);
        return new SocketAddress(bytes, (raw[2] & 0xff) << 8 | raw[3] & 0xff);
    }

    private static int addressOffset(int family) {
        return family == Libc.AF_INET ? 4 : 8;
    }

    /** inet_ntop(3): {@code ::1} rather than Java's {@code 0:0:0:0:0:0:0:1}. */
    private static String text(byte[] bytes) {
        try (NativeBuffer address = new NativeBuffer(bytes.length);
                NativeBuffer text = new NativeBuffer(INET6_ADDRSTRLEN)) {
            address.put(0, bytes, 0, bytes.length);
            Libc.inet_ntop(family(bytes), address.address(), text.address(), text.size());
            return text.getString();
        }
    }

    /** Returns the notation of strace. */
    String traced() {
        String ipv4 =
                "{sa_family=AF_INET, sin_port=htons("
                        + port
                        + "), sin_addr=inet_addr(\""
                        + host()
                        + "\")}";
        return family() == Libc.AF_INET
                ? ipv4
                : "{sa_family=AF_INET6, sin6_port=htons("
                        + port
                        + "), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, \""
                        + host()
                        + "\", &sin6_addr), sin6_scope_id=0}";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SocketAddress that
                && port == that.port
                && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(bytes) + port;
    }

    /** Returns {@code 127.0.0.1:7777}, {@code [::1]:7777}. */
    @Override
    public String toString() {
        return (family() == Libc.AF_INET ? host() : "[" + host() + "]") + ":" + port;
    }
}
