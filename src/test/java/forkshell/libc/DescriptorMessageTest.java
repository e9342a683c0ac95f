package forkshell.libc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import forkshell.testing.CProgram;
import forkshell.testing.LeavesNothingBehind;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("quick")
@Timeout(60)
@ExtendWith(LeavesNothingBehind.class)
class DescriptorMessageTest {
    private static final String LAYOUT =
            """
            #define _GNU_SOURCE
            #include <fcntl.h>
            #include <stddef.h>
            #include <stdio.h>
            #include <sys/socket.h>
            #include <sys/uio.h>
            int main(void) {
              printf("%zu %zu %zu %zu %zu, ", offsetof(struct msghdr, msg_iov),
                  offsetof(struct msghdr, msg_iovlen), offsetof(struct msghdr, msg_control),
                  offsetof(struct msghdr, msg_controllen), sizeof(struct msghdr));
              printf("%zu %zu, ", offsetof(struct iovec, iov_len), sizeof(struct iovec));
              printf("%zu %zu %zu %zu %zu, ", offsetof(struct cmsghdr, cmsg_level),
                  offsetof(struct cmsghdr, cmsg_type), CMSG_LEN(0), CMSG_LEN(sizeof(int)),
                  CMSG_SPACE(sizeof(int)));
              printf("%zu %zu %d", offsetof(struct flock, l_type), sizeof(struct flock), SEEK_SET);
            }
            """;

    @Test
    void theLayoutsAreThoseOfC() {
        List<Integer> message =
                List.of(
                        DescriptorMessage.MSG_IOV,
                        DescriptorMessage.MSG_IOVLEN,
                        DescriptorMessage.MSG_CONTROL,
                        DescriptorMessage.MSG_CONTROLLEN,
                        DescriptorMessage.MSGHDR_SIZE);
        List<Integer> vector = List.of(DescriptorMessage.IOV_LEN, DescriptorMessage.IOVEC_SIZE);
        List<Integer> control =
                List.of(
                        DescriptorMessage.CMSG_LEVEL,
                        DescriptorMessage.CMSG_TYPE,
                        DescriptorMessage.CMSG_DATA,
                        DescriptorMessage.CMSG_LEN,
                        DescriptorMessage.CMSG_SPACE);
        List<Integer> lock = List.of(ProcessLock.L_TYPE, ProcessLock.FLOCK_SIZE, 0);
        String ours = (message + ", " + vector + ", " + control + ", " + lock);
        String listed = ours.replaceAll("(?<=\\d),(?= \\d)", "").replaceAll("[\\[\\]]", "");
        assertEquals(CProgram.of(LAYOUT).output(), listed);
    }

    @Test
    void aDescriptorArrivesUnderANumberOfItsOwn() {
        int[] pair = Sys.socketpair();
        int[] pipe = Sys.pipe(Libc.O_CLOEXEC);
        try (DescriptorMessage message = new DescriptorMessage();
                NativeBuffer bytes = new NativeBuffer(1)) {
            message.send(pair[0], pipe[1]);
            int received = message.receive(pair[1]);
            assertNotEquals(pipe[1], received);
            bytes.putByte(0, (byte) 'x');
            Sys.write(received, bytes.address(), 1);
            bytes.putByte(0, (byte) 0);
            assertEquals(1, Sys.read(pipe[0], bytes.address(), 1));
            assertEquals('x', bytes.getByte(0));
            Sys.close(received);
            assertEquals(-1, message.receive(pair[1]), "nothing more is there");
        } finally {
            for (int fd : new int[] {pair[0], pair[1], pipe[0], pipe[1]}) {
                Sys.close(fd);
            }
        }
    }
}
