#include <stdio.h>
#include <stdlib.h>

static void die(const char *call) {
  perror(call);
  exit(1);
}
