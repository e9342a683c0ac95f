#include <unistd.h>

//#if other-handler
/* The handler of this loop is Java; what it does belongs here instead of the echo. */
//#end
static void echo(int acc) {
  char buffer[1 << 16];
  ssize_t count;
  while ((count = read(acc, buffer, sizeof buffer)) > 0) {
    for (ssize_t written = 0; written < count;) {
      ssize_t n = write(acc, buffer + written, count - written);
      if (n == -1) return;
      written += n;
    }
  }
}
