// Lecture B, line by line: TCPEchoServer-Fork counts its children and reaps lazily.

//: lab
//: title.en Lecture B, line by line
//: title.ja 講義 B を一行ずつ：TCPEchoServer-Fork
//: lecture B | unsigned int childProcCount = 0; /* 子プロセスの数 */

//: step first-client
//: goal.en One turn of the loop by hand: `servSock`, client `alice`, `clntSock`, the child `processID` that runs HandleTCPClient and exits with 0, the line it prints, close, and childProcCount.
//: goal.ja ループの一周を手で行います：servSock、クライアント alice、clntSock、HandleTCPClient を行って 0 で終わる子 processID、表示、close、そして childProcCount。
//: lecture B | clntSock = AcceptTCPConnection(servSock);
//: lecture B | HandleTCPClient(clntSock);
//: lecture B | printf("with child process: %d\n", processID);
//: lecture B | childProcCount++; /* 子プロセスの数をインクリメント */
//: show
int childProcCount = 0
void HandleTCPClient(Connection clntSock) {
    echoBackLoop(clntSock);
}
Listener servSock = listen(0)
Client alice = connect(servSock.port())
Connection clntSock = accept(servSock)
Child processID = forkChild(() -> {
    servSock.close();
    HandleTCPClient(clntSock);
    exit(0);
})
System.out.println("with child process: " + processID.pid())
clntSock.close()
childProcCount++
alice.say("hello")
//: check childProcCount ==> 1
//: cause.en The count has to go up by one for each child.
//: cause.ja 子を作るたびに一つ増やします。
//: evidence childProcCount
//: wrong int childProcCount = 0; Listener servSock = listen(0); Client alice = connect(servSock.port())
//: check alice.say("hello") ==> "hello"
//: cause.en Nobody serves Alice: the child has to run HandleTCPClient.
//: cause.ja alice の相手がいません。子が HandleTCPClient を行います。
//: evidence ps()
//: wrong int childProcCount = 1; Listener servSock = listen(0); Client alice = connect(servSock.port()); alice.halfClose(); Connection clntSock = accept(servSock); clntSock.close()
//: check clntSock.isOpen() ==> false
//: cause.en The parent still holds its copy of the connection.
//: cause.ja 親が接続の写しを持ったままです。
//: evidence fds()
//: wrong int childProcCount = 1; Listener servSock = listen(0); Client alice = connect(servSock.port()); Connection clntSock = accept(servSock); forkChild(servSock, clntSock, c -> echoBackLoop(c))
//: hint.en Which lines stand between accept and the reaping loop?
//: hint.ja accept と回収ループの間には、どの行があるでしょう。
//: hint.en fork with its branch, printf, close, ++.
//: hint.ja 枝を持つ fork、printf、close、++ です。
//: hint.en forkChild(() -> { servSock.close(); HandleTCPClient(clntSock); exit(0); })
//: hint.ja forkChild(() -> { servSock.close(); HandleTCPClient(clntSock); exit(0); })
//: why.en The same skeleton as lecture A, without a handler and with a count. The child leaves with exit(0), not _exit(1); it does not close clntSock, because exit closes everything.
//: why.ja 講義 A と同じ骨組みですが、ハンドラはなく、数を数えます。子は _exit(1) ではなく exit(0) で終わります。clntSock を閉じないのは、exit がすべて閉じるからです。

//: step lazy
//: goal.en Alice leaves. Look at ps() when her child has ended.
//: goal.ja alice が退出します。その子が終わったら ps() を見ます。
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
//: hint.en When does lecture B call waitpid?
//: hint.ja 講義 B が waitpid を呼ぶのはいつでしょう。
//: hint.en alice.close() and nothing else.
//: hint.ja alice.close() だけです。
//: hint.en alice.close(), then ps()
//: hint.ja alice.close()、それから ps()
//: why.en There is no handler, and the server sits in accept. If nobody comes for a week, the zombie stays for a week.
//: why.ja ハンドラはなく、サーバは accept で待っています。一週間誰も来なければ、ゾンビも一週間残ります。

//: step next-client
//: goal.en The next client, `bob`, comes: the same turn again, and then the reaping loop. childProcCount goes down for each child that it finds.
//: goal.ja 次のクライアント bob が来ます。同じ一周の後に回収ループを行い、見つけた子の数だけ childProcCount を減らします。
//: predict.en What is childProcCount at the end of the turn?
//: predict.ja 一周の終わりに childProcCount はいくつでしょう。
//: answer 1
//: lecture B | while (childProcCount)
//: lecture B | processID = waitpid((pid_t)-1, NULL, WNOHANG);
//: lecture B | childProcCount--; /* 子プロセスの数をデクリメント */
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
//: wrong Client bob = connect(servSock.port()); Connection forBob = accept(servSock); Child second = forkChild(servSock, forBob, c -> HandleTCPClient(c)); forBob.close(); childProcCount++
//: check childProcCount ==> 1
//: cause.en One child was added and one was reaped; count both.
//: cause.ja 一つ増えて一つ回収しました。両方とも数えます。
//: evidence childProcCount
//: wrong Client bob = connect(servSock.port()); Connection forBob = accept(servSock); Child second = forkChild(servSock, forBob, c -> HandleTCPClient(c)); forBob.close(); childProcCount = 2; reap()
//: check alive() ==> 1
//: cause.en Bob should be served by one child.
//: cause.ja bob の相手をする子が一つあるはずです。
//: evidence ps()
//: hint.en What brings the server out of accept?
//: hint.ja サーバを accept から戻らせるのは何でしょう。
//: hint.en reap() gives as many as waitpid with WNOHANG finds in its loop.
//: hint.ja reap() は、WNOHANG の waitpid がループで見つけるだけを返します。
//: hint.en childProcCount++, then childProcCount -= reap().size()
//: hint.ja childProcCount++、それから childProcCount -= reap().size()
//: why.en Lazy reaping: zombies wait for the next client. The count keeps waitpid from being called without children, where it would return -1 and the server would die.
//: why.ja 遅延回収です。ゾンビは次のクライアントを待ちます。数えておくのは、子がいないときに waitpid を呼んで -1 が返り、サーバが死ぬのを防ぐためです。

//: step whole
//: goal.en The ready-made lecture B on a listener `own`, as `loop`: a client `carol` comes, says something and leaves. Look at the zombie.
//: goal.ja listener の own で既製の講義 B を loop として動かします。carol が来て、何か言い、退出します。ゾンビを見ます。
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
//: check loop.isRunning() ==> true
//: cause.en The loop has ended; start it again.
//: cause.ja ループが終わっています。もう一度始めてください。
//: evidence loop
//: hint.en Which options make lecture B out of acceptLoop?
//: hint.ja acceptLoop を講義 B にするオプションは何でしょう。
//: hint.en acceptLoop(own, lectureB()); then connect, say, close.
//: hint.ja acceptLoop(own, lectureB())。それから connect、say、close。
//: hint.en AcceptLoop loop = acceptLoop(own, lectureB())
//: hint.ja AcceptLoop loop = acceptLoop(own, lectureB())
//: why.en The same zombie as in your own turn of the loop. serve --lecture b PORT is the same as a program.
//: why.ja 手で行った一周と同じゾンビです。serve --lecture b ポート は、同じものをプログラムとして動かします。

//: step reaped-by-next
//: goal.en Let `dave` come, and watch the zombie go.
//: goal.ja dave を接続させ、ゾンビが消えるのを見ます。
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
//: hint.en Who triggers the reaping loop?
//: hint.ja 回収ループのきっかけは誰でしょう。
//: hint.en Any client will do.
//: hint.ja クライアントなら誰でもかまいません。
//: hint.en Client dave = connect(own.port())
//: hint.ja Client dave = connect(own.port())
//: why.en At any moment lecture B has as many zombies as children that ended since the last client came. That bounds them by the traffic, not by a promise.
//: why.ja 講義 B には、最後のクライアントの後に終わった子の数だけゾンビがいます。その数を抑えているのは交通量であって、約束ではありません。

//: end
belongings().end()
System.out.println("children left: " + children().size())
/exit
