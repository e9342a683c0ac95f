/* The second lecture's server in another style: getaddrinfo, an unbuffered stdout, a count by wait. */
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static void die(const char *what) {
  perror(what);
  exit(EXIT_FAILURE);
}

static int serverSocket(const char *service) {
  struct addrinfo hints = {.ai_family = AF_INET6, .ai_socktype = SOCK_STREAM,
                           .ai_flags = AI_PASSIVE | AI_NUMERICSERV}, *list;
  int on = 1, off = 0, error = getaddrinfo(NULL, service, &hints, &list);
  if (error || strtol(service, NULL, 10) > 65535) {
    fprintf(stderr, "%s: %s\n", service, error ? gai_strerror(error) : "too large");
    exit(EXIT_FAILURE);
  }
  int sock = socket(list->ai_family, list->ai_socktype, 0);
  if (sock < 0) die("socket");
  setsockopt(sock, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
  setsockopt(sock, IPPROTO_IPV6, 26 /* IPV6_V6ONLY */, &off, sizeof(off));
  if (bind(sock, list->ai_addr, list->ai_addrlen)) die("bind");
  if (listen(sock, 64)) die("listen");
  freeaddrinfo(list);
  return sock;
}

static int echo(int sock) {
  char byte[1024];
  ssize_t n;
  while ((n = read(sock, byte, sizeof(byte))) > 0) {
    char *p = byte;
    while (n > 0) {
      ssize_t w = write(sock, p, n);
      if (w < 0) return EXIT_SUCCESS;
      p += w;
      n -= w;
    }
  }
  return EXIT_SUCCESS;
}

int main(int argc, char **argv) {
  int children = 0;
  if (argc != 2 || !argv[1][0]) {
    fprintf(stderr, "usage: %s port\n", argv[0]);
    return EXIT_FAILURE;
  }
  setbuf(stdout, NULL);
  int listener = serverSocket(argv[1]);
  printf("ready\n");
  while (1) {
    int client = accept(listener, NULL, NULL);
    if (client < 0) die("accept");
    pid_t child = fork();
    if (child < 0) die("fork");
    if (!child) {
      close(listener);
      exit(echo(client));
    }
    close(client);
    printf("with child process: %d\n", (int)child);
    for (children++; children > 0 && waitpid(-1, NULL, WNOHANG) > 0; children--);
  }
}
