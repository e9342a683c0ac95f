/* Kills its parent and its group. */
#include <signal.h>
#include <unistd.h>

int main(void) {
  kill(getppid(), SIGTERM);
  kill(0, SIGTERM);
  return 0;
}
