// The classic mistakes of a forking server: somebody forgets to close, or to exit.

//: lab
//: title.en Whoever forgets to close
//: title.ja close を忘れると
//: minutes 30
//: builds 8
//: c.en The same server with one line left out: close(acc), close(sock) or _exit(1).
//: c.ja 同じサーバから close(acc)、close(sock)、_exit(1) のどれか 1 行を抜いたものです。
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
//: check echoed(alice) > 0 ==> true
//: cause.en Nobody has served Alice: start the loop, and let her say something before she half-closes.
//: cause.ja alice に応答した者がいません。ループを始め、half-close の前に何か言わせます。
//: evidence sockets()
//: wrong Listener server = listen(0); Client alice = connect(server.port()); alice.halfClose()
//: check stateOf(alice) ==> "FIN_WAIT2"
//: cause.en Alice should have sent FIN and wait for the other side in FIN_WAIT2: half-close her, and let the parent keep its copy.
//: cause.ja alice は FIN を送り、相手の FIN を待つ FIN_WAIT2 のはずです。half-close し、親にはコピーを持たせたままにします。
//: evidence sockets()
//: wrong Listener server = listen(0); AcceptLoop leaky = acceptLoop(server, lectureA()); Client alice = connect(server.port()); alice.say("hello"); alice.halfClose(); until(() -> children().isEmpty())
//: check alive() ==> 0
//: cause.en Her child still lives: the point is that even its end does not help.
//: cause.ja 子がまだ生きています。子が終わっても役に立たない、というのが要点です。
//: evidence ps()
//: right var server = listen(0); var leaky = acceptLoop(server, lectureA().mistake(PARENT_KEEPS_CONNECTION)); var alice = connect(server.port()); alice.say("x"); alice.halfClose()
//: right Listener server = listen(0); Client alice = connect(server.port()); Connection acc = accept(server); Child child = forkChild(() -> { server.close(); echoBackLoop(acc); acc.close(); exit(1); }); alice.say("x"); alice.halfClose(); waitFor(child)
//: hint.en Who still holds a copy of the connection?
//: hint.ja 接続のコピーをまだ持っているのは誰でしょう。
//: hint.en acceptLoop(server, lectureA().mistake(...)) makes the mistake; halfClose() says goodbye.
//: hint.ja acceptLoop(server, lectureA().mistake(...)) で間違いを起こします。halfClose() がFIN を送ります。
//: hint.en lectureA().mistake(PARENT_KEEPS_CONNECTION)
//: hint.ja lectureA().mistake(PARENT_KEEPS_CONNECTION)
//: why.en The parent's forgotten copy keeps the socket open: no FIN goes out, and Alice would wait in receive for ever. The table shows who holds it.
//: why.ja 親が忘れたコピーがソケットを開いたままにします。FIN は送られず、alice は receive で永久に待つことになります。誰が持っているかは表に出ています。

//: step descriptors-run-out
//: goal.en Five more clients come and go. Compare the number of descriptors, two ints `before` and `after`.
//: goal.ja さらに 5 人のクライアントが来て切断します。ディスクリプタの数を int の before と after に入れて比べます。
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
//: check accepted() >= 5 ==> true
//: cause.en Five clients have to come in this step.
//: cause.ja このステップで 5 人のクライアントが来るはずです。
//: evidence timeline()
//: wrong int before = 10; int after = 15
//: check number(after) - number(before) ==> 5
//: cause.en Count fds() before and after exactly five clients that say something and close.
//: cause.ja 何か言って閉じるクライアントちょうど 5 人の前と後に、fds() を数えます。
//: evidence fds()
//: wrong int before = fds().size(); for (int i = 0; i < 5; i++) { Client passing = connect(server.port()); passing.say("x"); passing.close(); } int after = before
//: check Math.abs(number(after) - fds().size()) < 4 ==> true
//: cause.en `after` is not the number of descriptors that this process has: fds().size().
//: cause.ja after がこのプロセスのディスクリプタ数と違います：fds().size()。
//: evidence fds()
//: wrong int before = 0; for (int i = 0; i < 5; i++) { Client passing = connect(server.port()); passing.say("x"); passing.close(); } int after = 5
//: right long before = fds().size(); for (int i = 0; i < 5; i++) { try (Client passing = connect(server.port())) { passing.say("x"); } } long after = fds().size()
//: right int before = new File("/proc/self/fd").list().length; List<Client> five = new ArrayList<>(); while (five.size() < 5) { five.add(connect(server.port())); } for (Client each : five) { each.say("x"); each.close(); } int after = new File("/proc/self/fd").list().length
//: hint.en What does each client leave behind in the parent?
//: hint.ja 各クライアントは親に何を残していくでしょう。
//: hint.en fds().size() counts; a loop of connect, say, close.
//: hint.ja fds().size() で数えます。connect、say、close のループです。
//: hint.en int before = fds().size(), the loop, int after = fds().size()
//: hint.ja int before = fds().size()、ループ、int after = fds().size()
//: why.en One descriptor a client. At ulimit -n, often 1024, accept fails with EMFILE and the server is dead for everybody.
//: why.ja クライアント 1 人につき 1 つです。ulimit -n（多くは 1024）に達すると accept が EMFILE で失敗し、サーバは誰にも応答できなくなります。

//: step parent-closes
//: goal.en Mend it: stop `leaky`, start `good` on the same listener without the mistake; `bob` says something, half-closes and receives the end, named `end`.
//: goal.ja 直します。leaky を止め、同じリスナで間違いのない good を始めます。bob が何か言って half-close し、終わりを変数 end に受け取ります。
leaky.stop()
AcceptLoop good = acceptLoop(server, lectureA())
Client bob = connect(server.port())
bob.say("hello")
bob.halfClose()
byte[] end = bob.receive(1)
//: check echoed(bob) > 0 && halfClosed(bob) ==> true
//: cause.en Bob has to say something and to half-close.
//: cause.ja bob が何か言い、half-close するはずです。
//: evidence sockets()
//: wrong leaky.stop(); AcceptLoop good = acceptLoop(server, lectureA()); Client bob = connect(server.port()); bob.close(); byte[] end = {}
//: check stateOf(bob).matches("TIME_WAIT|none") ==> true
//: cause.en Bob has not seen the end: somebody still holds a copy of his connection.
//: cause.ja bob に終わりが届いていません。誰かが接続のコピーを持っています。
//: evidence sockets()
//: wrong leaky.stop(); AcceptLoop good = acceptLoop(server, lectureA().mistake(PARENT_KEEPS_CONNECTION)); Client bob = connect(server.port()); bob.say("hello"); bob.halfClose(); byte[] end = {}
//: check isNothing(end) ==> true
//: cause.en There were bytes left that Bob had not received before.
//: cause.ja bob がまだ受け取っていないバイトが残っていました。
//: evidence end
//: right leaky.stop(); var good = acceptLoop(server); var bob = connect(server.port()); bob.say("x"); bob.halfClose(); int end = bob.receive(1).length
//: right leaky.stop(); AcceptLoop good = acceptLoop(server, lectureA()); Client bob = connect(server.port()); bob.send("x".getBytes()); bob.receive(1); bob.halfClose(); String end = new String(bob.receive(10))
//: hint.en Which two lines of the lecture close acc, and where?
//: hint.ja 講義のどの 2 行が、どこで acc を閉じているでしょう。
//: hint.en acceptLoop(server, lectureA()) closes in both processes.
//: hint.ja acceptLoop(server, lectureA()) は両方のプロセスで閉じます。
//: hint.en leaky.stop(), then AcceptLoop good = acceptLoop(server, lectureA())
//: hint.ja leaky.stop()、それから AcceptLoop good = acceptLoop(server, lectureA())
//: why.en Both copies closed, FIN went out, and Bob read the end.
//: why.ja 両方のコピーが閉じて FIN が送られ、bob は終わりを読みました。

//: step child-keeps-listener
//: goal.en Break it: `clingy`, whose child keeps the listener. `carol` is being served when the loop stops and the parent closes the listener. Try to listen on the port again; name the errno `refused`.
//: goal.ja 壊します。子がリスナを持ち続ける clingy です。carol の処理中にループを止め、親はリスナを閉じます。もう一度そのポートで listen し、errno を変数 refused に入れます。
//: predict.en The parent has closed the listener. Is the port free: yes or no?
//: predict.ja 親は リスナ を閉じました。ポートは空いているでしょうか：yes か no
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
//: check listeners(server) ==> 1
//: cause.en Nobody listens there: Carol's child should hold a copy of the listener.
//: cause.ja 誰も待っていません。carol の子が リスナのコピーを持っているはずです。
//: evidence sockets()
//: wrong good.stop(); AcceptLoop clingy = acceptLoop(server, lectureA()); Client carol = connect(server.port()); carol.say("hello"); clingy.stop(); server.close(); Errno refused = null
//: check refused("bind", refused) ==> "EADDRINUSE"
//: cause.en listen was not refused, or for another reason.
//: cause.ja listen が断られていないか、別の理由です。
//: evidence refused
//: wrong good.stop(); AcceptLoop clingy = acceptLoop(server, lectureA().mistake(CHILD_KEEPS_LISTENER)); Client carol = connect(server.port()); carol.say("hello"); clingy.stop(); server.close(); Errno refused = Errno.EADDRINUSE
//: right good.stop(); var clingy = acceptLoop(server, lectureA().mistake(CHILD_KEEPS_LISTENER)); var carol = connect(server.port()); carol.say("x"); clingy.stop(); server.close(); String refused = "none"; try { listen(server.port()); } catch (SystemCallException e) { refused = e.getMessage(); }
//: right good.stop(); AcceptLoop clingy = acceptLoop(server, lectureA().mistake(CHILD_KEEPS_LISTENER)); Client carol = connect(server.port()); carol.say("x"); clingy.stop(); server.close(); int refused = 0; try { listen(server.port()); } catch (SystemCallException e) { refused = e.errno().number(); }
//: hint.en Who else has the listener since the fork?
//: hint.ja fork 以来、リスナ を持っているのはほかに誰でしょう。
//: hint.en mistake(CHILD_KEEPS_LISTENER); stop and close while Carol is connected.
//: hint.ja mistake(CHILD_KEEPS_LISTENER)。carol がつながっている間に stop と close をします。
//: hint.en try { listen(server.port()); } catch (SystemCallException e) { refused = e.errno(); }
//: hint.ja try { listen(server.port()); } catch (SystemCallException e) { refused = e.errno(); }
//: why.en The child's copy keeps the port. Clients even connect to it, and nobody will ever accept them. This is the restart that fails in the night.
//: why.ja 子のコピーがポートを占有しています。クライアントは接続までできますが、accept する者はいません。夜中に再起動が失敗する、あの不具合です。

//: step child-closes-listener
//: goal.en Mend it: Carol leaves; `again` listens on the port with `right`, a loop without the mistake. `dave` is being served when `right` stops and `again` closes; a third listener `third` takes the port at once.
//: goal.ja 直します。carol が切断し、again がそのポートで待ち受け、間違いのないループ right を動かします。dave の処理中に right を止めて again を閉じても、3 つ目のリスナ third がすぐポートを取れます。
carol.close()
until(() -> children().isEmpty())
Listener again = listen(server.port())
AcceptLoop right = acceptLoop(again, lectureA())
Client dave = connect(again.port())
dave.say("hello")
right.stop()
again.close()
Listener third = listen(server.port())
//: check isOpen(third) && listeners(server) == 1 ==> true
//: cause.en The port is not yours: a child still holds an old listener.
//: cause.ja ポートが取れていません。子が古い リスナ を持っています。
//: evidence sockets()
//: wrong carol.close(); until(() -> children().isEmpty()); Listener again = listen(server.port()); AcceptLoop right = acceptLoop(again, lectureA().mistake(CHILD_KEEPS_LISTENER)); Client dave = connect(again.port()); dave.say("hello"); right.stop(); again.close(); Listener third = again
//: check hears(dave) ==> true
//: cause.en Dave's child has ended: stopping a loop leaves its children alone.
//: cause.ja dave の子が終わっています。ループを止めても子は続くはずです。
//: evidence ps()
//: wrong carol.close(); until(() -> children().isEmpty()); Listener third = listen(server.port()); Client dave = connect(third.port()); dave.halfClose(); accept(third).close()
//: right carol.close(); until(() -> children().isEmpty()); var again = listen(server.port()); var right = acceptLoop(again); var dave = connect(again.port()); dave.say("x"); right.stop(); again.close(); var third = listen(server.port())
//: right carol.close(); until(() -> children().isEmpty()); Listener again = listen(server.port()); Client dave = connect(again.port()); Connection acc = accept(again); forkChild(again, acc, c -> echoBackLoop(c)); acc.close(); again.close(); Listener third = listen(server.port())
//: hint.en What must each child do first?
//: hint.ja 各子が最初にすべきことは何でしょう。
//: hint.en A loop without mistakes: acceptLoop(again, lectureA()).
//: hint.ja 間違いのないループ：acceptLoop(again, lectureA())。
//: hint.en right.stop(), again.close(), Listener third = listen(server.port())
//: hint.ja right.stop()、again.close()、Listener third = listen(server.port())
//: why.en Dave's child serves on with its connection alone, and the port is free for a new server.
//: why.ja dave の子は接続だけを持って続き、ポートは新しいサーバのために空いています。

//: step child-forgets-exit
//: goal.en One more: `wild`, whose child keeps the listener and forgets _exit. A client `erin` comes on a new listener `open` and leaves. Name her child `runaway` and look who is in accept.
//: goal.ja もう 1 つ。子がリスナを持ち続け、_exit も忘れる wild です。新しいリスナ open に erin が来て、切断します。その子を変数 runaway に入れ、誰が accept にいるかを見ます。
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
Child runaway = children().get(0)
erin.close()
ps()
//: check stateOf(runaway).matches("[SR]") ==> true
//: cause.en The child has ended as it should: make both mistakes.
//: cause.ja 子が正しく終わっています。2 つの間違いを両方とも起こします。
//: evidence ps()
//: wrong dave.close(); Listener open = listen(0); AcceptLoop wild = acceptLoop(open, lectureA()); Client erin = connect(open.port()); erin.say("hello"); Child runaway = children().get(children().size() - 1); erin.close(); until(() -> !runaway.isAlive())
//: check socketsOf(runaway) ==> 1
//: cause.en It should hold the listener and nothing else.
//: cause.ja リスナ だけを持っているはずです。
//: evidence sockets()
//: check forked(runaway) ==> true
//: cause.en That child was not forked in this step.
//: cause.ja このステップで fork した子ではありません。
//: evidence ps()
//: right dave.close(); until(() -> children().isEmpty()); third.close(); var open = listen(0); var wild = acceptLoop(open, lectureA().mistake(CHILD_FORGETS_EXIT).mistake(CHILD_KEEPS_LISTENER)); var erin = connect(open.port()); erin.say("x"); int runaway = children().get(0).pid(); erin.close()
//: right dave.close(); until(() -> children().isEmpty()); third.close(); Listener open = listen(0); AcceptLoop wild = acceptLoop(open, lectureA().mistake(CHILD_KEEPS_LISTENER).mistake(CHILD_FORGETS_EXIT)); Client erin = connect(open.port()); erin.say("x"); List<Child> runaway = children(); erin.close()
//: hint.en Where does a child go on that does not exit?
//: hint.ja exit しない子は、どこへ進むでしょう。
//: hint.en mistake(...) can be said twice.
//: hint.ja mistake(...) は 2 回書けます。
//: hint.en lectureA().mistake(CHILD_KEEPS_LISTENER).mistake(CHILD_FORGETS_EXIT)
//: hint.ja lectureA().mistake(CHILD_KEEPS_LISTENER).mistake(CHILD_FORGETS_EXIT)
//: why.en fork copies the program counter, too: without _exit the child goes on in the parent's loop and becomes a second server, then a third. These are two mistakes at once. With _exit alone forgotten the child has closed sock, so its accept fails with EBADF, again and again: perror fills the log with a million lines in two seconds.
//: why.ja fork は実行位置もコピーします。_exit がなければ、子は親のループの続きに入り、2 つ目、3 つ目のサーバになります。これは 2 つの間違いが重なった場合です。_exit だけを忘れると、子は sock を閉じているので accept が EBADF で失敗し続け、perror が 2 秒で 100 万行のログを書きます。

//: end
belongings().end()
System.out.println("children left: " + children().size())
/exit
