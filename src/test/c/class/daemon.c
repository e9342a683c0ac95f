/* Becomes a daemon, which keeps running. */
#include <stdlib.h>
#include <unistd.h>

int main(void) {
  if (daemon(1, 1) == -1) return 1;
  for (;;) sleep(1000);
}
