// What a server does when something runs out: descriptors, processes. Works for root and for an
// ordinary user; where the kernel makes a difference, the step says so.

//: lab
//: title.en When something runs out
//: title.ja 何かが尽きるとき
//: lecture A | perror("accept");
//: lecture A | perror("fork");

//: step busy-loop
//: goal.en Break it: a child `greedy` without a free descriptor tries accept 1000 times, ignoring failures, and ends with the errno. A client `alice` waits meanwhile. Keep the child's end as `starved`.
//: goal.ja 壊します。空きディスクリプタのない子 greedy が、失敗を無視して accept を 1000 回試み、その errno で終わります。その間 alice が待っています。終わり方を starved に取ります。
//: predict.en How does accept fail: (a) it waits, (b) at once with EMFILE?
//: predict.ja accept の失敗の仕方は：(a) 待つ (b) すぐ EMFILE
//: answer b
//: show
Listener server = listen(0)
Client alice = connect(server.port())
Child greedy = forkChild(() -> {
    limitDescriptors(3);
    int errno = 0;
    for (int i = 0; i < 1000; i++) {
        try {
            acceptOnce(server);
        } catch (SystemCallException e) {
            errno = e.errno().number();
        }
    }
    exit(errno);
})
Exit starved = waitFor(greedy)
//: check starved.exitCode() ==> Errno.EMFILE.number()
//: cause.en accept did not fail with EMFILE: leave the child no number for one more descriptor.
//: cause.ja accept が EMFILE で失敗していません。もう一つ分のディスクリプタ番号を子に残さないでください。
//: evidence starved
//: wrong Listener server = listen(0); Client alice = connect(server.port()); Exit starved = waitFor(forkChild(() -> { acceptOnce(server); }))
//: check backlog(server.port()) ==> 1
//: cause.en Alice should still wait in the queue.
//: cause.ja alice は待ち行列にいるはずです。
//: evidence sockets()
//: wrong Listener server = listen(0); Exit starved = new Exit(1, Errno.EMFILE.number() << 8)
//: hint.en What does accept need besides a client?
//: hint.ja accept には、クライアントのほかに何が要るでしょう。
//: hint.en limitDescriptors(3) in the child allows the numbers 0, 1 and 2 only.
//: hint.ja 子の中の limitDescriptors(3) は、番号 0、1、2 だけを許します。
//: hint.en In the child: limitDescriptors(3); for (...) try { acceptOnce(server); } catch (SystemCallException e) { errno = ... }
//: hint.ja 子の中で：limitDescriptors(3); for (...) try { acceptOnce(server); } catch (SystemCallException e) { errno = ... }
//: why.en A thousand failures in a moment: the client stays in the queue, so accept returns at once, again and again. A loop that only prints perror, as the lecture's, burns a whole processor and fills the log.
//: why.ja 一瞬で千回の失敗です。クライアントは待ち行列に残るので、accept は何度でもすぐ返ります。講義のように perror で表示するだけのループは、CPU を使い切り、ログを埋め尽くします。

//: step breathe
//: goal.en Mend it: after a failure, breathe for 20 ms (Thread.sleep). A child `polite` counts how often it tried within 200 ms and ends with that number; keep its end as `calm`.
//: goal.ja 直します。失敗の後に 20 ミリ秒休みます（Thread.sleep）。子 polite は 200 ミリ秒間に試みた回数を数え、その数で終わります。calm に取ります。
Child polite = forkChild(() -> {
    limitDescriptors(3);
    long end = System.nanoTime() + 200_000_000L;
    int tries = 0;
    while (System.nanoTime() < end) {
        try {
            tries++;
            acceptOnce(server);
        } catch (SystemCallException e) {
            Thread.sleep(20);
        }
    }
    exit(tries);
})
Exit calm = waitFor(polite)
//: check calm.exitCode() >= 1 && calm.exitCode() <= 11 ==> true
//: cause.en Too many tries: a pause of 20 ms allows ten in 200 ms.
//: cause.ja 回数が多すぎます。20 ミリ秒の休みなら 200 ミリ秒で十回です。
//: evidence calm
//: wrong Exit calm = waitFor(forkChild(() -> { limitDescriptors(3); int tries = 0; long end = System.nanoTime() + 50_000_000L; while (System.nanoTime() < end && tries < 200) { try { tries++; acceptOnce(server); } catch (SystemCallException e) { } } exit(tries); }))
//: check backlog(server.port()) ==> 1
//: cause.en Alice should still wait in the queue.
//: cause.ja alice は待ち行列にいるはずです。
//: evidence sockets()
//: wrong Exit calm = new Exit(1, 5 << 8); accept(server)
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
//: goal.ja 子を二つまでに制限します：limit(2) の loop。待ち行列の alice と bob は相手をされ、carol は "hello" を送って待たされます。
//: predict.en Does Carol's connect fail: yes or no?
//: predict.ja carol の connect は失敗するでしょうか：yes か no
//: answer no
AcceptLoop loop = acceptLoop(server, lectureA().limit(2))
alice.say("hello")
Client bob = connect(server.port())
bob.say("hello")
Client carol = connect(server.port())
carol.send("hello".getBytes())
//: check alive() ==> 2
//: cause.en There should be two children, no more and no fewer.
//: cause.ja 子はちょうど二つのはずです。
//: evidence ps()
//: wrong AcceptLoop loop = acceptLoop(server); alice.say("hello"); Client bob = connect(server.port()); bob.say("hello"); Client carol = connect(server.port()); carol.say("hello")
//: check backlog(server.port()) ==> 1
//: cause.en Carol should wait in the queue.
//: cause.ja carol は待ち行列にいるはずです。
//: evidence sockets()
//: wrong AcceptLoop loop = acceptLoop(server, lectureA().limit(2)); alice.say("hello"); Client bob = connect(server.port()); bob.say("hello")
//: hint.en Where should clients wait: in the kernel's queue, or in your memory?
//: hint.ja クライアントはどこで待つべきでしょう。カーネルの待ち行列か、あなたのメモリか。
//: hint.en lectureA().limit(N) caps the children.
//: hint.ja lectureA().limit(N) が子の数を制限します。
//: hint.en acceptLoop(server, lectureA().limit(2))
//: hint.ja acceptLoop(server, lectureA().limit(2))
//: why.en With a cap the server does what it can, and the backlog holds the rest. A fork bomb from outside is no more possible.
//: why.ja 上限があれば、サーバはできるだけのことをし、残りはバックログが持ちます。外からのフォーク爆弾も、もう効きません。

//: step room
//: goal.en Bob leaves. Receive Carol's five bytes as `served`.
//: goal.ja bob が去ります。carol の五バイトを served に受け取ります。
bob.close()
String served = new String(carol.receive(5))
//: check new String(served) ==> "hello"
//: cause.en Carol has not been served: somebody has to leave first.
//: cause.ja carol の相手がまだいません。まず誰かが去らなければなりません。
//: evidence ps()
//: wrong bob.close(); String served = new String(carol.receive(2))
//: check alive() ==> 2
//: cause.en Alice and Carol should have a child each.
//: cause.ja alice と carol に子が一つずつあるはずです。
//: evidence ps()
//: wrong bob.close(); String served = new String(carol.receive(5)); alice.close()
//: hint.en What makes room under the cap?
//: hint.ja 上限の下に余地を作るのは何でしょう。
//: hint.en bob.close(); carol.receive(5).
//: hint.ja bob.close()、carol.receive(5)。
//: hint.en String served = new String(carol.receive(5))
//: hint.ja String served = new String(carol.receive(5))
//: why.en Bob's child ended and was reaped, and the loop accepted Carol. A child counts until it is reaped.
//: why.ja bob の子が終わって回収され、ループが carol を accept しました。子は回収されるまで数えられます。

//: step no-more-processes
//: goal.en A child becomes an ordinary user, may have no process, and forks. It ends with the errno; keep its end as `denied`.
//: goal.ja 子が一般ユーザになり、プロセスを持てない制限の下で fork します。その errno で終わります。denied に取ります。
//: predict.en Which errno does fork give: EPERM, EAGAIN or ENOMEM?
//: predict.ja fork の errno は EPERM、EAGAIN、ENOMEM のどれでしょう。
//: answer EAGAIN
//: lecture B | DieWithError("fork() failed");
ChildTask nothing = () -> { }
Exit denied = waitFor(forkChild(() -> {
    becomeOrdinaryUser();
    limitProcesses(0);
    try {
        forkChild(nothing);
    } catch (SystemCallException e) {
        exit(e.errno().number());
    }
}))
//: check denied.exitCode() ==> Errno.EAGAIN.number()
//: cause.en fork was not refused: RLIMIT_NPROC does not hold for root, so give up root first.
//: cause.ja fork が断られていません。RLIMIT_NPROC は root には効かないので、先に root をやめます。
//: evidence denied
//: wrong Exit denied = waitFor(forkChild(() -> { becomeOrdinaryUser(); forkChild(nothing); }))
//: hint.en Whose processes does RLIMIT_NPROC count?
//: hint.ja RLIMIT_NPROC が数えるのは、誰のプロセスでしょう。
//: hint.en becomeOrdinaryUser(), limitProcesses(0), forkChild(nothing), all in the child.
//: hint.ja becomeOrdinaryUser()、limitProcesses(0)、forkChild(nothing) を、すべて子の中で。
//: hint.en try { forkChild(nothing); } catch (SystemCallException e) { exit(e.errno().number()); }
//: hint.ja try { forkChild(nothing); } catch (SystemCallException e) { exit(e.errno().number()); }
//: why.en The limit counts all processes of the user, not the children of this one. EAGAIN means: later, perhaps. Lecture A says so and goes on; lecture B dies.
//: why.ja この制限は、このプロセスの子ではなく、そのユーザの全プロセスを数えます。EAGAIN は「後でなら、あるいは」という意味です。講義 A は知らせて続け、講義 B は死にます。

//: step root-is-exempt
//: goal.en The same without becoming an ordinary user: the child ends with 0 if it may fork, with EAGAIN if not. Keep its end as `asYouAre`.
//: goal.ja 一般ユーザにならずに同じことをします。fork できれば 0、できなければ EAGAIN で終わります。asYouAre に取ります。
//: predict.en For whom does the fork succeed: root, or an ordinary user?
//: predict.ja fork が成功するのは root と一般ユーザのどちらでしょう。答えは root か user
//: answer root
Exit asYouAre = waitFor(forkChild(() -> {
    limitProcesses(0);
    try {
        forkChild(nothing);
    } catch (SystemCallException e) {
        exit(e.errno().number());
    }
}))
System.out.println(System.getProperty("user.name") + ": " + asYouAre)
//: check asYouAre.exitCode() == 0 || asYouAre.exitCode() == Errno.EAGAIN.number() ==> true
//: cause.en The child ended otherwise than with 0 or EAGAIN.
//: cause.ja 子が 0 でも EAGAIN でもない終わり方をしました。
//: evidence asYouAre
//: wrong Exit asYouAre = waitFor(forkChild(() -> exit(5)))
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
