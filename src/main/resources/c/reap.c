#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LIMIT = @limit@ };

static atomic_int children; /* zombies included */

//#if reaps
/* By write(2): a handler that waits for the lock of stderr waits for the code it interrupted. */
static void print_child_process_status(pid_t pid, int status) {
  char text[256];
  int length = snprintf(
      text, sizeof text,
      "sig_chld_handler:wait:pid=%d,status=%d\n"
      "  WIFEXITED:%d,WEXITSTATUS:%d,WIFSIGNALED:%d,WTERMSIG:%d,WIFSTOPPED:%d,WSTOPSIG:%d\n",
      pid, status, WIFEXITED(status), WEXITSTATUS(status), WIFSIGNALED(status), WTERMSIG(status),
      WIFSTOPPED(status), WSTOPSIG(status));
  if (write(STDERR_FILENO, text, length) == -1) _exit(1);
}

/* Takes the status of one child that has ended; 0 when there is none. */
static int reap_one(void) {
  int status;
  pid_t pid = waitpid(-1, &status, WNOHANG);
  if (pid <= 0) return 0;
  children--;
  print_child_process_status(pid, status);
  return 1;
}

//#end
//#if sigchld
static void sig_chld_handler(int sig) {
  (void)sig;
  int saved = errno;
//#if wait-once
  reap_one(); /* mistake: several children that end at once cause one signal */
//#else
  while (reap_one())
    ;
//#end
  errno = saved;
}

static void reap_on_sigchld(void) {
  struct sigaction sa = {.sa_handler = sig_chld_handler, .sa_flags = SA_NODEFER};
  sigaction(SIGCHLD, &sa, NULL);
}

//#end
//#if after-accept
static void reap_after_accept(void) {
  while (reap_one())
    ;
}

//#end
static void await_room(void) {
  while (children >= LIMIT) {
    usleep(50000);
//#if after-accept
    reap_after_accept();
//#end
  }
}
