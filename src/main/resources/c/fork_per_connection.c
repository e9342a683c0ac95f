/* ---- lecture A: a child for each connection ---- */

static void fork_per_connection(int sock) {
//#if sigchld
  reap_on_sigchld();
//#end
  for (;;) {
    await_room();
    int acc = accept_client(sock);
    if (acc == -1) continue;
    print_peer();
    pid_t pid = fork_child();
    if (pid == 0) {
//#if child-keeps-listener
      /* mistake: close(sock) is forgotten */
//#else
      close(sock);
//#end
      echo(acc);
      close(acc);
//#if child-forgets-exit
      /* mistake: _exit(1) is forgotten, so the child goes on to accept */
//#else
      _exit(1);
//#end
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
