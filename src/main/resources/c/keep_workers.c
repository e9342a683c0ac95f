#include <sys/wait.h>

enum { WORKERS = @workers@ };

/* Forks workers before the first client, and another one for each that ends. */
static void keep_workers(void (*work)(int), int argument) {
  for (int i = 0; i < WORKERS; i++)
    if (checked_fork() == 0) work(argument);
  for (;;)
    if (wait(NULL) > 0 && checked_fork() == 0) work(argument);
}
