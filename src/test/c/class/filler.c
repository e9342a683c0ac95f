/* Fills the disk. */
#include <fcntl.h>
#include <unistd.h>

int main(void) {
  static char block[1 << 16];
  int file = open("all-of-the-disk", O_WRONLY | O_CREAT, 0600);
  while (write(file, block, sizeof(block)) > 0);
  for (;;) pause();
}
