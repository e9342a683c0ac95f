#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

/* ---- one process for all clients, none of which it waits for ---- */

struct client {
  int acc;
  size_t sent, pending; /* of the echo that did not fit into the socket */
  char *echo;
};

static void watch(int epoll, int operation, struct client *client, unsigned events) {
  struct epoll_event event = {.events = events, .data.ptr = client};
  if (epoll_ctl(epoll, operation, client->acc, &event) == -1) die("epoll_ctl");
}

static void greet(int epoll, int sock) {
  int acc = accept_client(sock);
  if (acc == -1) return;
  struct client *client = calloc(1, sizeof *client);
  if (client == NULL) die("calloc");
  client->acc = acc;
  watch(epoll, EPOLL_CTL_ADD, client, EPOLLIN);
}

static void leave(struct client *client) {
  close(client->acc); /* which removes it from the set, because no other process has a copy */
  free(client->echo);
  free(client);
}

static ssize_t send_now(int acc, const char *bytes, size_t count) {
  ssize_t n = send(acc, bytes, count, MSG_DONTWAIT | MSG_NOSIGNAL);
  return n == -1 && errno == EAGAIN ? 0 : n;
}

/* Until the rest has been sent, nothing more is read from this client. */
static void keep_rest(int epoll, struct client *client, const char *bytes, size_t count) {
  client->echo = malloc(count);
  if (client->echo == NULL) die("malloc");
  memcpy(client->echo, bytes, count);
  client->sent = 0;
  client->pending = count;
  watch(epoll, EPOLL_CTL_MOD, client, EPOLLOUT);
}

static void echo_some(int epoll, struct client *client) {
  static char buffer[1 << 16];
  ssize_t count = recv(client->acc, buffer, sizeof buffer, MSG_DONTWAIT);
  if (count == -1 && errno == EAGAIN) return;
  ssize_t sent = count <= 0 ? -1 : send_now(client->acc, buffer, count);
  if (sent == -1)
    leave(client);
  else if (sent < count)
    keep_rest(epoll, client, buffer + sent, count - sent);
}

static void send_rest(int epoll, struct client *client) {
  ssize_t n = send_now(client->acc, client->echo + client->sent, client->pending);
  if (n == -1) {
    leave(client);
    return;
  }
  client->sent += n;
  client->pending -= n;
  if (client->pending > 0) return;
  free(client->echo);
  client->echo = NULL;
  watch(epoll, EPOLL_CTL_MOD, client, EPOLLIN);
}

static void event_loop(int sock) {
  enum { EVENTS = 64 };
  struct epoll_event ready[EVENTS];
  struct client listener = {.acc = sock};
  int epoll = epoll_create1(EPOLL_CLOEXEC);
  if (epoll == -1) die("epoll_create1");
  fcntl(sock, F_SETFL, O_NONBLOCK);
  watch(epoll, EPOLL_CTL_ADD, &listener, EPOLLIN);
  for (;;) {
    int n = epoll_wait(epoll, ready, EVENTS, -1);
    for (int i = 0; i < n; i++) {
      struct client *client = ready[i].data.ptr;
      if (client == &listener)
        greet(epoll, sock);
      else if (client->pending > 0)
        send_rest(epoll, client);
      else
        echo_some(epoll, client);
    }
  }
}
