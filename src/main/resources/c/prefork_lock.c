#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

/* ---- workers forked in advance, one of them in accept: the one that has the lock ---- */

static int lock_file;

static void set_lock(short type) {
  struct flock lock = {.l_type = type, .l_whence = SEEK_SET};
  while (fcntl(lock_file, F_SETLKW, &lock) == -1)
    if (errno != EINTR) die("fcntl");
}

static void locked_accept(int sock) {
  for (;;) {
    set_lock(F_WRLCK);
    int acc = accept_client(sock);
    set_lock(F_UNLCK);
    if (acc == -1) continue;
    echo(acc);
    close(acc);
  }
}

static void prefork_lock(int sock) {
  lock_file = memfd_create("lock", MFD_CLOEXEC);
  if (lock_file == -1) die("memfd_create");
  keep_workers(locked_accept, sock);
}
