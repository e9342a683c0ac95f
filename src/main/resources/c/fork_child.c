#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

/* The child dies with its parent, also with one that died before the child could ask for that. */
static pid_t fork_child(void) {
  pid_t parent = getpid();
  pid_t pid = fork();
  if (pid == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(1);
  }
  return pid;
}
