#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* ---- workers forked in advance, who get connections from the one process that accepts ---- */

static void send_descriptor(int socket, int fd) {
  char byte = 0, control[CMSG_SPACE(sizeof fd)];
  struct iovec iov = {&byte, 1};
  struct msghdr message = {.msg_iov = &iov, .msg_iovlen = 1, .msg_control = control,
                           .msg_controllen = sizeof control};
  struct cmsghdr *header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(sizeof fd);
  memcpy(CMSG_DATA(header), &fd, sizeof fd);
  if (sendmsg(socket, &message, 0) == -1) die("sendmsg");
}

static int receive_descriptor(int socket) {
  int fd;
  char byte, control[CMSG_SPACE(sizeof fd)];
  struct iovec iov = {&byte, 1};
  struct msghdr message = {.msg_iov = &iov, .msg_iovlen = 1, .msg_control = control,
                           .msg_controllen = sizeof control};
  if (recvmsg(socket, &message, MSG_CMSG_CLOEXEC) != 1) die("recvmsg");
  memcpy(&fd, CMSG_DATA(CMSG_FIRSTHDR(&message)), sizeof fd);
  return fd;
}

static void serve_passed(int queue) {
  for (;;) {
    int acc = receive_descriptor(queue);
    echo(acc);
    close(acc);
  }
}

static void prefork_pass(int sock) {
  int queue[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, queue) == -1) die("socketpair");
  if (checked_fork() == 0) {
    close(sock);
    keep_workers(serve_passed, queue[1]);
  }
  for (;;) {
    int acc = accept_client(sock);
    if (acc == -1) continue;
    send_descriptor(queue[0], acc);
    close(acc);
  }
}
