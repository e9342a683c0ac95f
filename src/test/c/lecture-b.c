/* The server of the second lecture, complete: TCPEchoServer-Fork, which counts its children. */
#include <netinet/in.h>
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
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  int on = 1, sock = socket(AF_INET, SOCK_STREAM, 0);
  address.sin_port = htons(port);
  setsockopt(sock, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
  if (bind(sock, (struct sockaddr *)&address, sizeof(address)) < 0) DieWithError("bind() failed");
  if (listen(sock, SOMAXCONN) < 0) DieWithError("listen() failed");
  return sock;
}

static void HandleTCPClient(int clntSock) {
  char buf[32];
  ssize_t len;
  while ((len = recv(clntSock, buf, sizeof(buf), 0)) > 0) {
    if (send(clntSock, buf, len, 0) != len) DieWithError("send() failed");
  }
  close(clntSock);
}

int main(int argc, char const *argv[]) {
  unsigned int childProcCount = 0;
  if (argc != 2) {
    fprintf(stderr, "Usage: %s <Server Port>\n", argv[0]);
    exit(1);
  }
  setvbuf(stdout, NULL, _IOLBF, 0); /* as on a terminal */
  int servSock = CreateTCPServerSocket(atoi(argv[1]));
  for (;;) {
    int clntSock = accept(servSock, NULL, NULL);
    if (clntSock < 0) DieWithError("accept() failed");
    pid_t processID = fork();
    if (processID < 0) DieWithError("fork() failed");
    if (processID == 0) {
      close(servSock);
      HandleTCPClient(clntSock);
      exit(0);
    }
    printf("with child process: %d\n", processID);
    close(clntSock);
    childProcCount++;
    while (childProcCount) {
      processID = waitpid((pid_t)-1, NULL, WNOHANG);
      if (processID < 0) DieWithError("waitpid() failed");
      if (processID == 0) break;
      childProcCount--;
    }
  }
}
