#include <stdio.h>
#include <sys/wait.h>

/* ---- lecture B: no handler, children are reaped after the next accept ---- */

static void fork_lazy(int sock) {
  unsigned count = 0;
  for (;;) {
    while (count >= @limit@)
      if (wait(NULL) > 0) count--;
    int acc = accept_client(sock);
    if (acc == -1) continue;
    pid_t pid = fork_child();
    if (pid == -1) die("fork() failed");
    if (pid == 0) {
//#if child-keeps-listener
      /* mistake: close(sock) is forgotten */
//#else
      close(sock);
//#end
      echo(acc);
      close(acc);
//#if child-forgets-exit
      /* mistake: _exit(0) is forgotten, so the child goes on to accept */
      continue;
//#else
      _exit(0);
//#end
    }
    printf("with child process: %d\n", pid);
//#if parent-keeps-connection
    /* mistake: close(acc) is forgotten */
//#else
    close(acc);
//#end
    count++;
    while (count > 0 && waitpid(-1, NULL, WNOHANG) > 0) count--;
  }
}
