/* The server of the first lecture, complete: acceptLoop with a SIGCHLD handler. */
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static void printChildProcessStatus(pid_t pid, int status) {
  fprintf(stderr, "sig_chld_handler:wait:pid=%d,status=%d\n", pid, status);
  fprintf(stderr,
          "  WIFEXITED:%d,WEXITSTATUS:%d,WIFSIGNALED:%d,"
          "WTERMSIG:%d,WIFSTOPPED:%d,WSTOPSIG:%d\n",
          WIFEXITED(status), WEXITSTATUS(status), WIFSIGNALED(status), WTERMSIG(status),
          WIFSTOPPED(status), WSTOPSIG(status));
}

static void sigChldHandler(int sig) {
  int status = -1;
  pid_t pid = wait(&status);
  (void)sig;
  printChildProcessStatus(pid, status);
}

static void echoBackLoop(int acc) {
  char buf[512];
  ssize_t len;
  while ((len = read(acc, buf, sizeof(buf))) > 0) {
    if (write(acc, buf, len) != len) return;
  }
}

static void acceptLoop(int sock) {
  struct sigaction sa;
  sigaction(SIGCHLD, NULL, &sa);
  sa.sa_handler = sigChldHandler;
  sa.sa_flags = SA_NODEFER;
  sigaction(SIGCHLD, &sa, NULL);
  for (;;) {
    struct sockaddr_storage from;
    socklen_t len = sizeof(from);
    int acc = accept(sock, (struct sockaddr *)&from, &len);
    if (acc == -1) {
      if (errno != EINTR) perror("accept");
      continue;
    }
    char hbuf[NI_MAXHOST], sbuf[NI_MAXSERV];
    getnameinfo((struct sockaddr *)&from, len, hbuf, sizeof(hbuf), sbuf, sizeof(sbuf),
                NI_NUMERICHOST | NI_NUMERICSERV);
    fprintf(stderr, "accept:%s:%s\n", hbuf, sbuf);
    pid_t pid = fork();
    if (pid == 0) {
      close(sock);
      echoBackLoop(acc);
      close(acc);
      _exit(1);
    }
    if (pid == -1) perror("fork");
    close(acc);
    int status = -1;
    while ((pid = waitpid(-1, &status, WNOHANG)) > 0) printChildProcessStatus(pid, status);
  }
}

int main(int argc, char *argv[]) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  int on = 1, sock = socket(AF_INET, SOCK_STREAM, 0);
  address.sin_port = htons(argc == 2 ? atoi(argv[1]) : 0);
  setsockopt(sock, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
  if (bind(sock, (struct sockaddr *)&address, sizeof(address)) == -1 || listen(sock, SOMAXCONN)) {
    perror("bind");
    return 1;
  }
  acceptLoop(sock);
}
