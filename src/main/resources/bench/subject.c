/* The designs of forkshell.server in C, for comparison. Compile: cc -O2 -pthread -o subject subject.c
 *
 *   subject serve DESIGN   prints its port and serves until it is killed
 *   subject fork N         forks N times; prints each time from fork to the child's first byte, in ns
 *   subject reap N         lets N children become zombies; prints how long reaping them took, in ns
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { WORKERS = 8, BUFFER = 1 << 16 };

static void die(const char *call) {
  perror(call);
  exit(1);
}

static long long now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000000LL + t.tv_nsec;
}

/* The child dies with its parent, also with one that died before the child could ask for that. */
static pid_t checked_fork(void) {
  pid_t parent = getpid();
  pid_t pid = fork();
  if (pid == -1) die("fork");
  if (pid == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(1);
  }
  return pid;
}

static void echo(int acc) {
  char buffer[BUFFER];
  ssize_t count;
  while ((count = read(acc, buffer, sizeof buffer)) > 0) {
    for (ssize_t written = 0; written < count;) {
      ssize_t n = write(acc, buffer + written, count - written);
      if (n == -1) return;
      written += n;
    }
  }
}

static struct sockaddr_storage from;
static socklen_t from_length;

static int checked_accept(int sock) {
  from_length = sizeof from;
  int acc = accept4(sock, (struct sockaddr *)&from, &from_length, SOCK_CLOEXEC);
  if (acc == -1) {
    if (errno == EINTR || errno == ECONNABORTED || errno == EAGAIN) return -1;
    die("accept");
  }
  return acc;
}

/* ---- one client after the other ---- */

static void iterative(int sock) {
  for (;;) {
    int acc = checked_accept(sock);
    if (acc == -1) continue;
    echo(acc);
    close(acc);
  }
}

/* ---- lecture A: a child for each connection, a SIGCHLD handler, and a net after each accept ---- */

/* By write(2): a handler that waits for the lock of stderr waits for the code it interrupted. */
static void print_child_process_status(pid_t pid, int status) {
  char text[256];
  int length = snprintf(
      text, sizeof text,
      "sig_chld_handler:wait:pid=%d,status=%d\n"
      "  WIFEXITED:%d,WEXITSTATUS:%d,WIFSIGNALED:%d,WTERMSIG:%d,WIFSTOPPED:%d,WSTOPSIG:%d\n",
      pid, status, WIFEXITED(status), WEXITSTATUS(status), WIFSIGNALED(status), WTERMSIG(status),
      WIFSTOPPED(status), WSTOPSIG(status));
  if (write(STDERR_FILENO, text, length) == -1) _exit(1);
}

static void sig_chld_handler(int sig) {
  (void)sig;
  int saved = errno;
  int status;
  pid_t pid = waitpid(-1, &status, WNOHANG);
  if (pid > 0) print_child_process_status(pid, status);
  errno = saved;
}

static void print_peer(void) {
  char host[NI_MAXHOST], port[NI_MAXSERV];
  if (getnameinfo((struct sockaddr *)&from, from_length, host, sizeof host, port, sizeof port,
                  NI_NUMERICHOST | NI_NUMERICSERV) == 0)
    fprintf(stderr, "accept:%s:%s\n", host, port);
}

static void reap_on_sigchld(void) {
  struct sigaction sa = {.sa_handler = sig_chld_handler, .sa_flags = SA_NODEFER};
  sigaction(SIGCHLD, &sa, NULL);
}

static void reap_after_accept(void) {
  int status;
  pid_t pid;
  while ((pid = waitpid(-1, &status, WNOHANG)) > 0) print_child_process_status(pid, status);
}

static void fork_per_connection(int sock) {
  reap_on_sigchld();
  for (;;) {
    int acc = checked_accept(sock);
    if (acc == -1) continue;
    print_peer();
    if (checked_fork() == 0) {
      close(sock);
      echo(acc);
      close(acc);
      _exit(1);
    }
    close(acc);
    reap_after_accept();
  }
}

/* ---- lecture B: no handler, children are reaped after the next accept ---- */

static void fork_lazy(int sock) {
  unsigned children = 0;
  for (;;) {
    int acc = checked_accept(sock);
    if (acc == -1) continue;
    pid_t pid = checked_fork();
    if (pid == 0) {
      close(sock);
      echo(acc);
      _exit(0);
    }
    printf("with child process: %d\n", pid);
    close(acc);
    children++;
    while (children > 0 && waitpid(-1, NULL, WNOHANG) > 0) children--;
  }
}

/* ---- prefork: workers made before the first client; the parent replaces those that end ---- */

static void keep_workers(void (*work)(int), int argument) {
  for (int i = 0; i < WORKERS; i++)
    if (checked_fork() == 0) work(argument);
  for (;;)
    if (wait(NULL) > 0 && checked_fork() == 0) work(argument);
}

static void shared_accept(int sock) { iterative(sock); }

static int lock_file;

static void set_lock(short type) {
  struct flock lock = {.l_type = type, .l_whence = SEEK_SET};
  while (fcntl(lock_file, F_SETLKW, &lock) == -1)
    if (errno != EINTR) die("fcntl");
}

static void locked_accept(int sock) {
  for (;;) {
    set_lock(F_WRLCK);
    int acc = checked_accept(sock);
    set_lock(F_UNLCK);
    if (acc == -1) continue;
    echo(acc);
    close(acc);
  }
}

static void send_descriptor(int socket, int fd) {
  char byte = 0, control[CMSG_SPACE(sizeof fd)];
  struct iovec iov = {&byte, 1};
  struct msghdr message = {.msg_iov = &iov, .msg_iovlen = 1, .msg_control = control,
                           .msg_controllen = sizeof control};
  struct cmsghdr *header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(sizeof fd);
  memcpy(CMSG_DATA(header), &fd, sizeof fd);
  if (sendmsg(socket, &message, 0) == -1) die("sendmsg");
}

static int receive_descriptor(int socket) {
  int fd;
  char byte, control[CMSG_SPACE(sizeof fd)];
  struct iovec iov = {&byte, 1};
  struct msghdr message = {.msg_iov = &iov, .msg_iovlen = 1, .msg_control = control,
                           .msg_controllen = sizeof control};
  if (recvmsg(socket, &message, MSG_CMSG_CLOEXEC) != 1) die("recvmsg");
  memcpy(&fd, CMSG_DATA(CMSG_FIRSTHDR(&message)), sizeof fd);
  return fd;
}

static void serve_passed(int queue) {
  for (;;) {
    int acc = receive_descriptor(queue);
    echo(acc);
    close(acc);
  }
}

static void descriptor_passing(int sock) {
  int queue[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, queue) == -1) die("socketpair");
  if (checked_fork() == 0) keep_workers(serve_passed, queue[1]);
  for (;;) {
    int acc = checked_accept(sock);
    if (acc == -1) continue;
    send_descriptor(queue[0], acc);
    close(acc);
  }
}

/* ---- inetd: a child for each connection executes a program that knows nothing of sockets; it is
 * reaped as in lecture A ---- */

static void fork_exec(int sock) {
  reap_on_sigchld();
  for (;;) {
    int acc = checked_accept(sock);
    if (acc == -1) continue;
    if (checked_fork() == 0) {
      dup2(acc, 0);
      dup2(acc, 1);
      execl("/bin/cat", "/bin/cat", (char *)NULL);
      _exit(127);
    }
    close(acc);
    reap_after_accept();
  }
}

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
    int acc = checked_accept(sock);
    if (acc == -1) continue;
    pthread_t thread;
    if (pthread_create(&thread, &attributes, serve_in_thread, (void *)(long)acc) != 0) close(acc);
  }
}

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
  int acc = checked_accept(sock);
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
  static char buffer[BUFFER];
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

/* ---- measuring fork and wait alone ---- */

static void time_forks(int n) {
  for (int i = 0; i < n; i++) {
    int ready[2];
    char byte = 0;
    long long start = now();
    if (pipe2(ready, O_CLOEXEC) == -1) die("pipe2");
    pid_t pid = checked_fork();
    if (pid == 0) {
      if (write(ready[1], &byte, 1) != 1) _exit(1);
      _exit(0);
    }
    close(ready[1]);
    if (read(ready[0], &byte, 1) != 1) die("read");
    close(ready[0]);
    printf("%lld\n", now() - start);
    waitpid(pid, NULL, 0);
  }
}

static void time_reaping(int n) {
  pid_t *pids = calloc(n, sizeof *pids);
  for (int i = 0; i < n; i++)
    if ((pids[i] = checked_fork()) == 0) _exit(0);
  siginfo_t info;
  for (int i = 0; i < n; i++) /* WNOWAIT: wait for its end, but leave the zombie */
    if (waitid(P_PID, pids[i], &info, WEXITED | WNOWAIT) == -1) die("waitid");
  long long start = now();
  int reaped = 0;
  while (waitpid(-1, NULL, WNOHANG) > 0) reaped++;
  long long nanos = now() - start;
  if (reaped != n) die("waitpid");
  printf("%lld\n", nanos);
}

static int listen_anywhere(void) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t length = sizeof address;
  int sock = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (bind(sock, (struct sockaddr *)&address, length) == -1) die("bind");
  if (listen(sock, 4096) == -1) die("listen");
  if (getsockname(sock, (struct sockaddr *)&address, &length) == -1) die("getsockname");
  printf("%d\n", ntohs(address.sin_port));
  return sock;
}

static void serve(const char *design) {
  int sock = listen_anywhere();
  signal(SIGPIPE, SIG_IGN);
  lock_file = memfd_create("lock", MFD_CLOEXEC);
  if (!strcmp(design, "iterative")) iterative(sock);
  if (!strcmp(design, "fork")) fork_per_connection(sock);
  if (!strcmp(design, "fork-lazy")) fork_lazy(sock);
  if (!strcmp(design, "prefork")) keep_workers(shared_accept, sock);
  if (!strcmp(design, "prefork-lock")) keep_workers(locked_accept, sock);
  if (!strcmp(design, "prefork-pass")) descriptor_passing(sock);
  if (!strcmp(design, "exec")) fork_exec(sock);
  if (!strcmp(design, "thread")) thread_per_connection(sock);
  if (!strcmp(design, "epoll")) event_loop(sock);
  fprintf(stderr, "unknown design: %s\n", design);
  exit(2);
}

int main(int argc, char **argv) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  setvbuf(stdout, NULL, _IOLBF, 0); /* as on a terminal, and as forkshell prints */
  if (argc == 3 && !strcmp(argv[1], "serve")) serve(argv[2]);
  if (argc == 3 && !strcmp(argv[1], "fork")) return time_forks(atoi(argv[2])), 0;
  if (argc == 3 && !strcmp(argv[1], "reap")) return time_reaping(atoi(argv[2])), 0;
  fprintf(stderr, "usage: %s serve DESIGN | fork N | reap N\n", argv[0]);
  return 2;
}
