// A server without fork: one client at a time, and where the others wait.

//: lab
//: title.en One client at a time, and where the others wait
//: title.ja 一度に一人のサーバと、待ち行列
//: lecture B | clntSock = AcceptTCPConnection(servSock);

//: step iterative
//: goal.en Write serveForever(sock): accept, echo, close, again. Run it in the background; connect `one` and let it say something.
//: goal.ja serveForever(sock) を書きます：accept、エコー、close の繰り返し。裏で動かし、one を接続して何か言わせます。
//: lecture B | HandleTCPClient(clntSock);
//: show
Listener sock = listen(0)
void serveForever(Listener sock) {
    while (sock.isOpen()) {
        Connection acc = accept(sock);
        echoBackLoop(acc);
        acc.close();
    }
}
CompletableFuture<Void> iterative = CompletableFuture.runAsync(() -> serveForever(sock), work -> new Thread(work).start())
Client one = connect(sock.port())
one.say("first")
//: check one.say("first") ==> "first"
//: cause.en Nobody serves this client: is serveForever running?
//: cause.ja このクライアントの相手がいません。serveForever は動いていますか。
//: evidence sockets()
//: wrong Listener sock = listen(0); Client one = connect(sock.port()); one.halfClose()
//: check alive() ==> 0
//: cause.en This server must not fork: it serves in its own process.
//: cause.ja このサーバは fork しません。自分のプロセスで相手をします。
//: evidence ps()
//: hint.en Which three calls make the body of the loop?
//: hint.ja ループの中身になる三つの呼び出しは何でしょう。
//: hint.en accept, echoBackLoop, close; CompletableFuture.runAsync runs it in the background.
//: hint.ja accept、echoBackLoop、close です。CompletableFuture.runAsync が裏で動かします。
//: hint.en while (sock.isOpen()) { Connection acc = accept(sock); echoBackLoop(acc); acc.close(); }
//: hint.ja while (sock.isOpen()) { Connection acc = accept(sock); echoBackLoop(acc); acc.close(); }
//: why.en The whole server is one loop in one process. It is in echoBackLoop now, until its client leaves.
//: why.ja サーバ全体が、一つのプロセスの一つのループです。いまは echoBackLoop の中にいて、クライアントが去るまで出てきません。

//: step second-waits
//: goal.en Connect `two` and let it send "second" with send, which does not wait for an answer. Look at sockets().
//: goal.ja two を接続し、返事を待たない send で "second" を送らせます。sockets() を見ます。
//: predict.en Does connect succeed although the server is busy: yes or no?
//: predict.ja サーバが手一杯でも connect は成功するでしょうか：yes か no
//: answer yes
Client two = connect(sock.port())
two.send("second".getBytes())
sockets()
//: check backlog(sock.port()) ==> 1
//: cause.en There should be exactly one client in the listener's queue: the first must still be connected.
//: cause.ja 待ち行列のクライアントはちょうど一人のはずです。最初のクライアントはつながったままにします。
//: evidence sockets()
//: wrong Client two = connect(sock.port()); one.close()
//: check unread(two) ==> 6
//: cause.en The six bytes of "second" should lie unread at the server's end.
//: cause.ja "second" の六バイトが、サーバ側で読まれずにあるはずです。
//: evidence sockets()
//: wrong Client two = connect(sock.port())
//: hint.en Who completes the handshake: the program or the kernel?
//: hint.ja ハンドシェイクを済ませるのは、プログラムでしょうか、カーネルでしょうか。
//: hint.en connect(...) and send(bytes); say would wait for the echo.
//: hint.ja connect(...) と send(バイト列) です。say はエコーを待ってしまいます。
//: hint.en Client two = connect(sock.port()), then two.send("second".getBytes())
//: hint.ja Client two = connect(sock.port())、それから two.send("second".getBytes())
//: why.en The kernel accepted the connection into the listener's queue and keeps the bytes in its receive buffer (Recv-Q). Nobody reads them.
//: why.ja カーネルが接続を待ち行列に入れ、バイトを受信バッファ（Recv-Q）に持っています。読む者がいません。

//: step turn
//: goal.en Let the first client leave and receive the second's six bytes as `served`.
//: goal.ja 最初のクライアントを退出させ、二人目の六バイトを served に受け取ります。
one.close()
String served = new String(two.receive(6))
//: check new String(served) ==> "second"
//: cause.en The second client has not had its turn: the first has to leave.
//: cause.ja 二人目の番が来ていません。最初のクライアントが去らなければなりません。
//: evidence sockets()
//: wrong one.close(); String served = new String(two.receive(3))
//: check backlog(sock.port()) ==> 0
//: cause.en Somebody still waits in the queue.
//: cause.ja 待ち行列にまだ誰かいます。
//: evidence sockets()
//: wrong one.close(); String served = new String(two.receive(6)); Client three = connect(sock.port())
//: hint.en What ends echoBackLoop?
//: hint.ja echoBackLoop は何で終わるでしょう。
//: hint.en one.close(), then two.receive(6).
//: hint.ja one.close()、それから two.receive(6) です。
//: hint.en String served = new String(two.receive(6))
//: hint.ja String served = new String(two.receive(6))
//: why.en Correct, but one slow client stops all others. This is why the lectures fork.
//: why.ja 正しく動きますが、遅いクライアントが一人いると全員が止まります。講義が fork する理由はこれです。

//: step full-backlog
//: goal.en A listener `small` with a backlog of 1 has room for two. Connect `c1` and `c2`, and have a third connect in the background as `third`.
//: goal.ja バックログ 1 の listener small には二人分の余地があります。c1 と c2 を接続し、三人目は裏で third として接続させます。
//: predict.en The third connect: (a) fails at once, (b) waits, (c) succeeds?
//: predict.ja 三人目の connect は：(a) すぐ失敗する (b) 待つ (c) 成功する
//: answer b
Listener small = listen("127.0.0.1", 0, 1)
Client c1 = connect(small.port())
Client c2 = connect(small.port())
CompletableFuture<Client> third = CompletableFuture.supplyAsync(() -> connect(small.port()), work -> new Thread(work).start())
//: check backlog(small.port()) ==> 2
//: cause.en The queue is not full: two clients have to wait in it.
//: cause.ja 待ち行列がいっぱいではありません。二人が待っていなければなりません。
//: evidence sockets()
//: wrong Listener small = listen("127.0.0.1", 0, 1); Client c1 = connect(small.port())
//: check connecting(small.port()) ==> 1
//: cause.en The third client is not trying to connect, or there was room for it. It tries for two minutes only: after that, begin anew.
//: cause.ja 三人目が接続しようとしていないか、まだ余地がありました。試みるのは二分間だけで、過ぎたらやり直します。
//: evidence sockets()
//: wrong Listener small = listen("127.0.0.1", 0, 1); Client c1 = connect(small.port()); Client c2 = connect(small.port())
//: hint.en What can the kernel do with a SYN for a full queue?
//: hint.ja いっぱいの待ち行列への SYN を、カーネルはどうするでしょう。
//: hint.en listen(HOST, PORT, BACKLOG); CompletableFuture.supplyAsync keeps the prompt free.
//: hint.ja listen(ホスト, ポート, バックログ)。CompletableFuture.supplyAsync ならプロンプトは空いたままです。
//: hint.en CompletableFuture<Client> third = CompletableFuture.supplyAsync(() -> connect(small.port()), work -> new Thread(work).start())
//: hint.ja CompletableFuture<Client> third = CompletableFuture.supplyAsync(() -> connect(small.port()), work -> new Thread(work).start())
//: why.en Linux drops the SYN and stays silent; the client, in SYN_SENT, sends it again and again, after a second at first and then ever more rarely. To the user the server seems down.
//: why.ja Linux は SYN を捨てて黙ります。クライアントは SYN_SENT のまま、初めは一秒後に、それからは次第に間を空けて、何度も送り直します。利用者にはサーバが落ちたように見えます。

//: step room
//: goal.en Accept two clients from `small`, then get the third as `lucky`: its next SYN finds room.
//: goal.ja small から二人を accept し、三人目を lucky に受け取ります。次の SYN には余地があります。
Connection a1 = accept(small)
Connection a2 = accept(small)
Client lucky = third.get()
//: check stateOf(lucky) ==> "ESTABLISHED"
//: cause.en The third client is not connected: make room with accept. It tries for two minutes only: after that, begin anew.
//: cause.ja 三人目がつながっていません。accept で余地を作ります。試みるのは二分間だけで、過ぎたらやり直します。
//: evidence sockets()
//: wrong Connection a1 = accept(small); Connection a2 = accept(small); Client lucky = third.get(); lucky.close()
//: hint.en What takes a client out of the queue?
//: hint.ja 待ち行列からクライアントを取り出すのは何でしょう。
//: hint.en accept(small) twice; third.get() waits for the connection.
//: hint.ja accept(small) を二回。third.get() が接続を待ちます。
//: hint.en Client lucky = third.get()
//: hint.ja Client lucky = third.get()
//: why.en The backlog absorbs bursts, not a lack of speed. A server has to accept quickly, whatever it does with the clients then.
//: why.ja バックログが吸収するのは一時的な集中であって、遅さではありません。クライアントをその後どうするにせよ、サーバは素早く accept しなければなりません。

//: end
two.close()
belongings().end()
System.out.println("children left: " + children().size())
/exit
