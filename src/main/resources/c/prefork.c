/* ---- workers forked in advance, all of them in accept ---- */

static void prefork(int sock) { keep_workers(iterative, sock); }
