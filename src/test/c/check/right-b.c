/*
 * An echo server after the second lecture: the parent counts its children and reaps after each
 * accept; a failed call ends the program with a message. Each macro MISTAKE_... puts one mistake
 * into it.
 */
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static void DieWithError(const char *message) {
  perror(message);
  exit(1);
}

static int CreateTCPServerSocket(unsigned short port) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_ANY)};
  int on = 1, servSock = socket(AF_INET, SOCK_STREAM, 0);
  address.sin_port = htons(port);
  setsockopt(servSock, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
  if (bind(servSock, (struct sockaddr *)&address, sizeof(address)) < 0)
    DieWithError("bind() failed");
  if (listen(servSock, 5) < 0) DieWithError("listen() failed");
  return servSock;
}

static void HandleTCPClient(int clntSock) {
  char buf[32];
  ssize_t len;
  while ((len = recv(clntSock, buf, sizeof(buf), 0)) > 0) {
#ifdef MISTAKE_SHORT_WRITE
    if (send(clntSock, buf, len > 31 ? 31 : len, 0) < 0) break;
#else
    if (send(clntSock, buf, len, MSG_NOSIGNAL) != len) break;
#endif
#ifdef MISTAKE_ONE_MESSAGE
    break;
#endif
  }
  close(clntSock);
}

static void serveInChild(int servSock, int clntSock) {
  close(servSock);
  HandleTCPClient(clntSock);
#ifdef MISTAKE_KILLS_PARENT
  kill(getppid(), SIGTERM);
#endif
  exit(0);
}

static unsigned int reap(unsigned int childProcCount) {
#ifndef MISTAKE_NO_REAPING
  while (childProcCount) {
    pid_t processID = waitpid((pid_t)-1, NULL, WNOHANG);
    if (processID < 0) DieWithError("waitpid() failed");
    if (processID == 0) break;
    childProcCount--;
#ifdef MISTAKE_REAPS_ONE
    break;
#endif
  }
#endif
  return childProcCount;
}

static long portOf(int argc, char *argv[]) {
  char *end;
  if (argc != 2) {
    fprintf(stderr, "Usage: %s <Server Port>\n", argv[0]);
    exit(1);
  }
  long port = strtol(argv[1], &end, 10);
  if (end == argv[1] || *end || port < 0 || port > 65535) {
    fprintf(stderr, "%s is not a port\n", argv[1]);
    exit(1);
  }
  return port;
}

int main(int argc, char *argv[]) {
  unsigned int childProcCount = 0;
  int servSock = CreateTCPServerSocket(portOf(argc, argv));
  for (;;) {
    int clntSock = accept(servSock, NULL, NULL);
#ifdef MISTAKE_IGNORES_ERRORS
    if (clntSock < 0) continue;
#else
    if (clntSock < 0) DieWithError("accept() failed");
#endif
    pid_t processID = fork();
#ifdef MISTAKE_FORK_FAILS_AS_CHILD
    if (processID <= 0) serveInChild(servSock, clntSock);
#else
    if (processID < 0) DieWithError("fork() failed");
    if (processID == 0) serveInChild(servSock, clntSock);
#endif
    printf("with child process: %d\n", processID);
#ifndef MISTAKE_UNFLUSHED
    fflush(stdout);
#endif
    close(clntSock);
    childProcCount = reap(childProcCount + 1);
  }
}
