// Lecture A, line by line: acceptLoop with fork, close, _exit, waitpid and a SIGCHLD handler.

//: lab
//: title.en Lecture A, line by line
//: title.ja 講義 A を 1 行ずつ：acceptLoop
//: minutes 40
//: builds 2, 4, 5
//: c.en The acceptLoop of lecture A: sigaction, accept, getnameinfo, fork, close, _exit, waitpid.
//: c.ja 講義 A の acceptLoop です：sigaction、accept、getnameinfo、fork、close、_exit、waitpid。
//: lecture A | void acceptLoop(int sock) {

//: step accept
//: goal.en A listener `sock`, a client `alice`, and the connection `acc` that accept gives.
//: goal.ja リスナの sock、クライアントの alice、そして accept が返す接続 acc を作ります。
//: lecture A | if ((acc = accept(sock, (struct sockaddr *) &from, &len)) == -1) {
//: lecture A | fprintf(stderr, "accept:%s:%s\n", hbuf, sbuf);
//: lecture A | struct sockaddr_storage from;
//: lecture A | socklen_t len = sizeof(from);
//: lecture A | int acc = 0;
//: lecture A | char hbuf[NI_MAXHOST];
//: lecture A | char sbuf[NI_MAXSERV];
//: lecture A | getnameinfo((struct sockaddr *) &from, len, hbuf, sizeof(hbuf),
//: lecture A | sbuf, sizeof(sbuf),
//: lecture A | NI_NUMERICHOST | NI_NUMERICSERV);
//: show
Listener sock = listen(0)
Client alice = connect(sock.port())
Connection acc = accept(sock)
//: check backlog(sock) ==> 0
//: cause.en The client still waits in the queue: accept it.
//: cause.ja クライアントがまだ待ち行列にいます。accept してください。
//: evidence sockets()
//: wrong Listener sock = listen(0); Client alice = connect(sock.port()); Connection acc = null
//: check isOpen(acc) && stateOf(alice).equals("ESTABLISHED") ==> true
//: cause.en One end of the connection is closed already.
//: cause.ja 接続のどちらかの端がもう閉じています。
//: evidence sockets()
//: wrong Listener sock = listen(0); Client alice = connect(sock.port()); Connection acc = accept(sock); acc.close()
//: right var sock = listen(0); var alice = connect(sock.port()); var acc = accept(sock)
//: right Listener sock = listen(0); background(() -> { }); Client alice = connect(sock.port()); Connection acc = accept(sock); alice.send("early".getBytes())
//: hint.en Which three objects does a connection need?
//: hint.ja 接続には、どの 3 つが要るでしょう。
//: hint.en listen(0), connect(PORT), accept(LISTENER).
//: hint.ja listen(0)、connect(ポート)、accept(リスナ) です。
//: hint.en Connection acc = accept(sock)
//: hint.ja Connection acc = accept(sock)
//: why.en accept:HOST:PORT on stderr is the lecture's getnameinfo with NI_NUMERICHOST and NI_NUMERICSERV. sock listens on; acc is a second socket, for Alice alone.
//: why.ja stderr の accept:HOST:PORT は、講義の NI_NUMERICHOST と NI_NUMERICSERV を付けた getnameinfo です。sock は待ち続け、acc は alice 専用の 2 つ目のソケットです。

//: step child-branch
//: goal.en Fork: the child closes sock, runs echoBackLoop(acc), closes acc and leaves with status 1. Name it `child`. Let Alice say something.
//: goal.ja fork します。子は sock を閉じ、echoBackLoop(acc) を行い、acc を閉じて、ステータス 1 で終わります。変数 child に入れます。alice に何か言わせます。
//: lecture A | pid_t pid = fork();
//: lecture A | close(sock);  // サーバソケットクローズ
//: lecture A | echoBackLoop(acc);
//: lecture A | _exit(1);
//: lecture A | } else if (pid == 0) {
//: show
Child child = forkChild(() -> {
    sock.close();
    echoBackLoop(acc);
    acc.close();
    exit(1);
})
alice.say("hello")
//: check alive() ==> 1
//: cause.en There should be one child that is alive: it has ended already, or was forked twice.
//: cause.ja 生きている子がちょうど 1 つのはずです。もう終わったか、2 回 fork しています。
//: evidence ps()
//: wrong Child child = forkChild(() -> { sock.close(); acc.close(); exit(1); })
//: check echoed(alice) > 0 ==> true
//: cause.en Alice has heard no echo: the child has to run echoBackLoop on the connection, and she has to say something.
//: cause.ja alice にエコーが返っていません。子が接続で echoBackLoop を行い、alice が何か言います。
//: evidence ps()
//: wrong Child child = forkChild(() -> { sock.close(); acc.close(); pause(); })
//: check socketsOf(child) ==> 1
//: cause.en The child still holds the listener: it begins with sock.close().
//: cause.ja 子が リスナ を持ったままです。最初に sock.close() します。
//: evidence fds(getpid(), children().get(0).pid())
//: wrong Child child = forkChild(() -> { echoBackLoop(acc); acc.close(); exit(1); }); alice.say("hello")
//: right var child = forkChild(() -> { sock.close(); echoBackLoop(acc); acc.close(); exit(1); }); alice.send("x".getBytes()); alice.receive(1)
//: right Child child = forkChild(sock, acc, c -> { echoBackLoop(c); exit(1); }); alice.say("hello")
//: hint.en Which four lines are the lecture's branch for pid == 0?
//: hint.ja 講義の pid == 0 の枝は、どの 4 行でしょう。
//: hint.en close(sock), echoBackLoop(acc), close(acc), _exit(1), as a lambda.
//: hint.ja close(sock)、echoBackLoop(acc)、close(acc)、_exit(1) をラムダにします。
//: hint.en forkChild(() -> { sock.close(); echoBackLoop(acc); acc.close(); exit(1); })
//: hint.ja forkChild(() -> { sock.close(); echoBackLoop(acc); acc.close(); exit(1); })
//: why.en sock.close() in the child closed the child's copy; the parent's listens on. Each process closes what it does not need.
//: why.ja 子の sock.close() が閉じたのは子のコピーです。親のものは待ち続けています。要らないものは、それぞれのプロセスが閉じます。

//: step parent-branch
//: goal.en The parent closes its own copy of acc: compare fds(getpid(), child.pid()) before and after. Then Alice says something again.
//: goal.ja 親は acc の自分のコピーを閉じます。fds(getpid(), child.pid()) を前後で比べてください。それから alice にもう一度何か言わせます。
//: predict.en Does that end Alice's connection: yes or no?
//: predict.ja それで alice の接続は終わるでしょうか：yes か no
//: answer no
//: lecture A | close(acc);    // アクセプトソケットクローズ
//: lecture A | acc = -1;
//: lecture A | if (pid == -1) {
fds(getpid(), child.pid())
acc.close()
fds(getpid(), child.pid())
alice.say("still there?")
//: check isOpen(acc) ==> false
//: cause.en The parent still holds its copy.
//: cause.ja 親がまだコピーを持っています。
//: evidence fds()
//: wrong alice.say("still there?")
//: check hears(alice) ==> true
//: cause.en The child does not serve Alice any more.
//: cause.ja 子はもう alice に応答していません。
//: evidence ps()
//: wrong acc.close(); kill(child, SIGKILL); waitFor(child)
//: right acc.close()
//: right acc.close(); alice.say("still there?"); alice.say("again")
//: hint.en How many processes hold the connection now?
//: hint.ja いま接続を持っているプロセスはいくつでしょう。
//: hint.en Close it here; the child's copy stays.
//: hint.ja ここで閉じます。子のコピーは残ります。
//: hint.en acc.close()
//: hint.ja acc.close()
//: why.en A socket ends when its last copy is closed. The parent's close is what lets the child's close, later, reach the client. Lab 10 forgets it on purpose.
//: why.ja ソケットは最後のコピーが閉じたときに終わります。親が閉じておくからこそ、後で子が閉じたことがクライアントに届きます。ラボ 10 でわざと忘れます。

//: step zombie
//: goal.en Alice leaves. Nobody waits for the child yet.
//: goal.ja alice が切断します。まだ誰も子を wait しません。
//: predict.en What is the child then: (a) gone, (b) a zombie, (c) waiting for the next client?
//: predict.ja そのとき子は：(a) 消えている (b) ゾンビ (c) 次のクライアントを待っている
//: answer b
alice.close()
until(() -> child.state() == ChildState.ZOMBIE)
ps()
//: check zombies() ==> 1
//: cause.en The child serves on, or was reaped already.
//: cause.ja 子がまだ処理しているか、もう回収されています。
//: evidence ps()
//: wrong alice.close(); waitFor(child)
//: check leftWith(child) ==> 1
//: cause.en The child did not leave with exit(1). /reset does the steps before anew, with a child that does.
//: cause.ja 子が exit(1) で終わっていません。/reset で、そうする子を使って前のステップをやり直せます。
//: evidence ps()
//: wrong kill(child, SIGKILL); until(() -> child.state() == ChildState.ZOMBIE)
//: right alice.close()
//: right alice.halfClose(); until(() -> child.state() == ChildState.ZOMBIE)
//: hint.en What does echoBackLoop read when the client is gone?
//: hint.ja クライアントがいなくなると、echoBackLoop は何を読むでしょう。
//: hint.en alice.close() is enough.
//: hint.ja alice.close() だけです。
//: hint.en alice.close(), then ps()
//: hint.ja alice.close()、それから ps()
//: why.en It read the end, left the loop and called _exit(1). Its status waits.
//: why.ja 終わりを読んでループを出て、_exit(1) を呼びました。終了ステータスが受け取られるのを待っています。

//: step waitpid-loop
//: goal.en Now the loop that follows each accept: take every child that has ended, without waiting, and name them `ended`; print each with printChildProcessStatus.
//: goal.ja accept のたびに行うループです。ブロックせずに、終わった子をすべて変数 ended に受け取り、それぞれ printChildProcessStatus で表示します。
//: lecture A | while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
//: lecture A | printChildProcessStatus(pid, status);
//: lecture A | int status = -1;
//: lecture A | } else {
List<Exit> ended = reap()
ended.forEach(exit -> printChildProcessStatus(exit))
//: check ending(ended) ==> "exit 1"
//: cause.en Not exactly one child was taken.
//: cause.ja 受け取った子がちょうど 1 つではありません。
//: evidence ended
//: wrong List<Exit> ended = List.of()
//: when found().contains("of no child")
//: cause.en No child of this step has ended so: take the status from waitFor or reap.
//: cause.ja このステップで、そのように終わった子はいません。waitFor か reap から受け取ってください。
//: check zombies() ==> 0
//: cause.en A zombie is left: reap() takes them all.
//: cause.ja ゾンビが残っています。reap() がすべて受け取ります。
//: evidence ps()
//: wrong List<Exit> ended = List.of(waitFor(forkChild(() -> exit(1))))
//: right Exit ended = waitpid(child, WNOHANG)
//: right Exit[] ended = reap().toArray(new Exit[0])
//: right var ended = new ArrayList<Exit>(); for (Exit exit : reap()) { ended.add(exit); printChildProcessStatus(exit); }
//: hint.en Which option keeps waitpid from waiting?
//: hint.ja waitpid を待たせないオプションは何でしょう。
//: hint.en reap() is waitpid(-1, &status, WNOHANG) in a loop.
//: hint.ja reap() が waitpid(-1, &status, WNOHANG) のループです。
//: hint.en List<Exit> ended = reap(), then forEach(exit -> printChildProcessStatus(exit))
//: hint.ja List<Exit> ended = reap()、それから forEach(exit -> printChildProcessStatus(exit))
//: why.en The lecture's comment says why this is enough: it does not matter when a child is reaped, as long as the next client brings it about.
//: why.ja 講義のコメントにある通り、子をいつ回収するかは重要ではなく、次のクライアントの接続時に回収できれば十分です。

//: step handler
//: goal.en Install the SIGCHLD handler with onChildExit. Then have a child `second` serve a client `bob`, and let him leave, without reap().
//: goal.ja onChildExit で SIGCHLD ハンドラを設定します。それからクライアント bob の処理を子 second に担当させ、bob を切断します。reap() はしません。
//: lecture A | sa.sa_handler = sigChldHandler;
//: lecture A | sigaction(SIGCHLD, &sa, NULL);
//: lecture A | sigaction(SIGCHLD, NULL, &sa);
//: lecture A | pid_t pid = wait(&status);
onChildExit(exit -> printChildProcessStatus(exit))
Client bob = connect(sock.port())
Connection forBob = accept(sock)
Child second = forkChild(sock, forBob, c -> echoBackLoop(c))
forBob.close()
bob.say("hello")
bob.close()
until(() -> second.state() == ChildState.REAPED)
//: check ending(second).startsWith("exit") ==> true
//: cause.en Nobody has reaped Bob's child: is the handler installed?
//: cause.ja bob の子を誰も回収していません。ハンドラは設定しましたか。
//: evidence ps()
//: wrong Client bob = connect(sock.port()); Connection forBob = accept(sock); Child second = forkChild(sock, forBob, c -> echoBackLoop(c)); forBob.close(); bob.close()
//: check handled() > 0 ==> true
//: cause.en The handler has not been called in this step: it has to be there before the child ends.
//: cause.ja このステップでハンドラが呼ばれていません。子が終わる前に設定します。
//: evidence signals(getpid())
//: wrong Client bob = connect(sock.port()); Connection forBob = accept(sock); Child second = forkChild(sock, forBob, c -> echoBackLoop(c)); forBob.close(); bob.close(); waitFor(second); onChildExit(exit -> { })
//: check signals(getpid()).stream().anyMatch(row -> row.name().equals("SIGCHLD") && row.caught()) ==> true
//: cause.en SIGCHLD is not caught: onChildExit installs the handler.
//: cause.ja SIGCHLD にハンドラが設定されていません。onChildExit が設定します。
//: evidence signals(getpid())
//: right onChildExit(exit -> { }); Client bob = connect(sock.port()); Connection forBob = accept(sock); Child second = forkChild(() -> { sock.close(); echoBackLoop(forBob); forBob.close(); exit(1); }); forBob.close(); bob.say("hello"); bob.close()
//: right Client bob = connect(sock.port()); var forBob = accept(sock); onChildExit(exit -> printChildProcessStatus(exit)); int second = forkChild(sock, forBob, c -> echoBackLoop(c)).pid(); forBob.close(); bob.close(); until(() -> children().isEmpty())
//: hint.en Who can reap while the loop sits in accept?
//: hint.ja ループが accept で待つ間、誰が回収できるでしょう。
//: hint.en onChildExit(exit -> ...) is the handler. forkChild(sock, forBob, handler) is the child branch of before in one call.
//: hint.ja onChildExit(exit -> ...) がハンドラです。forkChild(sock, forBob, ハンドラ) は先ほどの子の枝を一度で書いたものです。
//: hint.en onChildExit(exit -> printChildProcessStatus(exit)), then the same steps as for Alice
//: hint.ja onChildExit(exit -> printChildProcessStatus(exit))、それから alice と同じ手順です。
//: why.en The kernel sent SIGCHLD at the end of the child, the handler took the status at once. Lecture A does both: handler first, loop as a net.
//: why.ja 子が終わったときにカーネルが SIGCHLD を送り、ハンドラがすぐステータスを受け取りました。講義 A は両方を行います。まずハンドラ、そして安全網としてのループです。

//: step whole
//: goal.en Put it together in lectureLoop(sock), start it with background(() -> lectureLoop(sock)), and connect two clients at once, `carol` and `dave`, who each say something.
//: goal.ja 全部を lectureLoop(sock) にまとめ、background(() -> lectureLoop(sock)) で始めます。carol と dave を同時に接続し、それぞれに何か言わせます。
//: lecture A | while (true) {
void lectureLoop(Listener sock) {
    onChildExit(exit -> printChildProcessStatus(exit));
    while (sock.isOpen()) {
        Connection acc = accept(sock);
        forkChild(() -> { sock.close(); echoBackLoop(acc); acc.close(); exit(1); });
        acc.close();
        reap().forEach(exit -> printChildProcessStatus(exit));
    }
}
background(() -> lectureLoop(sock))
Client carol = connect(sock.port()), dave = connect(sock.port())
carol.say("carol") + dave.say("dave")
//: check echoed(carol) > 0 && echoed(dave) > 0 ==> true
//: cause.en Not both are served: does the loop run, and does it fork for each?
//: cause.ja 2 人とも処理されていません。ループは動いていますか。クライアントごとに fork していますか。
//: evidence sockets()
//: wrong Client carol = connect(sock.port()); Client dave = connect(sock.port())
//: check alive() ==> 2
//: cause.en Each of the two has to be served by a child of its own.
//: cause.ja 2 人それぞれに自分の子が要ります。
//: evidence ps()
//: wrong background(() -> { Connection acc = accept(sock); echoBackLoop(acc); }); background(() -> { Connection acc = accept(sock); echoBackLoop(acc); }); Client carol = connect(sock.port()); Client dave = connect(sock.port()); carol.say("c"); dave.say("d")
//: right Thread server = new Thread(() -> { while (sock.isOpen()) { try { Connection acc = accept(sock); forkChild(sock, acc, c -> echoBackLoop(c)); acc.close(); reap(); } catch (SystemCallException over) { return; } } }); server.setDaemon(true); server.start(); Client carol = connect(sock.port()); Client dave = connect(sock.port()); carol.say("carol"); dave.say("dave")
//: right acceptLoop(sock); var carol = connect(sock.port()); var dave = connect(sock.port()); dave.say("d"); carol.say("c")
//: hint.en Everything is there already: in which order does the C program have it?
//: hint.ja 材料はもうそろっています。C のプログラムではどの順でしょう。
//: hint.en Handler; loop: accept, fork with the child branch, close, reap.
//: hint.ja ハンドラ。ループ：accept、子の枝を持つ fork、close、reap。
//: hint.en void lectureLoop(Listener sock) { onChildExit(...); while (sock.isOpen()) { ... } }
//: hint.ja void lectureLoop(Listener sock) { onChildExit(...); while (sock.isOpen()) { ... } }
//: why.en That is lecture A. Its error branches have no line of yours: a failed accept or fork throws, and a handler that a signal interrupts is the business of onChildExit. In C they are if (errno != EINTR) perror("accept") and, for pid == -1, perror("fork") and close(acc).
//: why.ja これが講義 A です。エラー処理に対応する行はありません。accept や fork が失敗すると例外になり、シグナルの割り込みは onChildExit が処理します。C では if (errno != EINTR) perror("accept") と、pid == -1 のときの perror("fork") と close(acc) です。

//: step ready-made
//: goal.en End your own server and start the ready-made one on a new listener `again`: acceptLoop(again, lectureA()), named `loop`. Let a client `erin` say something.
//: goal.ja 自作のサーバを終わらせ、新しいリスナ again で用意済みの acceptLoop(again, lectureA()) を始め、変数 loop に入れます。クライアント erin に何か言わせます。
carol.close()
dave.close()
sock.close()
Listener again = listen(0)
AcceptLoop loop = acceptLoop(again, lectureA())
Client erin = connect(again.port())
erin.say("hello")
//: check listeners(sock) ==> 0
//: cause.en Your own server still listens: sock.close().
//: cause.ja 自作のサーバがまだ待っています：sock.close()。
//: evidence sockets()
//: wrong Listener again = listen(0); AcceptLoop loop = acceptLoop(again, lectureA()); Client erin = connect(again.port()); erin.say("x")
//: check isRunning(loop) && echoed(erin) > 0 ==> true
//: cause.en The ready-made loop has not served erin: does she say something?
//: cause.ja 用意済みのループが erin に応答していません。erin は何か言いましたか。
//: evidence loop
//: wrong sock.close(); Listener again = listen(0); AcceptLoop loop = acceptLoop(again, lectureA()); Client erin = connect(again.port())
//: right sock.close(); var again = listen(0); var loop = acceptLoop(again); var erin = connect(again.port()); erin.say("hello")
//: right Listener again = listen(0); AcceptLoop loop = acceptLoop(again, lectureA()); Client erin = connect(again.port()); erin.send("x".getBytes()); erin.receive(1); carol.close(); dave.close(); sock.close()
//: hint.en What ends your loop, and what is the name of the ready-made one?
//: hint.ja 自作のループは何で終わり、用意済みのものは何という名前でしょう。
//: hint.en sock.close(); acceptLoop(LISTENER, lectureA()).
//: hint.ja sock.close()。acceptLoop(リスナ, lectureA())。
//: hint.en AcceptLoop loop = acceptLoop(again, lectureA())
//: hint.ja AcceptLoop loop = acceptLoop(again, lectureA())
//: why.en loop.pause() and loop.step() tell each of these steps as it happens. serve --lecture a PORT is the same as a program.
//: why.ja loop.pause() と loop.step() で、各段階を 1 つずつ見られます。serve --lecture a ポート は、同じものをプログラムとして動かします。

//: end
belongings().end()
System.out.println("children left: " + children().size())
/exit
