package forkshell.libc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import forkshell.testing.CProgram;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Socket addresses, byte for byte and in words, against C. */
@Tag("quick")
@Timeout(60)
class SocketAddressTest {
    /** For each sockaddr in hexadecimal: what getnameinfo(3) calls it. */
    private static final CProgram GETNAMEINFO =
            CProgram.of(
                    """
                    #include <netdb.h>
                    #include <stdio.h>
                    #include <string.h>
                    #include <sys/socket.h>
                    int main(int argc, char **argv) {
                      for (int i = 1; i < argc; i++) {
                        unsigned char a[128] = {0};
                        char host[NI_MAXHOST], port[NI_MAXSERV];
                        int n = strlen(argv[i]) / 2;
                        for (int k = 0; k < n; k++) sscanf(argv[i] + 2 * k, "%2hhx", a + k);
                        int r = getnameinfo((struct sockaddr *) a, n, host, sizeof host, port,
                                            sizeof port, NI_NUMERICHOST | NI_NUMERICSERV);
                        printf("%s %s\\n", r ? gai_strerror(r) : host, port);
                      }
                      return 0;
                    }
                    """);

    /** For each numeric host and port: the sockaddr that getaddrinfo(3) makes of them. */
    private static final CProgram GETADDRINFO =
            CProgram.of(
                    """
                    #include <netdb.h>
                    #include <stdio.h>
                    #include <string.h>
                    int main(int argc, char **argv) {
                      for (int i = 1; i + 1 < argc; i += 2) {
                        struct addrinfo hints = {.ai_flags = AI_NUMERICHOST, .ai_socktype = 1}, *a;
                        if (getaddrinfo(argv[i], argv[i + 1], &hints, &a)) return 1;
                        for (unsigned k = 0; k < a->ai_addrlen; k++)
                          printf("%02x", ((unsigned char *) a->ai_addr)[k]);
                        printf("\\n");
                      }
                      return 0;
                    }
                    """);

    @Test
    void aSockaddrIsReadAndWrittenAsCDoes() throws UnknownHostException {
        List<String> words =
                List.of("127.0.0.1", "7777", "0.0.0.0", "0", "::1", "65535", "fe80::1:2", "80");
        List<String> ours = new ArrayList<>();
        for (int i = 0; i < words.size(); i += 2) {
            InetAddress address = InetAddress.getByName(words.get(i));
            ours.add(hex(SocketAddress.of(address, Integer.parseInt(words.get(i + 1)))));
        }
        String c = GETADDRINFO.output(words.toArray(String[]::new));
        assertEquals(c.lines().toList(), ours);
    }

    @Test
    void manyIpv4AddressesReadAsGetnameinfoPrintsThem() {
        Random random = new Random(4);
        compare(IntStream.range(0, 500).mapToObj(i -> sockaddr(Libc.AF_INET, random, 8)).toList());
    }

    /** Half of all groups are zero, so that every way of shortening occurs. */
    @Test
    void manyIpv6AddressesReadAsGetnameinfoPrintsThem() {
        Random random = new Random(6);
        compare(
                IntStream.range(0, 1_000)
                        .mapToObj(i -> sockaddr(Libc.AF_INET6, random, 2))
                        .toList());
    }

    @Test
    void theSpecialIpv6AddressesReadAsGetnameinfoPrintsThem() {
        String head = "0a001e6100000000";
        String scope = "00000000";
        compare(
                List.of(
                        head + "00000000000000000000000000000000" + scope,
                        head + "00000000000000000000000000000001" + scope,
                        head + "00000000000000000000000001020304" + scope,
                        head + "00000000000000000000ffff7f000001" + scope,
                        head + "20010db8000000000001000000000000" + scope,
                        head + "ff020000000000000000000000000001" + scope,
                        head + "00010000000000000000000000000000" + scope));
    }

    private static void compare(List<String> sockaddrs) {
        String c = GETNAMEINFO.output(sockaddrs.toArray(String[]::new));
        assertEquals(c.lines().toList(), sockaddrs.stream().map(SocketAddressTest::words).toList());
    }

    private static String words(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        try (NativeBuffer sockaddr = new NativeBuffer(128)) {
            sockaddr.put(0, bytes, 0, bytes.length);
            SocketAddress address = SocketAddress.read(sockaddr);
            assertEquals(bytes[0], address.family());
            return address.host() + " " + address.port();
        }
    }

    private static String hex(SocketAddress address) {
        byte[] bytes = new byte[address.length()];
        try (NativeBuffer sockaddr = new NativeBuffer(SocketAddress.SIZE)) {
            address.write(sockaddr);
            sockaddr.get(0, bytes, 0, bytes.length);
        }
        return HexFormat.of().formatHex(bytes);
    }

    /** A sockaddr with a random port, in which about one of {@code rarity} groups is zero. */
    private static String sockaddr(int family, Random random, int rarity) {
        boolean ipv4 = family == Libc.AF_INET;
        StringBuilder hex = new StringBuilder(ipv4 ? "0200" : "0a00");
        hex.append(String.format("%04x", random.nextInt(65_536))).append(ipv4 ? "" : "00000000");
        for (int group = 0; group < (ipv4 ? 2 : 8); group++) {
            int value = random.nextInt(rarity) == 0 ? 0 : random.nextInt(65_536);
            hex.append(String.format("%04x", value));
        }
        return hex.append(ipv4 ? "0000000000000000" : "00000000").toString();
    }
}
