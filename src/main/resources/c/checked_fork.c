static pid_t checked_fork(void) {
  pid_t pid = fork_child();
  if (pid == -1) die("fork");
  return pid;
}
