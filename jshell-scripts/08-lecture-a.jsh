// Lecture A, line by line: acceptLoop with fork, close, _exit, waitpid and a SIGCHLD handler.

//: lab
//: title.en Lecture A, line by line
//: title.ja 講義 A を一行ずつ：acceptLoop
//: lecture A | void acceptLoop(int sock) {

//: step accept
//: goal.en A listener `sock`, a client `alice`, and the connection `acc` that accept gives.
//: goal.ja listener の sock、クライアントの alice、そして accept が返す接続 acc を作ります。
//: lecture A | if ((acc = accept(sock, (struct sockaddr *) &from, &len)) == -1) {
//: lecture A | fprintf(stderr, "accept:%s:%s\n", hbuf, sbuf);
//: show
Listener sock = listen(0)
Client alice = connect(sock.port())
Connection acc = accept(sock)
//: check backlog(sock.port()) ==> 0
//: cause.en The client still waits in the queue: accept it.
//: cause.ja クライアントがまだ待ち行列にいます。accept してください。
//: evidence sockets()
//: wrong Listener sock = listen(0); Client alice = connect(sock.port()); Connection acc = null
//: check acc.isOpen() && stateOf(alice).equals("ESTABLISHED") ==> true
//: cause.en One end of the connection is closed already.
//: cause.ja 接続のどちらかの端がもう閉じています。
//: evidence sockets()
//: wrong Listener sock = listen(0); Client alice = connect(sock.port()); Connection acc = accept(sock); acc.close()
//: hint.en Which three objects does a connection need?
//: hint.ja 接続には、どの三つが要るでしょう。
//: hint.en listen(0), connect(PORT), accept(LISTENER).
//: hint.ja listen(0)、connect(ポート)、accept(リスナ) です。
//: hint.en Connection acc = accept(sock)
//: hint.ja Connection acc = accept(sock)
//: why.en accept:HOST:PORT on stderr is the lecture's getnameinfo with NI_NUMERICHOST and NI_NUMERICSERV. sock listens on; acc is a second socket, for Alice alone.
//: why.ja stderr の accept:HOST:PORT は、講義の NI_NUMERICHOST と NI_NUMERICSERV を付けた getnameinfo です。sock は待ち続け、acc は alice 専用の二つ目のソケットです。

//: step child-branch
//: goal.en Fork: the child closes sock, runs echoBackLoop(acc), closes acc and leaves with status 1. Keep it as `child`.
//: goal.ja fork します。子は sock を閉じ、echoBackLoop(acc) を行い、acc を閉じて、ステータス 1 で終わります。child に取ります。
//: lecture A | pid_t pid = fork();
//: lecture A | close(sock);  // サーバソケットクローズ
//: lecture A | echoBackLoop(acc);
//: lecture A | _exit(1);
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
//: cause.ja 生きている子がちょうど一つのはずです。もう終わったか、二度 fork しています。
//: evidence ps()
//: wrong Child child = forkChild(() -> { sock.close(); acc.close(); exit(1); })
//: check alice.say("hello") ==> "hello"
//: cause.en Nobody echoes: the child has to run echoBackLoop on the connection.
//: cause.ja エコーが返りません。子が接続で echoBackLoop を行います。
//: evidence ps()
//: wrong Child child = forkChild(() -> { sock.close(); acc.close(); pause(); }); alice.halfClose()
//: check fds(child.pid()).stream().noneMatch(row -> row.fd() == sock.fd()) ==> true
//: cause.en The child still holds the listener: it begins with sock.close().
//: cause.ja 子が listener を持ったままです。最初に sock.close() します。
//: evidence fds(getpid(), child.pid())
//: wrong Child child = forkChild(() -> { echoBackLoop(acc); acc.close(); exit(1); })
//: hint.en Which four lines are the lecture's branch for pid == 0?
//: hint.ja 講義の pid == 0 の枝は、どの四行でしょう。
//: hint.en close(sock), echoBackLoop(acc), close(acc), _exit(1), as a lambda.
//: hint.ja close(sock)、echoBackLoop(acc)、close(acc)、_exit(1) をラムダにします。
//: hint.en forkChild(() -> { sock.close(); echoBackLoop(acc); acc.close(); exit(1); })
//: hint.ja forkChild(() -> { sock.close(); echoBackLoop(acc); acc.close(); exit(1); })
//: why.en sock.close() in the child closed the child's copy; the parent's listens on. Each process closes what it does not need.
//: why.ja 子の sock.close() が閉じたのは子の写しです。親のものは待ち続けています。要らないものは、それぞれのプロセスが閉じます。

//: step parent-branch
//: goal.en The parent closes its own copy of acc: compare fds(getpid(), child.pid()) before and after. Then Alice says something again.
//: goal.ja 親は acc の自分の写しを閉じます。fds(getpid(), child.pid()) を前後で比べてください。それから alice にもう一度何か言わせます。
//: predict.en Does that end Alice's connection: yes or no?
//: predict.ja それで alice の接続は終わるでしょうか：yes か no
//: answer no
//: lecture A | close(acc);    // アクセプトソケットクローズ
fds(getpid(), child.pid())
acc.close()
fds(getpid(), child.pid())
alice.say("still there?")
//: check acc.isOpen() ==> false
//: cause.en The parent still holds its copy.
//: cause.ja 親がまだ写しを持っています。
//: evidence fds()
//: wrong alice.say("still there?")
//: check alice.say("still there?") ==> "still there?"
//: cause.en The child does not serve Alice any more.
//: cause.ja 子はもう alice の相手をしていません。
//: evidence ps()
//: wrong acc.close(); kill(child, SIGKILL); waitFor(child)
//: hint.en How many processes hold the connection now?
//: hint.ja いま接続を持っているプロセスはいくつでしょう。
//: hint.en Close it here; the child's copy stays.
//: hint.ja ここで閉じます。子の写しは残ります。
//: hint.en acc.close()
//: hint.ja acc.close()
//: why.en A socket ends when its last copy is closed. The parent's close is what lets the child's close, later, reach the client. Lab 10 forgets it on purpose.
//: why.ja ソケットは最後の写しが閉じたときに終わります。親が閉じておくからこそ、後で子が閉じたことがクライアントに届きます。ラボ 10 でわざと忘れます。

//: step zombie
//: goal.en Alice leaves. Nobody waits for the child yet.
//: goal.ja alice が退出します。まだ誰も子を wait しません。
//: predict.en What is the child then: (a) gone, (b) a zombie, (c) waiting for the next client?
//: predict.ja そのとき子は：(a) 消えている (b) ゾンビ (c) 次のクライアントを待っている
//: answer b
alice.close()
until(() -> child.state() == ChildState.ZOMBIE)
ps()
//: check zombies() ==> 1
//: cause.en The child serves on, or was reaped already.
//: cause.ja 子がまだ相手をしているか、もう回収されています。
//: evidence ps()
//: wrong alice.close(); waitFor(child)
//: hint.en What does echoBackLoop read when the client is gone?
//: hint.ja クライアントがいなくなると、echoBackLoop は何を読むでしょう。
//: hint.en alice.close() is enough.
//: hint.ja alice.close() だけです。
//: hint.en alice.close(), then ps()
//: hint.ja alice.close()、それから ps()
//: why.en It read the end, left the loop and called _exit(1). Its status waits.
//: why.ja 終わりを読んでループを出て、_exit(1) を呼びました。ステータスが待っています。

//: step waitpid-loop
//: goal.en Now the loop that follows each accept: take every child that has ended, without waiting, as `ended`, and print each with printChildProcessStatus.
//: goal.ja accept のたびに行うループです。終わった子を待たずにすべて ended に受け取り、それぞれ printChildProcessStatus で表示します。
//: lecture A | while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
//: lecture A | printChildProcessStatus(pid, status);
List<Exit> ended = reap()
ended.forEach(exit -> printChildProcessStatus(exit))
//: check ended.size() ==> 1
//: cause.en Not exactly one child was taken.
//: cause.ja 受け取った子がちょうど一つではありません。
//: evidence ended
//: wrong List<Exit> ended = List.of()
//: check ended.get(0).exitCode() ==> 1
//: cause.en The child did not leave with _exit(1).
//: cause.ja 子が _exit(1) で終わっていません。
//: evidence ended
//: wrong waitFor(child); List<Exit> ended = List.of(new Exit(child.pid(), 0))
//: check zombies() ==> 0
//: cause.en A zombie is left: reap() takes them all.
//: cause.ja ゾンビが残っています。reap() がすべて受け取ります。
//: evidence ps()
//: wrong List<Exit> ended = List.of(new Exit(child.pid(), 256))
//: hint.en Which option keeps waitpid from waiting?
//: hint.ja waitpid を待たせないオプションは何でしょう。
//: hint.en reap() is waitpid(-1, &status, WNOHANG) in a loop.
//: hint.ja reap() が waitpid(-1, &status, WNOHANG) のループです。
//: hint.en List<Exit> ended = reap(), then forEach(exit -> printChildProcessStatus(exit))
//: hint.ja List<Exit> ended = reap()、それから forEach(exit -> printChildProcessStatus(exit))
//: why.en The lecture's comment says why this is enough: it does not matter when a child is reaped, as long as the next client brings it about.
//: why.ja 講義の注釈にある通り、子をいつ回収するかは重要ではなく、次のクライアントの接続時に回収できれば十分です。

//: step handler
//: goal.en Install the SIGCHLD handler, then serve a client `bob` with a child and let him leave, without reap().
//: goal.ja SIGCHLD ハンドラを設定し、クライアント bob の相手を子にさせて退出させます。reap() はしません。
//: lecture A | sa.sa_handler = sigChldHandler;
//: lecture A | sigaction(SIGCHLD, &sa, NULL);
onChildExit(exit -> printChildProcessStatus(exit))
Client bob = connect(sock.port())
Connection forBob = accept(sock)
Child second = forkChild(sock, forBob, c -> echoBackLoop(c))
forBob.close()
bob.say("hello")
bob.close()
until(() -> second.state() == ChildState.REAPED)
//: check second.state().toString() ==> "reaped"
//: cause.en Nobody has reaped Bob's child: is the handler installed?
//: cause.ja bob の子を誰も回収していません。ハンドラは設定しましたか。
//: evidence ps()
//: wrong Client bob = connect(sock.port()); Connection forBob = accept(sock); Child second = forkChild(sock, forBob, c -> echoBackLoop(c)); forBob.close(); bob.close()
//: check signals(getpid()).stream().anyMatch(row -> row.name().equals("SIGCHLD") && row.caught()) ==> true
//: cause.en SIGCHLD is not caught: onChildExit installs the handler.
//: cause.ja SIGCHLD が捕まえられていません。onChildExit がハンドラを設定します。
//: evidence signals(getpid())
//: wrong Client bob = connect(sock.port()); Connection forBob = accept(sock); Child second = forkChild(sock, forBob, c -> echoBackLoop(c)); forBob.close(); bob.close(); waitFor(second)
//: hint.en Who can reap while the loop sits in accept?
//: hint.ja ループが accept で待つ間、誰が回収できるでしょう。
//: hint.en onChildExit(exit -> ...) is the handler. forkChild(sock, forBob, handler) is the child branch of before in one call.
//: hint.ja onChildExit(exit -> ...) がハンドラです。forkChild(sock, forBob, ハンドラ) は先ほどの子の枝を一度で書いたものです。
//: hint.en onChildExit(exit -> printChildProcessStatus(exit)), then the same steps as for Alice
//: hint.ja onChildExit(exit -> printChildProcessStatus(exit))、それから alice と同じ手順です。
//: why.en The kernel sent SIGCHLD at the end of the child, the handler took the status at once. Lecture A does both: handler first, loop as a net.
//: why.ja 子が終わったときにカーネルが SIGCHLD を送り、ハンドラがすぐステータスを受け取りました。講義 A は両方を行います。まずハンドラ、そして安全網としてのループです。

//: step whole
//: goal.en Put it together in lectureLoop(sock), start it in the background, and connect two clients at once, `carol` and `dave`.
//: goal.ja 全部を lectureLoop(sock) にまとめて裏で始め、carol と dave を同時に接続します。
//: lecture A | while (true) {
void lectureLoop(Listener sock) {
    onChildExit(exit -> printChildProcessStatus(exit));
    while (sock.isOpen()) {
        Connection acc = accept(sock);
        forkChild(() -> {
            sock.close();
            echoBackLoop(acc);
            acc.close();
            exit(1);
        });
        acc.close();
        reap().forEach(exit -> printChildProcessStatus(exit));
    }
}
CompletableFuture<Void> server = CompletableFuture.runAsync(() -> lectureLoop(sock), work -> new Thread(work).start())
Client carol = connect(sock.port())
Client dave = connect(sock.port())
carol.say("carol") + dave.say("dave")
//: check carol.say("carol") + dave.say("dave") ==> "caroldave"
//: cause.en Not both are served: does the loop run, and does it fork for each?
//: cause.ja 二人とも相手をされていません。ループは動いていますか。クライアントごとに fork していますか。
//: evidence sockets()
//: wrong Client carol = connect(sock.port()); Client dave = connect(sock.port()); carol.halfClose(); dave.halfClose(); Connection c1 = accept(sock); Connection c2 = accept(sock); c1.close(); c2.close()
//: check alive() ==> 2
//: cause.en Each of the two has to be served by a child of its own.
//: cause.ja 二人それぞれに自分の子が要ります。
//: evidence ps()
//: hint.en Everything is there already: in which order does the C program have it?
//: hint.ja 材料はもうそろっています。C のプログラムではどの順でしょう。
//: hint.en Handler; loop: accept, fork with the child branch, close, reap.
//: hint.ja ハンドラ。ループ：accept、子の枝を持つ fork、close、reap。
//: hint.en void lectureLoop(Listener sock) { onChildExit(...); while (sock.isOpen()) { ... } }
//: hint.ja void lectureLoop(Listener sock) { onChildExit(...); while (sock.isOpen()) { ... } }
//: why.en That is lecture A. Each line of yours has a line of C.
//: why.ja これが講義 A です。あなたの各行に C の一行が対応しています。

//: step ready-made
//: goal.en End your own server and start the ready-made one on a new listener `again`: acceptLoop(again, lectureA()) as `loop`. Let a client `erin` say something.
//: goal.ja 自作のサーバを終わらせ、新しい listener の again で既製の acceptLoop(again, lectureA()) を loop として始めます。erin に何か言わせます。
carol.close()
dave.close()
sock.close()
Listener again = listen(0)
AcceptLoop loop = acceptLoop(again, lectureA())
Client erin = connect(again.port())
erin.say("hello")
//: check listeners(sock.port()) ==> 0
//: cause.en Your own server still listens: sock.close().
//: cause.ja 自作のサーバがまだ待っています：sock.close()。
//: evidence sockets()
//: wrong carol.close(); dave.close(); Listener again = listen(0); AcceptLoop loop = acceptLoop(again, lectureA()); Client erin = connect(again.port())
//: check loop.isRunning() && erin.say("hello").equals("hello") ==> true
//: cause.en The ready-made loop does not serve erin.
//: cause.ja 既製のループが erin の相手をしていません。
//: evidence loop
//: wrong sock.close(); Listener again = listen(0); AcceptLoop loop = acceptLoop(again, lectureA()); loop.stop(); Client erin = connect(again.port()); erin.halfClose(); Connection unserved = accept(again); unserved.close()
//: hint.en What ends your loop, and what is the name of the ready-made one?
//: hint.ja 自作のループは何で終わり、既製のものは何という名前でしょう。
//: hint.en sock.close(); acceptLoop(LISTENER, lectureA()).
//: hint.ja sock.close()。acceptLoop(リスナ, lectureA())。
//: hint.en AcceptLoop loop = acceptLoop(again, lectureA())
//: hint.ja AcceptLoop loop = acceptLoop(again, lectureA())
//: why.en loop.pause() and loop.step() tell each of these steps as it happens. serve --lecture a PORT is the same as a program.
//: why.ja loop.pause() と loop.step() で、各段階を一つずつ見られます。serve --lecture a ポート は、同じものをプログラムとして動かします。

//: end
belongings().end()
System.out.println("children left: " + children().size())
/exit
