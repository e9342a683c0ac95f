/*
 * An echo server after the first lecture: a SIGCHLD handler reaps, and a loop after accept is its
 * safety net. Each macro MISTAKE_... puts one mistake into it.
 */
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
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
  int saved = errno, status = -1;
  pid_t pid;
  (void)sig;
#ifdef MISTAKE_BLOCKING_WAIT
  pid = wait(&status);
  printChildProcessStatus(pid, status);
#elif defined(MISTAKE_WAIT_ONCE)
  if ((pid = waitpid(-1, &status, WNOHANG)) > 0) printChildProcessStatus(pid, status);
#else
  while ((pid = waitpid(-1, &status, WNOHANG)) > 0) printChildProcessStatus(pid, status);
#endif
  errno = saved;
}

static int writeAll(int acc, const char *buf, ssize_t len) {
  while (len > 0) {
    ssize_t n = write(acc, buf, len);
    if (n == -1 && errno == EINTR) continue;
    if (n <= 0) return -1;
    buf += n;
    len -= n;
  }
  return 0;
}

static void echoBackLoop(int acc) {
  char buf[512];
  for (;;) {
    ssize_t len = read(acc, buf, sizeof(buf));
#ifdef MISTAKE_OVERFLOW
    if (len > 0) buf[len] = '\0'; /* one byte too far when the buffer is full */
#endif
    if (len == -1 && errno == EINTR) continue;
    if (len <= 0) return;
#ifdef MISTAKE_STRING
    len = strnlen(buf, len); /* text ends at the first 0 byte */
#endif
    if (writeAll(acc, buf, len) == -1) return;
  }
}

/* Waits a moment when descriptors or processes have run out, so as not to spin. */
static void breathe(void) {
#ifndef MISTAKE_BUSY_LOOP
  struct timespec moment = {0, 20000000};
  nanosleep(&moment, NULL);
#endif
}

static void serveInChild(int sock, int acc) {
#ifndef MISTAKE_CHILD_KEEPS_LISTENER
  close(sock);
#endif
  echoBackLoop(acc);
#ifdef MISTAKE_CHILD_LINGERS
  pause();
#endif
  close(acc);
#ifdef MISTAKE_STATUS
  _exit(3);
#elif !defined(MISTAKE_CHILD_FORGETS_EXIT)
  _exit(1);
#endif
}

static void acceptLoop(int sock) {
  struct sigaction sa;
  memset(&sa, 0, sizeof(sa));
  sa.sa_handler = sigChldHandler;
#ifndef MISTAKE_NO_HANDLER
  sigaction(SIGCHLD, &sa, NULL);
#endif
#ifdef MISTAKE_DEAF_TO_SIGTERM
  signal(SIGTERM, SIG_IGN);
#endif
  for (;;) {
    struct sockaddr_storage from;
    socklen_t len = sizeof(from);
    int acc = accept(sock, (struct sockaddr *)&from, &len);
    if (acc == -1) {
#ifdef MISTAKE_DIES_OF_EINTR
      perror("accept");
      exit(1);
#endif
      if (errno != EINTR) {
        perror("accept");
        breathe();
      }
      continue;
    }
    char hbuf[NI_MAXHOST], sbuf[NI_MAXSERV];
    getnameinfo((struct sockaddr *)&from, len, hbuf, sizeof(hbuf), sbuf, sizeof(sbuf),
                NI_NUMERICHOST | NI_NUMERICSERV);
    fprintf(stderr, "accept:%s:%s\n", hbuf, sbuf);
#ifdef MISTAKE_NO_FORK
    echoBackLoop(acc);
    close(acc);
    continue;
#endif
    pid_t pid = fork();
    if (pid == -1) {
      perror("fork");
#ifdef MISTAKE_DIES_OF_FORK
      exit(1);
#endif
#ifdef MISTAKE_LEAKS_AFTER_FORK
      continue;
#endif
    } else if (pid == 0) {
      serveInChild(sock, acc);
    }
#ifndef MISTAKE_PARENT_KEEPS_CONNECTION
    close(acc);
#endif
#ifdef MISTAKE_BLOCKING_WAIT_IN_LOOP
    int status = -1;
    if ((pid = waitpid(-1, &status, 0)) > 0) printChildProcessStatus(pid, status);
#elif !defined(MISTAKE_NO_HANDLER)
    int status = -1;
    while ((pid = waitpid(-1, &status, WNOHANG)) > 0) printChildProcessStatus(pid, status);
#endif
  }
}

static int portOf(int argc, char *argv[]) {
#ifdef MISTAKE_NO_USAGE
  return argc == 2 ? atoi(argv[1]) : 0;
#endif
  if (argc != 2) {
    fprintf(stderr, "Usage: %s PORT\n", argv[0]);
    exit(2);
  }
#ifdef MISTAKE_ATOI
  return atoi(argv[1]);
#else
  char *end;
  long port = strtol(argv[1], &end, 10);
  if (end == argv[1] || *end != '\0' || port < 0 || port > 65535) {
    fprintf(stderr, "%s: not a port: %s\n", argv[0], argv[1]);
    exit(2);
  }
  return port;
#endif
}

int main(int argc, char *argv[]) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  int sock = socket(AF_INET, SOCK_STREAM, 0);
  address.sin_port = htons(portOf(argc, argv));
#ifdef MISTAKE_OTHER_PORT
  address.sin_port = htons(portOf(argc, argv) + 1);
#endif
#ifndef MISTAKE_NO_REUSE
  int on = 1;
  setsockopt(sock, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
#endif
  if (bind(sock, (struct sockaddr *)&address, sizeof(address)) == -1) {
    perror("bind");
    exit(1);
  }
#ifdef MISTAKE_NEVER_LISTENS
  pause();
#endif
  if (listen(sock, SOMAXCONN) == -1) {
    perror("listen");
    exit(1);
  }
#ifdef MISTAKE_CLOSES_LISTENER
  close(sock);
  pause();
#endif
  acceptLoop(sock);
}
