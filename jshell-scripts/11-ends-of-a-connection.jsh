// How a connection ends: half-close, RST, EPIPE; and what happens while nobody reads.

//: lab
//: title.en The ends of a connection
//: title.ja 接続の終わり方
//: minutes 25
//: builds 8
//: c.en shutdown(fd, SHUT_WR), SO_LINGER with 0, and the errno of read and write.
//: c.ja shutdown(fd, SHUT_WR)、値 0 の SO_LINGER、read と write の errno です。
//: lecture A | echoBackLoop(acc);

//: step half-close
//: goal.en With lecture A's loop on `server`: `alice` sends the 10 bytes of "last words", half-closes, and only then receives them, named `answer`; then she receives the end, named `rest`.
//: goal.ja server で講義 A のループを動かします。alice は "last words" の 10 バイトを送り、half-close してから、それを変数 answer に、続いて終わりを変数 rest に受け取ります。
//: predict.en After a half-close, can Alice still receive: yes or no?
//: predict.ja half-close の後も alice は受信できるでしょうか：yes か no
//: answer yes
//: show
Listener server = listen(0)
AcceptLoop loop = acceptLoop(server)
Client alice = connect(server.port())
alice.send("last words".getBytes())
alice.halfClose()
String answer = new String(alice.receive(10))
int rest = alice.receive(1).length
//: check text(answer) ==> "last words"
//: cause.en The echo did not come back whole: close only the sending direction.
//: cause.ja エコーが全部返っていません。閉じるのは送る向きだけです。
//: evidence sockets()
//: wrong Listener server = listen(0); AcceptLoop loop = acceptLoop(server); Client alice = connect(server.port()); alice.send("last".getBytes()); alice.halfClose(); String answer = new String(alice.receive(10)); int rest = 0
//: check halfClosed(alice) ==> true
//: cause.en Alice has not half-closed: alice.halfClose().
//: cause.ja alice が half-close していません：alice.halfClose()。
//: evidence sockets()
//: wrong Listener server = listen(0); AcceptLoop loop = acceptLoop(server); Client alice = connect(server.port()); alice.send("last words".getBytes()); String answer = new String(alice.receive(10)); int rest = 0
//: check echoed(alice) == 10 && waiting(alice) == 0 ==> true
//: cause.en Ten bytes have to go to the server and come back, and Alice has to receive them.
//: cause.ja 10 バイトをサーバに送り、返ってきたものを alice が受け取るはずです。
//: evidence sockets()
//: wrong Listener server = listen(0); Client alice = connect(server.port()); alice.halfClose(); String answer = "last words"; int rest = 0
//: check isNothing(rest) ==> true
//: cause.en There was more to receive than the ten bytes.
//: cause.ja 10 バイトより多く届きました。
//: evidence rest
//: wrong Listener server = listen(0); AcceptLoop loop = acceptLoop(server); Client alice = connect(server.port()); alice.send("last words".getBytes()); alice.halfClose(); String answer = new String(alice.receive(10)); int rest = 1
//: right var server = listen(0); var loop = acceptLoop(server); var alice = connect(server.port()); alice.send("last words".getBytes()); alice.halfClose(); byte[] answer = alice.receive(10); byte[] rest = alice.receive(1)
//: right Listener server = listen(0); AcceptLoop loop = acceptLoop(server, lectureA()); Client alice = connect(server.port()); alice.send("last ".getBytes()); alice.send("words".getBytes()); alice.halfClose(); String answer = new String(alice.receive(4)) + new String(alice.receive(6)); String rest = new String(alice.receive(5))
//: hint.en TCP has two directions. Which one does Alice end?
//: hint.ja TCP には 2 つの向きがあります。alice が終えるのはどちらでしょう。
//: hint.en halfClose() is shutdown(fd, SHUT_WR).
//: hint.ja halfClose() は shutdown(fd, SHUT_WR) です。
//: hint.en alice.halfClose(), then alice.receive(10)
//: hint.ja alice.halfClose()、それから alice.receive(10)
//: why.en FIN ended Alice's direction: the child read all, echoed all, read 0 and closed. This is how nc -N says "that was all".
//: why.ja FIN が終えたのは alice からの向きだけです。子はすべて読み、すべて返し、0 を読んで閉じました。nc -N が「以上です」と言う方法です。

//: step reset
//: goal.en On a listener `plain`, a child serves `bob` with `careful`, which ends with the errno of a failure. Bob says something and leaves with reset(). Name the end of the child `afterReset`.
//: goal.ja リスナ plain で、失敗の errno で終わる careful を使い、子が bob の処理を担当します。bob は何か言い、reset() で切断します。子の終わり方を変数 afterReset に入れます。
//: predict.en read in the child: (a) returns 0, as at an end, (b) fails with ECONNRESET?
//: predict.ja 子の read は：(a) 終わりと同じく 0 を返す (b) ECONNRESET で失敗する
//: answer b
Handler careful = c -> {
    try { echoBackLoop(c); } catch (SystemCallException e) { exit(e.errno().number()); }
}
Listener plain = listen(0)
Client bob = connect(plain.port())
Connection forBob = accept(plain)
Child served = forkChild(plain, forBob, careful)
forBob.close()
bob.say("hello")
bob.reset()
Exit afterReset = waitFor(served)
//: check failureInChildren("read") ==> "ECONNRESET"
//: cause.en The child did not see a reset: close() sends FIN, reset() sends RST.
//: cause.ja 子に届いたのは RST ではありません。close() は FIN を、reset() は RST を送ります。
//: evidence afterReset
//: wrong Listener plain = listen(0); Client bob = connect(plain.port()); Connection forBob = accept(plain); Child served = forkChild(plain, forBob, c -> echoBackLoop(c)); forBob.close(); bob.say("hello"); bob.close(); Exit afterReset = waitFor(served)
//: check wasReset(bob) ==> true
//: cause.en Bob has not left with reset().
//: cause.ja bob が reset() で切断していません。
//: evidence sockets()
//: check ending(afterReset) ==> "exit " + Errno.ECONNRESET.number()
//: cause.en The child did not end with the number of the errno.
//: cause.ja 子が errno の番号で終わっていません。
//: evidence afterReset
//: when found().contains("of no child")
//: cause.en No child of this step has ended so: take the status from waitFor or reap.
//: cause.ja このステップで、そのように終わった子はいません。waitFor か reap から受け取ってください。
//: right Handler careful = c -> { int code = 0; try { echoBackLoop(c); } catch (SystemCallException e) { code = e.errno().number(); } exit(code); }; Listener plain = listen(0); Client bob = connect(plain.port()); Connection forBob = accept(plain); Child served = forkChild(plain, forBob, careful); forBob.close(); bob.say("x"); bob.reset(); int afterReset = waitFor(served).exitCode()
//: right Handler careful = c -> { try { echoBackLoop(c); } catch (SystemCallException e) { exit(104); } }; var plain = listen(0); var bob = connect(plain.port()); var forBob = accept(plain); var served = forkChild(plain, forBob, careful); forBob.close(); bob.say("x"); bob.reset(); var afterReset = waitFor(served)
//: hint.en Which segment ends a connection in order, and which breaks it off?
//: hint.ja 接続を順序よく終えるセグメントはどれで、いきなり断ち切るのはどれでしょう。
//: hint.en reset() is close with SO_LINGER 0.
//: hint.ja reset() は SO_LINGER を 0 にした close です。
//: hint.en bob.reset(), then Exit afterReset = waitFor(served)
//: hint.ja bob.reset()、それから Exit afterReset = waitFor(served)
//: why.en RST is an error, not an end. It cost this one child; the parent and all others never noticed. That is what a process for each client buys.
//: why.ja RST は終わりではなくエラーです。失われたのはこの子だけで、親もほかの子も気づきません。クライアントごとにプロセスを持つ利点です。

//: step broken-pipe
//: goal.en The other way round: the child that serves `carol` is killed. Let her send until a send fails; name the errno `broken`.
//: goal.ja 逆の場合です。carol の処理を担当する子を kill します。send が失敗するまで送り、errno を変数 broken に入れます。
//: predict.en Does the very first send after the end of the server process fail: yes or no?
//: predict.ja サーバのプロセスが終了した後、最初の send から失敗するでしょうか：yes か no
//: answer no
Client carol = connect(plain.port())
Connection forCarol = accept(plain)
Child doomed = forkChild(plain, forCarol, careful)
forCarol.close()
carol.say("hello")
kill(doomed, SIGKILL)
waitFor(doomed)
Errno broken = null
while (broken == null) {
    try { carol.send("is anybody there?".getBytes()); }
    catch (SystemCallException e) { broken = e.errno(); }
}
//: check refused("send", broken) ==> "EPIPE"
//: cause.en No send has failed with EPIPE: is the server's end really gone, the parent's copy too?
//: cause.ja EPIPE で失敗した send がありません。サーバ側は、親のコピーも含めて、本当になくなっていますか。
//: evidence broken
//: wrong Client carol = connect(plain.port()); Connection forCarol = accept(plain); Errno broken = Errno.EPIPE
//: check stateOf(carol) ==> "none"
//: cause.en Carol's connection still exists.
//: cause.ja carol の接続がまだあります。
//: evidence sockets()
//: right var carol = connect(plain.port()); var forCarol = accept(plain); var doomed = forkChild(plain, forCarol, careful); forCarol.close(); kill(doomed, SIGKILL); waitFor(doomed); String broken = ""; while (broken.isEmpty()) { try { carol.send("x".getBytes()); } catch (SystemCallException e) { broken = e.errno().name(); } }
//: right Client carol = connect(plain.port()); Connection forCarol = accept(plain); Child doomed = forkChild(plain, forCarol, c -> pause()); forCarol.close(); kill(doomed, SIGTERM); waitFor(doomed); SystemCallException broken = null; while (broken == null) { try { carol.send("x".getBytes()); } catch (SystemCallException e) { broken = e; } }
//: hint.en What does the kernel answer to bytes for a connection that nobody has?
//: hint.ja 持ち主のいない接続へのバイトに、カーネルは何と答えるでしょう。
//: hint.en The first send brings RST back; the next one fails.
//: hint.ja 最初の send には RST が返り、次の send が失敗します。
//: hint.en while (broken == null) { try { carol.send(...); } catch (SystemCallException e) { broken = e.errno(); } }
//: hint.ja while (broken == null) { try { carol.send(...); } catch (SystemCallException e) { broken = e.errno(); } }
//: why.en The first send only fills the buffer, so it succeeds. The answer is RST, and then EPIPE; a C program that does not ignore SIGPIPE is killed by it.
//: why.ja 最初の send はバッファに入れるだけなので成功します。応答は RST で、次の send が EPIPE になります。SIGPIPE を無視していない C のプログラムは、ここで SIGPIPE で終了します。

//: step stopped-server
//: goal.en A child serves `dave`; stop it with SIGSTOP, then let Dave send 1000 bytes. Name the child `frozen` and look at RECV-Q in sockets().
//: goal.ja 子が dave の処理を担当します。それを SIGSTOP で止め、dave に 1000 バイト送らせます。子を変数 frozen に入れ、sockets() の RECV-Q を見ます。
//: predict.en Dave's send: (a) fails, (b) waits, (c) succeeds?
//: predict.ja dave の send は：(a) 失敗する (b) 待つ (c) 成功する
//: answer c
Client dave = connect(plain.port())
Connection forDave = accept(plain)
Child frozen = forkChild(plain, forDave, careful)
forDave.close()
dave.say("hello")
kill(frozen, SIGSTOP)
until(() -> frozen.state() == ChildState.STOPPED)
dave.send(new byte[1000])
sockets()
//: check stateOf(frozen) ==> "T"
//: cause.en The child is not stopped.
//: cause.ja 子が止まっていません。
//: evidence ps()
//: wrong Client dave = connect(plain.port()); Connection forDave = accept(plain); Child frozen = forkChild(plain, forDave, careful); forDave.close(); dave.say("hello"); dave.send(new byte[1000])
//: check unread(dave) ==> 1000
//: cause.en There should be 1000 bytes that the stopped child has not read.
//: cause.ja 止まった子が読んでいない 1000 バイトがあるはずです。
//: evidence sockets()
//: wrong Client dave = connect(plain.port()); Connection forDave = accept(plain); Child frozen = forkChild(plain, forDave, careful); forDave.close(); dave.say("hello"); kill(frozen, SIGSTOP); until(() -> frozen.state() == ChildState.STOPPED)
//: right var dave = connect(plain.port()); var forDave = accept(plain); var frozen = forkChild(plain, forDave, careful); forDave.close(); kill(frozen, SIGSTOP); until(() -> frozen.state() == ChildState.STOPPED); dave.send(new byte[500]); dave.send(new byte[500])
//: right Client dave = connect(plain.port()); Connection forDave = accept(plain); int frozen = forkChild(plain, forDave, careful).pid(); forDave.close(); dave.say("x"); kill(frozen, SIGSTOP); until(() -> children().get(0).state() == ChildState.STOPPED); dave.send("y".repeat(1000).getBytes())
//: hint.en Who takes the bytes that arrive: the process or the kernel?
//: hint.ja 届いたバイトを受け取るのは、プロセスでしょうか、カーネルでしょうか。
//: hint.en kill(frozen, SIGSTOP), then send, which does not wait for an echo.
//: hint.ja kill(frozen, SIGSTOP)、それからエコーを待たない send です。
//: hint.en kill(frozen, SIGSTOP), dave.send(new byte[1000]), sockets()
//: hint.ja kill(frozen, SIGSTOP)、dave.send(new byte[1000])、sockets()
//: why.en The kernel acknowledges and keeps the bytes. Only when the receive buffer is full does the window close and the sender wait.
//: why.ja カーネルが受け取りを知らせ、バイトを持っています。受信バッファがいっぱいになって初めてウィンドウが閉じ、送り手が待ちます。

//: step continued
//: goal.en Let the child go on and receive the 1000 bytes, named `back`.
//: goal.ja 子を再開させ、1000 バイトを変数 back に受け取ります。
kill(frozen, SIGCONT)
byte[] back = dave.receive(1000)
//: check count(back) ==> 1000
//: cause.en Not all bytes came back.
//: cause.ja 全部のバイトが返っていません。
//: evidence count(back)
//: wrong kill(frozen, SIGCONT); byte[] back = dave.receive(10)
//: check unread(dave) ==> 0
//: cause.en There are bytes that the child has not read yet.
//: cause.ja 子がまだ読んでいないバイトがあります。
//: evidence sockets()
//: wrong byte[] back = new byte[1000]
//: check echoed(dave) >= 1000 && waiting(dave) == 0 ==> true
//: cause.en The 1000 bytes have not been echoed, or Dave has not received them.
//: cause.ja 1000 バイトがエコーされていないか、dave がまだ受け取っていません。
//: evidence sockets()
//: wrong kill(frozen, SIGCONT); byte[] back = new byte[1000]
//: right kill(frozen, SIGCONT); int back = dave.receive(1000).length
//: right kill(frozen, SIGCONT); String back = new String(dave.receive(600)) + new String(dave.receive(400))
//: hint.en Which signal wakes a stopped process?
//: hint.ja 止まったプロセスを起こすシグナルは何でしょう。
//: hint.en SIGCONT; then receive(1000).
//: hint.ja SIGCONT です。それから receive(1000)。
//: hint.en kill(frozen, SIGCONT), then byte[] back = dave.receive(1000)
//: hint.ja kill(frozen, SIGCONT)、それから byte[] back = dave.receive(1000)
//: why.en Nothing was lost: TCP kept it. A server that hangs looks like one that is slow, until somebody looks at Recv-Q.
//: why.ja 何も失われませんでした。TCP が持っていたからです。止まったサーバは、Recv-Q を見るまでは遅いサーバと区別がつきません。

//: end
belongings().end()
System.out.println("children left: " + children().size())
/exit
