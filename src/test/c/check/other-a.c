/* The first lecture's server in another style: SIGCHLD restarts calls, C's streams to the client. */
#include <arpa/inet.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static void reap(int signal) {
  int saved = errno, status;
  pid_t pid;
  (void)signal;
  while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
    fprintf(stderr, "sig_chld_handler:wait:pid=%d,status=%d\n", pid, status);
    fprintf(stderr, "  WIFEXITED:%d,WEXITSTATUS:%d,WIFSIGNALED:%d,WTERMSIG:%d,WIFSTOPPED:%d,WSTOPSIG:%d\n",
            WIFEXITED(status), WEXITSTATUS(status), WIFSIGNALED(status), WTERMSIG(status),
            WIFSTOPPED(status), WSTOPSIG(status));
  }
  errno = saved;
}

static void echo(int fd) {
  static char bytes[8192];
  ssize_t count;
  while ((count = recv(fd, bytes, sizeof(bytes), 0)) > 0)
    for (ssize_t sent = 0, n; sent < count; sent += n)
      if ((n = send(fd, bytes + sent, count - sent, MSG_NOSIGNAL)) <= 0) return;
}

int main(int argc, char **argv) {
  struct sigaction action = {.sa_handler = reap, .sa_flags = SA_RESTART | SA_NOCLDSTOP};
  struct sockaddr_in me = {.sin_family = AF_INET};
  char rest;
  unsigned port;
  if (argc < 2 || sscanf(argv[1], "%u%c", &port, &rest) != 1 || port > 65535)
    return fprintf(stderr, "%s: give me a port\n", argv[0]), 64;
  int one = 1, listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  me.sin_port = htons(port);
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one));
  if (bind(listener, (struct sockaddr *)&me, sizeof(me)) || listen(listener, 128))
    return fprintf(stderr, "port %u: %s\n", port, strerror(errno)), 1;
  sigaction(SIGCHLD, &action, NULL);
  for (;;) {
    struct sockaddr_in peer;
    socklen_t size = sizeof(peer);
    int fd = accept(listener, (struct sockaddr *)&peer, &size);
    if (fd < 0) {
      usleep(50000);
      continue;
    }
    fprintf(stderr, "accept:%s:%d\n", inet_ntoa(peer.sin_addr), ntohs(peer.sin_port));
    if (fork() == 0) {
      close(listener);
      echo(fd);
      close(fd);
      _exit(1);
    }
    close(fd);
  }
}
