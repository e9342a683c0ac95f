/* ---- one client after another ---- */

static void iterative(int sock) {
  for (;;) {
    int acc = accept_client(sock);
    if (acc == -1) continue;
    echo(acc);
    close(acc);
  }
}
