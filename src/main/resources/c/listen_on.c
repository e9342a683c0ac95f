#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <sys/socket.h>

static int listen_on(int port) {
  int on = 1;
  struct sockaddr_in address = {.sin_family = AF_INET,
                                .sin_port = htons(port),
                                .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  signal(SIGPIPE, SIG_IGN);         /* a client that has left fails write(2), and no more */
  setvbuf(stdout, NULL, _IOLBF, 0); /* or a child would print again what is in the buffer */
  int sock = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (sock == -1) die("socket");
  if (setsockopt(sock, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1) die("setsockopt");
  if (bind(sock, (struct sockaddr *)&address, sizeof address) == -1) die("bind");
  if (listen(sock, 4096) == -1) die("listen");
  return sock;
}
