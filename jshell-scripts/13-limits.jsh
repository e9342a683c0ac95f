// What a server does when something runs out: descriptors, processes. Works for root and for an
// ordinary user; where the kernel makes a difference, the step says so.

//: lab
//: title.en When something runs out
//: title.ja 資源が尽きるとき
//: minutes 30
//: builds 8
//: c.en The errno of accept and fork, setrlimit, and a count of children before fork.
//: c.ja accept と fork の errno、setrlimit、fork の前の子の数の確認です。
//: lecture A | perror("accept");
//: lecture A | perror("fork");

//: step busy-loop
//: goal.en Break it: a child `greedy` without a free descriptor tries accept 1000 times, ignoring failures, and ends with the errno. A client `alice` waits meanwhile. Name the end of the child `starved`.
//: goal.ja 壊します。空きディスクリプタのない子 greedy が、失敗を無視して accept を 1000 回試み、その errno で終わります。その間 alice が待っています。終わり方を変数 starved に入れます。
//: predict.en How does accept fail: (a) it waits, (b) at once with EMFILE?
//: predict.ja accept の失敗の仕方は：(a) 待つ (b) すぐ EMFILE
//: answer b
//: show
Listener server = listen(0)
Client alice = connect(server.port())
int tryToAccept() {
    try { acceptOnce(server); } catch (SystemCallException e) { return e.errno().number(); }
    return 0;
}
Child greedy = forkChild(() -> {
    limitDescriptors(3);
    for (int i = 1; i < 1000; i++) tryToAccept();
    exit(tryToAccept());
})
Exit starved = waitFor(greedy)
//: check failureInChildren("accept") ==> "EMFILE"
//: cause.en accept did not fail with EMFILE: leave the child no number for one more descriptor.
//: cause.ja accept が EMFILE で失敗していません。もう 1 つ分のディスクリプタ番号を子に残さないでください。
//: evidence starved
//: wrong Listener server = listen(0); Client alice = connect(server.port()); Exit starved = new Exit(1, Errno.EMFILE.number() << 8)
//: check failures("accept") >= 1000 ==> true
//: cause.en accept has to fail 1000 times.
//: cause.ja accept が 1000 回失敗するはずです。
//: evidence timeline()
//: wrong Listener server = listen(0); Client alice = connect(server.port()); Exit starved = waitFor(forkChild(() -> { limitDescriptors(3); try { acceptOnce(server); } catch (SystemCallException e) { exit(e.errno().number()); } }))
//: check ending(starved) ==> "exit " + Errno.EMFILE.number()
//: cause.en The child did not end with the number of the errno.
//: cause.ja 子が errno の番号で終わっていません。
//: evidence starved
//: when found().contains("of no child")
//: cause.en No child of this step has ended so: take the status from waitFor or reap.
//: cause.ja このステップで、そのように終わった子はいません。waitFor か reap から受け取ってください。
//: check backlog(server) ==> 1
//: cause.en Alice should still wait in the queue.
//: cause.ja alice は待ち行列にいるはずです。
//: evidence sockets()
//: wrong Listener server = listen(0); Exit starved = waitFor(forkChild(() -> { limitDescriptors(3); int errno = 0; for (int i = 0; i < 1000; i++) { try { acceptOnce(server); } catch (SystemCallException e) { errno = e.errno().number(); } } exit(errno); }))
//: right Listener server = listen(0); Client alice = connect(server.port()); Child greedy = forkChild(() -> { limitDescriptors(3); int errno = 0; for (int i = 0; i < 1000; i++) { try { acceptOnce(server); } catch (SystemCallException e) { errno = e.errno().number(); } } exit(errno); }); Exit starved = waitFor(greedy)
//: right var server = listen(0); var alice = connect(server.port()); int starved = waitFor(forkChild(() -> { limitDescriptors(3); int n = 0; while (n < 1200) { try { acceptOnce(server); } catch (SystemCallException e) { n++; } } exit(24); })).exitCode()
//: hint.en What does accept need besides a client?
//: hint.ja accept には、クライアントのほかに何が要るでしょう。
//: hint.en limitDescriptors(3) in the child allows the numbers 0, 1 and 2 only.
//: hint.ja 子の中の limitDescriptors(3) は、番号 0、1、2 だけを許します。
//: hint.en In the child: limitDescriptors(3); for (...) tryToAccept(); exit(tryToAccept());
//: hint.ja 子の中で：limitDescriptors(3); for (...) tryToAccept(); exit(tryToAccept());
//: why.en A thousand failures in a moment: Linux takes the number of the new descriptor first, so accept fails with EMFILE at once, with a client in the queue or without. A loop that only prints perror, as the lecture's, burns a whole processor and fills the log.
//: why.ja 一瞬で 1000 回の失敗です。Linux はまず新しいディスクリプタの番号を確保するので、待ち行列にクライアントがいてもいなくても、accept はすぐ EMFILE で失敗します。講義のように perror で表示するだけのループは、CPU を使い切り、ログを埋め尽くします。

//: step breathe
//: goal.en Mend it: after a failure, rest for 20 ms (Thread.sleep). A child `polite` counts how often it tried within 200 ms and ends with that number; name its end `calm`.
//: goal.ja 直します。失敗の後に 20 ミリ秒休みます（Thread.sleep）。子 polite は 200 ミリ秒間に試みた回数を数え、その数で終わります。終わり方を変数 calm に入れます。
Child polite = forkChild(() -> {
    limitDescriptors(3);
    int tries = 0;
    for (long end = System.nanoTime() + 200_000_000L; System.nanoTime() < end; tries++) {
        if (tryToAccept() != 0) Thread.sleep(20);
    }
    exit(tries);
})
Exit calm = waitFor(polite)
//: check failures("accept") >= 1 && failures("accept") <= 11 ==> true
//: cause.en Too many tries, or none: a pause of 20 ms allows ten in 200 ms.
//: cause.ja 回数が多すぎるか、1 回も試みていません。20 ミリ秒の休みなら 200 ミリ秒で 10 回です。
//: evidence calm
//: wrong Exit calm = waitFor(forkChild(() -> { limitDescriptors(3); int tries = 0; long end = System.nanoTime() + 50_000_000L; while (System.nanoTime() < end && tries < 200) { try { tries++; acceptOnce(server); } catch (SystemCallException e) { } } exit(tries); }))
//: check ending(calm).matches("exit ([1-9]|1[01])") ==> true
//: cause.en The child did not end with the number of its tries.
//: cause.ja 子が試みた回数で終わっていません。
//: evidence calm
//: wrong Exit calm = waitFor(forkChild(() -> { limitDescriptors(3); try { acceptOnce(server); } catch (SystemCallException e) { exit(0); } }))
//: check backlog(server) ==> 1
//: cause.en Alice should still wait in the queue.
//: cause.ja alice は待ち行列にいるはずです。
//: evidence sockets()
//: right Child polite = forkChild(() -> { limitDescriptors(3); long end = System.nanoTime() + 200_000_000L; int tries = 0; while (System.nanoTime() < end) { try { tries++; acceptOnce(server); } catch (SystemCallException e) { Thread.sleep(20); } } exit(tries); }); Exit calm = waitFor(polite)
//: right int calm = waitFor(forkChild(() -> { limitDescriptors(3); int tries = 0; while (tries < 8) { tries++; try { acceptOnce(server); } catch (SystemCallException e) { Thread.sleep(25); } } exit(tries); })).exitCode()
//: hint.en What can help, if nothing in this moment can?
//: hint.ja この瞬間に打つ手がないとき、何が助けになるでしょう。
//: hint.en Thread.sleep(20) in the catch block.
//: hint.ja catch の中で Thread.sleep(20)。
//: hint.en catch (SystemCallException e) { Thread.sleep(20); }
//: hint.ja catch (SystemCallException e) { Thread.sleep(20); }
//: why.en sshd and acceptLoop, too, tell the failure and then wait a little (acceptLoop half a second). Better still is not to come to this: a cap.
//: why.ja sshd も acceptLoop も、失敗を知らせてから少し待ちます（acceptLoop は 0.5 秒）。もっとよいのは、そうなる前に上限を設けることです。

//: step cap
//: goal.en A cap of two children: `loop` with limit(2). Alice, still in the queue, and `bob` are served; `carol` sends "hello" and has to wait.
//: goal.ja 子を 2 つまでに制限します：limit(2) の loop。待ち行列の alice と bob は処理され、carol は "hello" を送って待たされます。
//: predict.en Does Carol's connect fail: yes or no?
//: predict.ja carol の connect は失敗するでしょうか：yes か no
//: answer no
AcceptLoop loop = acceptLoop(server, lectureA().limit(2))
alice.say("hello")
Client bob = connect(server.port())
bob.say("hello")
Client carol = connect(server.port())
carol.send("hello".getBytes())
//: check isRunning(loop) && echoed(alice) > 0 && echoed(bob) > 0 ==> true
//: cause.en The loop has not served both Alice and Bob: do they say something?
//: cause.ja ループが alice と bob の両方に応答していません。2 人は何か言いましたか。
//: evidence loop
//: wrong AcceptLoop loop = acceptLoop(server, lectureA().limit(2)); Client bob = connect(server.port()); Client carol = connect(server.port()); carol.send("hello".getBytes())
//: check alive() ==> 2
//: cause.en There should be two children, no more and no fewer.
//: cause.ja 子はちょうど 2 つのはずです。
//: evidence ps()
//: wrong AcceptLoop loop = acceptLoop(server); alice.say("hello"); Client bob = connect(server.port()); bob.say("hello"); Client carol = connect(server.port()); carol.say("hello")
//: check backlog(server) ==> 1
//: cause.en Carol should wait in the queue.
//: cause.ja carol は待ち行列にいるはずです。
//: evidence sockets()
//: wrong AcceptLoop loop = acceptLoop(server, lectureA().limit(2)); alice.say("hello"); Client bob = connect(server.port()); bob.say("hello")
//: right var loop = acceptLoop(server, lectureA().limit(2)); alice.say("x"); var bob = connect(server.port()); bob.say("x"); var carol = connect(server.port()); carol.send("hello".getBytes())
//: right AcceptLoop loop = acceptLoop(server, lectureB().limit(2)); Client bob = connect(server.port()); alice.say("x"); bob.say("x"); Client carol = connect(server.port()); carol.send("hello".getBytes())
//: hint.en Where should clients wait: in the kernel's queue, or in your memory?
//: hint.ja クライアントはどこで待つべきでしょう。カーネルの待ち行列か、あなたのメモリか。
//: hint.en lectureA().limit(N) caps the children.
//: hint.ja lectureA().limit(N) が子の数を制限します。
//: hint.en acceptLoop(server, lectureA().limit(2))
//: hint.ja acceptLoop(server, lectureA().limit(2))
//: why.en With a cap the server does what it can, and the backlog holds the rest. A fork bomb from outside is no more possible.
//: why.ja 上限があれば、サーバはできるだけのことをし、残りはバックログが持ちます。外からのフォーク爆弾も、もう効きません。

//: step room
//: goal.en Bob leaves. Receive the 5 bytes of Carol and name them `served`.
//: goal.ja bob が切断します。carol の 5 バイトを変数 served に受け取ります。
bob.close()
String served = new String(carol.receive(5))
//: check echoed(carol) == 5 && waiting(carol) == 0 ==> true
//: cause.en Carol has not been served, or has not received her echo: somebody has to leave first.
//: cause.ja carol がまだ処理されていないか、エコーを受け取っていません。先に誰かが切断します。
//: evidence ps()
//: wrong String served = "hello"
//: check text(served) ==> "hello"
//: cause.en Carol has not been served: somebody has to leave first.
//: cause.ja carol がまだ処理されていません。まず誰かが切断しなければなりません。
//: evidence ps()
//: wrong bob.close(); carol.receive(5); String served = "he"
//: check alive() ==> 2
//: cause.en Alice and Carol should have a child each.
//: cause.ja alice と carol に子が 1 つずつあるはずです。
//: evidence ps()
//: wrong bob.close(); String served = new String(carol.receive(5)); alice.close()
//: right bob.close(); byte[] served = carol.receive(5)
//: right bob.halfClose(); String served = new String(carol.receive(2)) + new String(carol.receive(3))
//: hint.en What makes room under the cap?
//: hint.ja 上限の下に余地を作るのは何でしょう。
//: hint.en bob.close(); carol.receive(5).
//: hint.ja bob.close()、carol.receive(5)。
//: hint.en String served = new String(carol.receive(5))
//: hint.ja String served = new String(carol.receive(5))
//: why.en Bob's child ended and was reaped, and the loop accepted Carol. A child counts until it is reaped.
//: why.ja bob の子が終わって回収され、ループが carol を accept しました。子は回収されるまで数えられます。

//: step no-more-processes
//: goal.en A child becomes an ordinary user, may have no process, and tries to fork another one. It ends with the errno; name its end `denied`.
//: goal.ja 子が一般ユーザになり、プロセスを持てない制限の下で別の子の fork を試みます。その errno で終わります。終わり方を変数 denied に入れます。
//: predict.en Which errno does fork give: EPERM, EAGAIN or ENOMEM?
//: predict.ja fork の errno は EPERM、EAGAIN、ENOMEM のどれでしょう。
//: answer EAGAIN
//: lecture B | DieWithError("fork() failed");
//: lecture A | if (pid == -1) {
//: lecture A | close(acc);
ChildTask nothing = () -> { }
Exit denied = waitFor(forkChild(() -> {
    becomeOrdinaryUser();
    limitProcesses(0);
    try { forkChild(nothing); } catch (SystemCallException e) { exit(e.errno().number()); }
}))
//: check failureInChildren("fork") ==> "EAGAIN"
//: cause.en fork was not refused: RLIMIT_NPROC does not hold for root, so give up root first.
//: cause.ja fork が断られていません。RLIMIT_NPROC は root には効かないので、先に root をやめます。
//: evidence denied
//: wrong Exit denied = waitFor(forkChild(() -> { becomeOrdinaryUser(); forkChild(nothing); }))
//: check ending(denied) ==> "exit " + Errno.EAGAIN.number()
//: cause.en The child did not end with the number of the errno.
//: cause.ja 子が errno の番号で終わっていません。
//: evidence denied
//: when found().contains("of no child")
//: cause.en No child of this step has ended so: take the status from waitFor or reap.
//: cause.ja このステップで、そのように終わった子はいません。waitFor か reap から受け取ってください。
//: right var nothing = (ChildTask) () -> { }; int denied = waitFor(forkChild(() -> { becomeOrdinaryUser(); limitProcesses(0); int code = 0; try { forkChild(() -> { }); } catch (SystemCallException e) { code = e.errno().number(); } exit(code); })).exitCode()
//: right ChildTask nothing = () -> exit(0); var denied = waitFor(forkChild(() -> { limitProcesses(0); becomeOrdinaryUser(); try { forkChild(nothing); } catch (SystemCallException e) { exit(11); } }))
//: hint.en Whose processes does RLIMIT_NPROC count?
//: hint.ja RLIMIT_NPROC が数えるのは、誰のプロセスでしょう。
//: hint.en becomeOrdinaryUser(), limitProcesses(0), forkChild(nothing), all in the child.
//: hint.ja becomeOrdinaryUser()、limitProcesses(0)、forkChild(nothing) を、すべて子の中で。
//: hint.en try { forkChild(nothing); } catch (SystemCallException e) { exit(e.errno().number()); }
//: hint.ja try { forkChild(nothing); } catch (SystemCallException e) { exit(e.errno().number()); }
//: why.en The limit counts all processes of the user, not the children of this one. EAGAIN means that it may succeed later. Lecture A prints it, closes acc and goes on; lecture B dies.
//: why.ja この制限は、このプロセスの子ではなく、そのユーザの全プロセスを数えます。EAGAIN は「後で試せば成功するかもしれない」という意味です。講義 A は表示し、acc を閉じて続け、講義 B は終了します。

//: step root-is-exempt
//: goal.en The same without becoming an ordinary user: the child ends with 0 if it may fork, with EAGAIN if not. Name its end `asYouAre`.
//: goal.ja 一般ユーザにならずに同じことをします。fork できれば 0、できなければ EAGAIN で終わります。終わり方を変数 asYouAre に入れます。
//: predict.en For whom does the fork succeed: root, or an ordinary user?
//: predict.ja fork が成功するのは root と一般ユーザのどちらでしょう。答えは root か user
//: answer root
Exit asYouAre = waitFor(forkChild(() -> {
    limitProcesses(0);
    try { forkChild(nothing); } catch (SystemCallException e) { exit(e.errno().number()); }
}))
System.out.println(System.getProperty("user.name") + ": " + asYouAre)
//: check grandchildren() + failures("fork") > 0 ==> true
//: cause.en No child of this step has tried to fork.
//: cause.ja このステップの子が fork を試みていません。
//: evidence timeline()
//: wrong Exit asYouAre = waitFor(forkChild(() -> exit(0)))
//: check ending(asYouAre).matches("exit (0|" + Errno.EAGAIN.number() + ")") ==> true
//: cause.en The child ended otherwise than with 0 or EAGAIN.
//: cause.ja 子が 0 でも EAGAIN でもない終わり方をしました。
//: evidence asYouAre
//: wrong Exit asYouAre = waitFor(forkChild(() -> { forkChild(() -> { }); exit(5); }))
//: when found().contains("of no child")
//: cause.en No child of this step has ended so: take the status from waitFor or reap.
//: cause.ja このステップで、そのように終わった子はいません。waitFor か reap から受け取ってください。
//: right int asYouAre = waitFor(forkChild(() -> { limitProcesses(0); int code = 0; try { forkChild(() -> { }); } catch (SystemCallException e) { code = e.errno().number(); } exit(code); })).exitCode()
//: right var asYouAre = waitFor(forkChild(() -> { limitProcesses(0); try { waitFor(forkChild(nothing)); } catch (SystemCallException e) { exit(11); } exit(0); }))
//: hint.en What is the difference between the last step and this one?
//: hint.ja 前のステップとの違いは何でしょう。
//: hint.en Leave out becomeOrdinaryUser().
//: hint.ja becomeOrdinaryUser() を抜きます。
//: hint.en limitProcesses(0), then forkChild(nothing) in try
//: hint.ja limitProcesses(0)、それから try の中で forkChild(nothing)
//: why.en Root is exempt, so a server that runs as root is not protected by ulimit -u. Ordinary users get EAGAIN here as in the step before.
//: why.ja root は例外です。だから root で動くサーバは ulimit -u に守られません。一般ユーザなら、ここでも前のステップと同じ EAGAIN です。

//: end
belongings().end()
System.out.println("children left: " + children().size())
/exit
