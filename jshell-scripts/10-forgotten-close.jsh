// The classic mistakes of a forking server: somebody forgets to close, or to exit.

//: lab
//: title.en Whoever forgets to close
//: title.ja close を忘れると
//: lecture A | close(acc);    // アクセプトソケットクローズ
//: lecture A | close(sock);  // サーバソケットクローズ

//: step parent-keeps
//: goal.en Break it: start `leaky`, whose parent forgets close(acc). Client `alice` says something, half-closes, and her child ends. Look at sockets().
//: goal.ja 壊します。親が close(acc) を忘れる leaky を始めます。alice が何か言って half-close し、その子が終わります。sockets() を見ます。
//: predict.en The child has closed its end and is gone. Does Alice see the end of the stream: yes or no?
//: predict.ja 子は自分の端を閉じて、もういません。alice にストリームの終わりは見えるでしょうか：yes か no
//: answer no
//: lecture A | acc = -1;
//: show
Listener server = listen(0)
AcceptLoop leaky = acceptLoop(server, lectureA().mistake(PARENT_KEEPS_CONNECTION))
Client alice = connect(server.port())
alice.say("hello")
alice.halfClose()
until(() -> children().isEmpty())
sockets()
//: check stateOf(alice) ==> "FIN_WAIT2"
//: cause.en Alice should have said goodbye and have no answer: half-close her, and let the parent keep its copy.
//: cause.ja alice は別れを告げ、返事がない状態のはずです。half-close し、親には写しを持たせたままにします。
//: evidence sockets()
//: wrong Listener server = listen(0); AcceptLoop leaky = acceptLoop(server, lectureA()); Client alice = connect(server.port()); alice.say("hello"); alice.halfClose(); until(() -> children().isEmpty())
//: check alive() ==> 0
//: cause.en Her child still lives: the point is that even its end does not help.
//: cause.ja 子がまだ生きています。子が終わっても役に立たない、というのが要点です。
//: evidence ps()
//: hint.en Who still holds a copy of the connection?
//: hint.ja 接続の写しをまだ持っているのは誰でしょう。
//: hint.en acceptLoop(server, lectureA().mistake(...)) makes the mistake; halfClose() says goodbye.
//: hint.ja acceptLoop(server, lectureA().mistake(...)) で間違いを起こします。halfClose() が別れの挨拶です。
//: hint.en lectureA().mistake(PARENT_KEEPS_CONNECTION)
//: hint.ja lectureA().mistake(PARENT_KEEPS_CONNECTION)
//: why.en The parent's forgotten copy keeps the socket open: no FIN goes out, and Alice would wait in receive for ever. The table shows who holds it.
//: why.ja 親が忘れた写しがソケットを開いたままにします。FIN は送られず、alice は receive で永久に待つことになります。誰が持っているかは表に出ています。

//: step descriptors-run-out
//: goal.en Five more clients come and go. Compare the number of descriptors, `before` and `after`.
//: goal.ja さらに五人のクライアントが来て去ります。ディスクリプタの数を before と after で比べます。
//: predict.en By how many does the parent's table grow?
//: predict.ja 親のディスクリプタはいくつ増えるでしょう。
//: answer 5
//: lecture B | close(clntSock);  /* 親プロセスはクライアントのソケットをクローズ */
int before = fds().size()
for (int i = 0; i < 5; i++) {
    Client passing = connect(server.port());
    passing.say("hello");
    passing.close();
}
int after = fds().size()
//: check after - before ==> 5
//: cause.en Count fds() before and after exactly five clients that say something and close.
//: cause.ja 何か言って閉じるクライアントちょうど五人の前と後に、fds() を数えます。
//: evidence fds()
//: wrong int before = fds().size(); int after = before
//: hint.en What does each client leave behind in the parent?
//: hint.ja 各クライアントは親に何を残していくでしょう。
//: hint.en fds().size() counts; a loop of connect, say, close.
//: hint.ja fds().size() で数えます。connect、say、close のループです。
//: hint.en int before = fds().size(), the loop, int after = fds().size()
//: hint.ja int before = fds().size()、ループ、int after = fds().size()
//: why.en One descriptor a client. At ulimit -n, often 1024, accept fails with EMFILE and the server is dead for everybody.
//: why.ja クライアント一人につき一つです。ulimit -n（多くは 1024）に達すると accept が EMFILE で失敗し、サーバは全員に対して死にます。

//: step parent-closes
//: goal.en Mend it: stop `leaky`, start `good` on the same listener without the mistake; `bob` says something, half-closes and receives the end as `end`.
//: goal.ja 直します。leaky を止め、同じ listener で間違いのない good を始めます。bob が何か言って half-close し、終わりを end に受け取ります。
leaky.stop()
AcceptLoop good = acceptLoop(server, lectureA())
Client bob = connect(server.port())
bob.say("hello")
bob.halfClose()
byte[] end = bob.receive(1)
//: check stateOf(bob).matches("TIME_WAIT|none") ==> true
//: cause.en Bob has not seen the end: somebody still holds a copy of his connection.
//: cause.ja bob に終わりが届いていません。誰かが接続の写しを持っています。
//: evidence sockets()
//: wrong leaky.stop(); AcceptLoop good = acceptLoop(server, lectureA().mistake(PARENT_KEEPS_CONNECTION)); Client bob = connect(server.port()); bob.say("hello"); bob.halfClose(); byte[] end = {}
//: check end.length ==> 0
//: cause.en There were bytes left that Bob had not received before.
//: cause.ja bob がまだ受け取っていないバイトが残っていました。
//: evidence end.length
//: hint.en Which two lines of the lecture close acc, and where?
//: hint.ja 講義のどの二行が、どこで acc を閉じているでしょう。
//: hint.en acceptLoop(server, lectureA()) closes in both processes.
//: hint.ja acceptLoop(server, lectureA()) は両方のプロセスで閉じます。
//: hint.en leaky.stop(), then AcceptLoop good = acceptLoop(server, lectureA())
//: hint.ja leaky.stop()、それから AcceptLoop good = acceptLoop(server, lectureA())
//: why.en Both copies closed, FIN went out, and Bob read the end.
//: why.ja 両方の写しが閉じて FIN が送られ、bob は終わりを読みました。

//: step child-keeps-listener
//: goal.en Break it: `clingy`, whose child keeps the listener. `carol` is being served when the loop stops and the parent closes the listener. Try to listen on the port again; keep the errno as `refused`.
//: goal.ja 壊します。子が listener を持ち続ける clingy です。carol の相手をしている間にループを止め、親は listener を閉じます。もう一度そのポートで listen し、errno を refused に取ります。
//: predict.en The parent has closed the listener. Is the port free: yes or no?
//: predict.ja 親は listener を閉じました。ポートは空いているでしょうか：yes か no
//: answer no
//: lecture B | close(servSock);
good.stop()
AcceptLoop clingy = acceptLoop(server, lectureA().mistake(CHILD_KEEPS_LISTENER))
Client carol = connect(server.port())
carol.say("hello")
clingy.stop()
server.close()
Errno refused = null
try {
    listen(server.port());
} catch (SystemCallException e) {
    refused = e.errno();
}
sockets()
//: check listeners(server.port()) ==> 1
//: cause.en Nobody listens there: Carol's child should hold a copy of the listener.
//: cause.ja 誰も待っていません。carol の子が listener の写しを持っているはずです。
//: evidence sockets()
//: wrong good.stop(); AcceptLoop clingy = acceptLoop(server, lectureA()); Client carol = connect(server.port()); carol.say("hello"); clingy.stop(); server.close(); Errno refused = null
//: check refused ==> Errno.EADDRINUSE
//: cause.en listen was not refused, or for another reason.
//: cause.ja listen が断られていないか、別の理由です。
//: evidence refused
//: hint.en Who else has the listener since the fork?
//: hint.ja fork 以来、listener を持っているのはほかに誰でしょう。
//: hint.en mistake(CHILD_KEEPS_LISTENER); stop and close while Carol is connected.
//: hint.ja mistake(CHILD_KEEPS_LISTENER)。carol がつながっている間に stop と close をします。
//: hint.en try { listen(server.port()); } catch (SystemCallException e) { refused = e.errno(); }
//: hint.ja try { listen(server.port()); } catch (SystemCallException e) { refused = e.errno(); }
//: why.en The child's copy keeps the port. Clients even connect to it, and nobody will ever accept them. This is the restart that fails in the night.
//: why.ja 子の写しがポートを占有しています。クライアントは接続までできますが、accept する者はいません。夜中に再起動が失敗する、あの不具合です。

//: step child-closes-listener
//: goal.en Mend it: Carol leaves; `again` listens on the port with `right`, a loop without the mistake. `dave` is being served when `right` stops and `again` closes; a third listener `third` takes the port at once.
//: goal.ja 直します。carol が去り、again がそのポートで待ち、間違いのないループ right を動かします。dave の相手をしている間に right を止めて again を閉じても、三つ目の listener の third がすぐポートを取れます。
carol.close()
until(() -> children().isEmpty())
Listener again = listen(server.port())
AcceptLoop right = acceptLoop(again, lectureA())
Client dave = connect(again.port())
dave.say("hello")
right.stop()
again.close()
Listener third = listen(server.port())
//: check third.isOpen() && listeners(server.port()) == 1 ==> true
//: cause.en The port is not yours: a child still holds an old listener.
//: cause.ja ポートが取れていません。子が古い listener を持っています。
//: evidence sockets()
//: wrong carol.close(); until(() -> children().isEmpty()); Listener again = listen(server.port()); AcceptLoop right = acceptLoop(again, lectureA().mistake(CHILD_KEEPS_LISTENER)); Client dave = connect(again.port()); dave.say("hello"); right.stop(); again.close(); Listener third = again
//: check dave.say("still there?") ==> "still there?"
//: cause.en Dave's child has ended: stopping a loop leaves its children alone.
//: cause.ja dave の子が終わっています。ループを止めても子は続くはずです。
//: evidence ps()
//: wrong carol.close(); until(() -> children().isEmpty()); Listener third = listen(server.port()); Client dave = connect(third.port()); dave.halfClose(); accept(third).close()
//: hint.en What must each child do first?
//: hint.ja 各子が最初にすべきことは何でしょう。
//: hint.en A loop without mistakes: acceptLoop(again, lectureA()).
//: hint.ja 間違いのないループ：acceptLoop(again, lectureA())。
//: hint.en right.stop(), again.close(), Listener third = listen(server.port())
//: hint.ja right.stop()、again.close()、Listener third = listen(server.port())
//: why.en Dave's child serves on with its connection alone, and the port is free for a new server.
//: why.ja dave の子は接続だけを持って続き、ポートは新しいサーバのために空いています。

//: step child-forgets-exit
//: goal.en One more: `wild`, whose child keeps the listener and forgets _exit. A client `erin` comes on a new listener `open` and leaves. Look who is in accept.
//: goal.ja もう一つ。子が listener を持ち続け、_exit も忘れる wild です。新しい listener の open に erin が来て、去ります。誰が accept にいるかを見ます。
//: predict.en How many processes wait for clients on that port then?
//: predict.ja そのとき、そのポートでクライアントを待つプロセスはいくつあるでしょう。
//: answer 2
//: lecture A | _exit(1);
dave.close()
until(() -> children().isEmpty())
third.close()
Listener open = listen(0)
AcceptLoop wild = acceptLoop(open, lectureA().mistake(CHILD_KEEPS_LISTENER).mistake(CHILD_FORGETS_EXIT))
Client erin = connect(open.port())
erin.say("hello")
until(() -> children().size() == 1)
Child runaway = children().get(0)
erin.close()
ps()
//: check stateOf(runaway.pid()).matches("[SR]") ==> true
//: cause.en The child has ended as it should: make both mistakes.
//: cause.ja 子が正しく終わっています。二つの間違いを両方とも起こします。
//: evidence ps()
//: wrong dave.close(); Listener open = listen(0); AcceptLoop wild = acceptLoop(open, lectureA()); Client erin = connect(open.port()); erin.say("hello"); Child runaway = children().get(children().size() - 1); erin.close(); until(() -> !runaway.isAlive())
//: check socketsOf(runaway.pid()) ==> 1
//: cause.en It should hold the listener and nothing else.
//: cause.ja listener だけを持っているはずです。
//: evidence fds(runaway.pid())
//: hint.en Where does a child go on that does not exit?
//: hint.ja exit しない子は、どこへ進むでしょう。
//: hint.en mistake(...) can be said twice.
//: hint.ja mistake(...) は二度書けます。
//: hint.en lectureA().mistake(CHILD_KEEPS_LISTENER).mistake(CHILD_FORGETS_EXIT)
//: hint.ja lectureA().mistake(CHILD_KEEPS_LISTENER).mistake(CHILD_FORGETS_EXIT)
//: why.en fork copies the program counter, too: without _exit the child goes on in the parent's loop and becomes a second server, then a third.
//: why.ja fork は実行位置も写します。_exit がなければ、子は親のループの続きに入り、二つ目、三つ目のサーバになります。

//: end
belongings().end()
System.out.println("children left: " + children().size())
/exit
