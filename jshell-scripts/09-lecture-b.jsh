// Lecture B, line by line: TCPEchoServer-Fork counts its children and reaps lazily.

//: lab
//: title.en Lecture B, line by line
//: title.ja 講義 B を 1 行ずつ：TCPEchoServer-Fork
//: minutes 25
//: builds 8
//: c.en TCPEchoServer-Fork of lecture B: argv, fork, exit, waitpid with WNOHANG while children are left.
//: c.ja 講義 B の TCPEchoServer-Fork です：argv、fork、exit、子がある間の WNOHANG 付き waitpid。
//: lecture B | unsigned int childProcCount = 0; /* 子プロセスの数 */
//: lecture B | #include <sys/wait.h>

//: step first-client
//: goal.en One turn of the loop by hand: `servSock`, client `alice`, `clntSock`, the child `processID` that runs HandleTCPClient and exits with 0, the line that it prints, close, and an int `childProcCount`. Alice says something.
//: goal.ja ループの 1 周を手で行います：servSock、クライアント alice、clntSock、HandleTCPClient を行って 0 で終わる子 processID、表示、close、そして int の childProcCount。alice に何か言わせます。
//: lecture B | clntSock = AcceptTCPConnection(servSock);
//: lecture B | HandleTCPClient(clntSock);
//: lecture B | printf("with child process: %d\n", processID);
//: lecture B | childProcCount++; /* 子プロセスの数をインクリメント */
//: lecture B | int servSock;                    /* サーバーのソケットディスクリプタ */
//: lecture B | int clntSock;                    /* クライアントのソケットディスクリプタ */
//: lecture B | unsigned short echoServPort;     /* サーバーのポート */
//: lecture B | pid_t processID;                 /* プロセスID */
//: lecture B | if ((processID = fork()) < 0)
//: lecture B | else if (processID == 0)
//: lecture B | close(servSock);
//: lecture B | exit(0);
//: lecture B | close(clntSock);  /* 親プロセスはクライアントのソケットをクローズ */
//: show
int childProcCount = 0
void HandleTCPClient(Connection clntSock) { echoBackLoop(clntSock); }
Listener servSock = listen(0)
Client alice = connect(servSock.port())
Connection clntSock = accept(servSock)
Child processID = forkChild(() -> { servSock.close(); HandleTCPClient(clntSock); exit(0); })
System.out.println("with child process: " + processID.pid())
clntSock.close()
childProcCount++
alice.say("hello")
//: check number(childProcCount) ==> 1
//: cause.en The count has to go up by one for each child.
//: cause.ja 子を作るたびに 1 つ増やします。
//: evidence childProcCount
//: wrong int childProcCount = 0; Listener servSock = listen(0); Client alice = connect(servSock.port())
//: check echoed(alice) > 0 ==> true
//: cause.en Alice has heard no echo: the child has to run HandleTCPClient, and she has to say something.
//: cause.ja alice にエコーが返っていません。子が HandleTCPClient を行い、alice が何か言います。
//: evidence ps()
//: wrong int childProcCount = 1; Listener servSock = listen(0); Client alice = connect(servSock.port()); Connection clntSock = accept(servSock); clntSock.close()
//: check forked(serverOf(alice)) ==> true
//: cause.en No child serves Alice.
//: cause.ja alice の処理を担当する子がいません。
//: evidence ps()
//: wrong int childProcCount = 1; Listener servSock = listen(0); Client alice = connect(servSock.port()); Connection clntSock = accept(servSock); background(() -> { echoBackLoop(clntSock); }); alice.say("x")
//: check isOpen(clntSock) ==> false
//: cause.en The parent still holds its copy of the connection.
//: cause.ja 親が接続のコピーを持ったままです。
//: evidence fds()
//: wrong int childProcCount = 1; Listener servSock = listen(0); Client alice = connect(servSock.port()); Connection clntSock = accept(servSock); Child processID = forkChild(servSock, clntSock, c -> echoBackLoop(c)); alice.say("x")
//: right var servSock = listen(0); int[] childProcCount = {0}; var alice = connect(servSock.port()); var clntSock = accept(servSock); void HandleTCPClient(Connection c) { echoBackLoop(c); } var processID = forkChild(servSock, clntSock, c -> HandleTCPClient(c)); clntSock.close(); childProcCount[0]++; alice.say("hi")
//: right long childProcCount = 0; Listener servSock = listen(0); Client alice = connect(servSock.port()); Connection clntSock = accept(servSock); Child processID = forkChild(() -> { servSock.close(); echoBackLoop(clntSock); exit(0); }); childProcCount += 1; clntSock.close(); alice.say("x")
//: hint.en Which lines stand between accept and the reaping loop?
//: hint.ja accept と回収ループの間には、どの行があるでしょう。
//: hint.en fork with its branch, printf, close, ++.
//: hint.ja 枝を持つ fork、printf、close、++ です。
//: hint.en forkChild(() -> { servSock.close(); HandleTCPClient(clntSock); exit(0); })
//: hint.ja forkChild(() -> { servSock.close(); HandleTCPClient(clntSock); exit(0); })
//: why.en The same skeleton as lecture A, without a handler and with a count. CreateTCPClientSocket in the lecture is a slip for CreateTCPServerSocket. The child leaves with exit(0), not _exit(1): exit closes clntSock, and it flushes stdout, so with stdout in a file the line that the parent has printed is written again by each child. Our exit(0) is _exit(0) and cannot show it; lab 3, printed-twice, does.
//: why.ja 講義 A と同じ骨組みですが、ハンドラはなく、数を数えます。講義の CreateTCPClientSocket は CreateTCPServerSocket の誤りです。子は _exit(1) ではなく exit(0) で終わります。exit は clntSock を閉じますが、stdout も flush するので、stdout がファイルなら親が表示した行を子がもう一度書きます。私たちの exit(0) は _exit(0) なので起こりません。ラボ 3 の printed-twice で確かめられます。

//: step lazy
//: goal.en Alice leaves. Look at ps() when her child has ended.
//: goal.ja alice が切断します。その子が終わったら ps() を見ます。
//: predict.en Who reaps the child now: (a) a SIGCHLD handler, (b) nobody yet, (c) the kernel?
//: predict.ja いま子を回収するのは：(a) SIGCHLD ハンドラ (b) まだ誰も (c) カーネル
//: answer b
alice.close()
until(() -> processID.state() == ChildState.ZOMBIE)
ps()
//: check zombies() ==> 1
//: cause.en The child should have ended and still be there as a zombie.
//: cause.ja 子は終わって、ゾンビとして残っているはずです。
//: evidence ps()
//: wrong alice.close(); waitFor(processID)
//: check leftWith(processID) ==> 0
//: cause.en The child did not end by itself with 0.
//: cause.ja 子が自分から 0 で終わっていません。
//: evidence ps()
//: wrong kill(processID, SIGKILL); until(() -> processID.state() == ChildState.ZOMBIE)
//: right alice.close()
//: right alice.halfClose(); until(() -> processID.state() == ChildState.ZOMBIE)
//: hint.en When does lecture B call waitpid?
//: hint.ja 講義 B が waitpid を呼ぶのはいつでしょう。
//: hint.en alice.close() and nothing else.
//: hint.ja alice.close() だけです。
//: hint.en alice.close(), then ps()
//: hint.ja alice.close()、それから ps()
//: why.en There is no handler, and the server sits in accept. If nobody comes for a week, the zombie stays for a week.
//: why.ja ハンドラはなく、サーバは accept で待っています。1 週間誰も来なければ、ゾンビも 1 週間残ります。

//: step next-client
//: goal.en The next client, `bob`, comes and says something: the same turn again, and then the reaping loop. childProcCount goes down for each child that it finds.
//: goal.ja 次のクライアント bob が来て何か言います。同じ 1 周の後に回収ループを行い、見つけた子の数だけ childProcCount を減らします。
//: predict.en What is childProcCount at the end of the turn?
//: predict.ja 1 周の終わりに childProcCount はいくつでしょう。
//: answer 1
//: lecture B | while (childProcCount)
//: lecture B | processID = waitpid((pid_t)-1, NULL, WNOHANG);
//: lecture B | childProcCount--; /* 子プロセスの数をデクリメント */
//: lecture B | childProcCount++; /* 子プロセスの数をインクリメント */
//: lecture B | if (processID < 0)
//: lecture B | DieWithError("waitpid() failed");
//: lecture B | else if (processID == 0)
//: lecture B | break;
Client bob = connect(servSock.port())
Connection forBob = accept(servSock)
Child second = forkChild(servSock, forBob, c -> HandleTCPClient(c))
System.out.println("with child process: " + second.pid())
forBob.close()
childProcCount++
childProcCount -= reap().size()
bob.say("hello")
//: check zombies() ==> 0
//: cause.en Alice's child is still a zombie: the reaping loop follows each fork.
//: cause.ja alice の子がまだゾンビです。fork のたびに回収ループを行います。
//: evidence ps()
//: wrong Client bob = connect(servSock.port()); Connection forBob = accept(servSock); Child second = forkChild(servSock, forBob, c -> echoBackLoop(c)); forBob.close(); childProcCount++; bob.say("x")
//: check number(childProcCount) ==> 1
//: cause.en One child was added and one was reaped; count both.
//: cause.ja 1 つ増えて 1 つ回収しました。両方とも数えます。
//: evidence childProcCount
//: wrong Client bob = connect(servSock.port()); Connection forBob = accept(servSock); Child second = forkChild(servSock, forBob, c -> echoBackLoop(c)); forBob.close(); childProcCount = 2; reap(); bob.say("x")
//: check alive() ==> 1
//: cause.en Bob should be served by one child.
//: cause.ja bob の処理を担当する子が 1 つあるはずです。
//: evidence ps()
//: check echoed(bob) > 0 ==> true
//: cause.en Bob has heard no echo.
//: cause.ja bob にエコーが返っていません。
//: evidence ps()
//: wrong Client bob = connect(servSock.port()); Connection forBob = accept(servSock); Child second = forkChild(servSock, forBob, c -> pause()); forBob.close(); reap()
//: right Client bob = connect(servSock.port()); Connection forBob = accept(servSock); forkChild(servSock, forBob, c -> echoBackLoop(c)); forBob.close(); childProcCount++; while (childProcCount > 0) { Exit one = waitpid(processID, WNOHANG); if (one == null) { break; } childProcCount--; if (!one.exited()) { break; } break; } bob.say("x")
//: right var bob = connect(servSock.port()); var forBob = accept(servSock); var second = forkChild(() -> { servSock.close(); HandleTCPClient(forBob); exit(0); }); forBob.close(); childProcCount = childProcCount + 1 - reap().size(); bob.send("x".getBytes()); bob.receive(1)
//: hint.en What brings the server out of accept?
//: hint.ja サーバを accept から戻らせるのは何でしょう。
//: hint.en reap() gives as many as waitpid with WNOHANG finds in its loop.
//: hint.ja reap() は、WNOHANG の waitpid がループで見つけるだけを返します。
//: hint.en childProcCount++, then childProcCount -= reap().size()
//: hint.ja childProcCount++、それから childProcCount -= reap().size()
//: why.en Lazy reaping: zombies wait for the next client. The count keeps waitpid from being called without children, where it would return -1 with ECHILD and DieWithError would end the server.
//: why.ja 遅延回収です。ゾンビは次のクライアントを待ちます。数えておくのは、子がいないときに waitpid を呼ぶと ECHILD で -1 が返り、DieWithError でサーバが終了してしまうからです。

//: step whole
//: goal.en The ready-made lecture B on a listener `own`, named `loop`: a client `carol` comes, says something and leaves. Look at the zombie.
//: goal.ja リスナ own で用意済みの講義 B を動かし、変数 loop に入れます。carol が来て、何か言い、切断します。ゾンビを見ます。
//: lecture B | int main(int argc, char const *argv[])
//: lecture B | if (argc != 2)
//: lecture B | fprintf(stderr, "Usage: %s <Server Port>\n", argv[0]);
//: lecture B | exit(1);
//: lecture B | echoServPort = atoi(argv[1]); /* 1つ目の引数: ポート */
//: lecture B | for (;;)
bob.close()
waitFor(second)
servSock.close()
Listener own = listen(0)
AcceptLoop loop = acceptLoop(own, lectureB())
Client carol = connect(own.port())
carol.say("hello")
carol.close()
ps()
//: check zombies() ==> 1
//: cause.en Carol's child should be a zombie: nobody came after her.
//: cause.ja carol の子はゾンビのはずです。後から誰も来ていません。
//: evidence ps()
//: wrong bob.close(); waitFor(second); Listener own = listen(0); AcceptLoop loop = acceptLoop(own, lectureA()); Client carol = connect(own.port()); carol.say("hello"); carol.close(); until(() -> children().isEmpty())
//: check ran("fork-lazy") && echoed(carol) > 0 ==> true
//: cause.en No loop of lecture B has served Carol in this step.
//: cause.ja このステップで、講義 B のループが carol に応答していません。
//: evidence loop
//: wrong bob.close(); waitFor(second); Listener own = listen(0); AcceptLoop loop = acceptLoop(own, lectureA().reaping(NOBODY)); Client carol = connect(own.port()); carol.say("hello"); carol.close()
//: check isRunning(loop) ==> true
//: cause.en The loop has ended; start it again.
//: cause.ja ループが終わっています。もう一度始めてください。
//: evidence loop
//: right bob.close(); waitFor(second); var own = listen(0); var loop = acceptLoop(own, lectureB()); var carol = connect(own.port()); carol.say("x"); carol.halfClose()
//: right bob.close(); until(() -> !second.isAlive()); reap(); Listener own = listen("127.0.0.1", 0); AcceptLoop loop = acceptLoop(own, lectureB()); try (Client carol = connect(own.port())) { carol.say("x"); } Client carol = connect(own.port()); carol.say("y"); carol.close()
//: hint.en Which options make lecture B out of acceptLoop?
//: hint.ja acceptLoop を講義 B にするオプションは何でしょう。
//: hint.en acceptLoop(own, lectureB()); then connect, say, close.
//: hint.ja acceptLoop(own, lectureB())。それから connect、say、close。
//: hint.en AcceptLoop loop = acceptLoop(own, lectureB())
//: hint.ja AcceptLoop loop = acceptLoop(own, lectureB())
//: why.en The same zombie as in your own turn of the loop. serve --lecture b PORT is the same as a program.
//: why.ja 手で行った 1 周と同じゾンビです。serve --lecture b ポート は、同じものをプログラムとして動かします。

//: step reaped-by-next
//: goal.en Let `dave` come and say something, and watch the zombie go.
//: goal.ja dave を接続させて何か言わせ、ゾンビが消えるのを見ます。
Client dave = connect(own.port())
dave.say("hello")
until(() -> children().size() == 1)
//: check zombies() ==> 0
//: cause.en The zombie waits for the next client to be accepted.
//: cause.ja ゾンビは、次のクライアントの accept を待っています。
//: evidence ps()
//: wrong loop.pause()
//: check alive() ==> 1
//: cause.en Dave's own child should be the only one.
//: cause.ja 残るのは dave の子だけのはずです。
//: evidence ps()
//: wrong reap()
//: check reapedBy(getpid()) > 0 && echoed(dave) > 0 ==> true
//: cause.en Dave has to come and say something: his coming reaps the zombie.
//: cause.ja dave が来て何か言います。dave の接続でゾンビが回収されます。
//: evidence timeline()
//: wrong reap(); Client dave = connect(own.port()); until(() -> children().size() == 1)
//: right var dave = connect(own.port()); dave.say("x")
//: right Client dave = connect(own.port()); dave.send("hello".getBytes()); dave.receive(5); until(() -> children().size() == 1)
//: hint.en Who triggers the reaping loop?
//: hint.ja 回収ループのきっかけは誰でしょう。
//: hint.en Any client will do.
//: hint.ja クライアントなら誰でもかまいません。
//: hint.en Client dave = connect(own.port())
//: hint.ja Client dave = connect(own.port())
//: why.en At any moment lecture B has as many zombies as children that ended since the last client came. That bounds them by the traffic, not by a promise.
//: why.ja 講義 B には、最後のクライアントの後に終わった子の数だけゾンビがいます。その数は接続の頻度だけで決まり、上限の保証はありません。

//: end
belongings().end()
System.out.println("children left: " + children().size())
/exit
