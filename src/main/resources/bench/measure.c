#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* ---- measuring fork and wait alone ---- */

static long long now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static void time_forks(int n) {
  for (int i = 0; i < n; i++) {
    int ready[2];
    char byte = 0;
    long long start = now();
    if (pipe2(ready, O_CLOEXEC) == -1) die("pipe2");
    pid_t pid = checked_fork();
    if (pid == 0) {
      if (write(ready[1], &byte, 1) != 1) _exit(1);
      _exit(0);
    }
    close(ready[1]);
    if (read(ready[0], &byte, 1) != 1) die("read");
    close(ready[0]);
    printf("%lld\n", now() - start);
    waitpid(pid, NULL, 0);
  }
}

static void time_reaping(int n) {
  pid_t *pids = calloc(n, sizeof *pids);
  for (int i = 0; i < n; i++)
    if ((pids[i] = checked_fork()) == 0) _exit(0);
  siginfo_t info;
  for (int i = 0; i < n; i++) /* WNOWAIT: wait for its end, but leave the zombie */
    if (waitid(P_PID, pids[i], &info, WEXITED | WNOWAIT) == -1) die("waitid");
  long long start = now();
  int reaped = 0;
  while (waitpid(-1, NULL, WNOHANG) > 0) reaped++;
  long long nanos = now() - start;
  if (reaped != n) die("waitpid");
  printf("%lld\n", nanos);
}

static void serve(const char *design) {
  struct sockaddr_in address;
  socklen_t length = sizeof address;
  int sock = listen_on(0);
  if (getsockname(sock, (struct sockaddr *)&address, &length) == -1) die("getsockname");
  printf("%d\n", ntohs(address.sin_port));
@dispatch@
  fprintf(stderr, "unknown design: %s\n", design);
  exit(2);
}

/*   subject serve DESIGN   prints its port and serves until it is killed
 *   subject fork N         forks N times; prints each time from fork to the child's first byte, in ns
 *   subject reap N         lets N children become zombies; prints how long reaping them took, in ns
 */
int main(int argc, char **argv) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  setvbuf(stdout, NULL, _IOLBF, 0); /* as on a terminal, and as forkshell prints */
  if (argc == 3 && !strcmp(argv[1], "serve")) serve(argv[2]);
  if (argc == 3 && !strcmp(argv[1], "fork")) return time_forks(atoi(argv[2])), 0;
  if (argc == 3 && !strcmp(argv[1], "reap")) return time_reaping(atoi(argv[2])), 0;
  fprintf(stderr, "usage: %s serve DESIGN | fork N | reap N\n", argv[0]);
  return 2;
}
