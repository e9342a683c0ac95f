/* Becomes a daemon, which keeps running, also when it is asked to end. */
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

int main(void) {
  signal(SIGTERM, SIG_IGN);
  if (daemon(1, 1) == -1) return 1;
  for (;;) sleep(1000);
}
