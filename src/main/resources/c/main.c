#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
  char *end = "";
  long port = argc == 2 ? strtol(argv[1], &end, 10) : 0;
  if (port < 1 || port > 65535 || *end != '\0') {
    fprintf(stderr, "usage: %s PORT\n", argv[0]);
    return 2;
  }
  @serve@(listen_on(port));
}
