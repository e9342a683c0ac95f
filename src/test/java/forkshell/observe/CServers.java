package forkshell.observe;

import forkshell.testing.CProgram;

/** Echo servers in C, as a student writes them; the first argument is the port. */
final class CServers {
    private static final String BEGIN =
            """
            #include <arpa/inet.h>
            #include <pthread.h>
            #include <signal.h>
            #include <stdio.h>
            #include <stdlib.h>
            #include <sys/socket.h>
            #include <sys/wait.h>
            #include <unistd.h>

            static int listen_on(int port) {
                int on = 1, listener = socket(AF_INET, SOCK_STREAM, 0);
                struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
                address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
                setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
                if (bind(listener, (struct sockaddr *)&address, sizeof address) < 0)
                    perror("bind"), exit(1);
                listen(listener, 5);
                return listener;
            }

            static __attribute__((unused)) void echo(int connection) {
                char bytes[512];
                ssize_t count;
                while ((count = read(connection, bytes, sizeof bytes)) > 0)
                    if (write(connection, bytes, count) < 0)
                        break;
            }
            """;

    private CServers() {}

    /** Forks for each client; the handler of SIGCHLD reaps. */
    static String forking() {
        return compiled(
                """
                static void reap(int signal) {
                    while (waitpid(-1, NULL, WNOHANG) > 0)
                        ;
                }

                int main(int argc, char **argv) {
                    int listener = listen_on(atoi(argv[1]));
                    struct sigaction action = {.sa_handler = reap, .sa_flags = SA_RESTART};
                    sigaction(SIGCHLD, &action, NULL);
                    printf("listening\\n");
                    for (;;) {
                        int connection = accept(listener, NULL, NULL);
                        if (fork() == 0) {
                            close(listener);
                            echo(connection);
                            exit(3);
                        }
                        close(connection);
                    }
                }
                """);
    }

    /** A thread for each client. */
    static String threaded() {
        return compiled(
                """
                static void *serve(void *connection) {
                    echo((int)(long)connection);
                    close((int)(long)connection);
                    return NULL;
                }

                int main(int argc, char **argv) {
                    int listener = listen_on(atoi(argv[1]));
                    for (;;) {
                        pthread_t thread;
                        long connection = accept(listener, NULL, NULL);
                        pthread_create(&thread, NULL, serve, (void *)connection);
                        pthread_detach(thread);
                    }
                }
                """);
    }

    /** Closes its listener at once. */
    static String closing() {
        return compiled(
                """
                int main(int argc, char **argv) {
                    close(listen_on(atoi(argv[1])));
                    pause();
                }
                """);
    }

    /** Dies of the first client. */
    static String crashing() {
        return compiled(
                """
                int main(int argc, char **argv) {
                    accept(listen_on(atoi(argv[1])), NULL, NULL);
                    abort();
                }
                """);
    }

    private static String compiled(String main) {
        return CProgram.of(BEGIN + main).executable().toString();
    }
}
