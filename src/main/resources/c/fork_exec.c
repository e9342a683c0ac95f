#include <stdio.h>
#include <unistd.h>

/* ---- inetd: a child for each connection executes a program that knows nothing of sockets ---- */

static void fork_exec(int sock) {
//#if sigchld
  reap_on_sigchld();
//#end
  for (;;) {
    await_room();
    int acc = accept_client(sock);
    if (acc == -1) continue;
    pid_t pid = fork_child();
    if (pid == 0) {
      dup2(acc, STDIN_FILENO);
      dup2(acc, STDOUT_FILENO);
      execl("/bin/cat", "/bin/cat", (char *)NULL);
      _exit(127);
    }
    if (pid == -1) perror("fork");
    if (pid > 0) children++;
//#if parent-keeps-connection
    /* mistake: close(acc) is forgotten */
//#else
    close(acc);
//#end
//#if after-accept
    reap_after_accept();
//#end
  }
}
