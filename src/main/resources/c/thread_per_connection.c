#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

/* ---- a thread for each connection ---- */

static void *serve_in_thread(void *argument) {
  int acc = (int)(long)argument;
  echo(acc);
  close(acc);
  return NULL;
}

static void thread_per_connection(int sock) {
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  for (;;) {
    int acc = accept_client(sock);
    if (acc == -1) continue;
    pthread_t thread;
    if (pthread_create(&thread, &attributes, serve_in_thread, (void *)(long)acc) != 0) {
      fprintf(stderr, "pthread_create: no thread for a client\n");
      close(acc);
    }
  }
}
