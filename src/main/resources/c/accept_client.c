#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

static struct sockaddr_storage from;
static socklen_t from_length;

/* Returns -1 when there is no connection: a signal came, or the client has left already. */
static int accept_client(int sock) {
  from_length = sizeof from;
  int acc = accept4(sock, (struct sockaddr *)&from, &from_length, SOCK_CLOEXEC);
  if (acc != -1 || errno == EINTR || errno == ECONNABORTED || errno == EAGAIN) return acc;
//#if dies
  die("accept() failed");
//#else
  if (errno == EBADF || errno == EINVAL) die("accept");
  perror("accept");
  usleep(500000); /* without a free descriptor it fails at once, again and again */
//#end
  return -1;
}
