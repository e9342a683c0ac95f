#include <netdb.h>
#include <stdio.h>

static void print_peer(void) {
  char host[NI_MAXHOST], port[NI_MAXSERV];
  if (getnameinfo((struct sockaddr *)&from, from_length, host, sizeof host, port, sizeof port,
                  NI_NUMERICHOST | NI_NUMERICSERV) == 0)
    fprintf(stderr, "accept:%s:%s\n", host, port);
}
