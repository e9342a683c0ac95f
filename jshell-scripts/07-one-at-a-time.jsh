// A server without fork: one client at a time, and where the others wait.

//: lab
//: title.en One client at a time, and where the others wait
//: title.ja 一度に 1 人しか処理しないサーバと接続待ちキュー
//: minutes 20
//: builds 1
//: c.en for (;;) { accept; read and write; close; }, and listen(sock, backlog).
//: c.ja for (;;) { accept、read と write、close } と listen(sock, backlog) です。
//: lecture B | clntSock = AcceptTCPConnection(servSock);

//: step iterative
//: goal.en Write serveForever(sock): accept, echo, close, again. Run it with background(() -> serveForever(sock)); connect `one` and let it say something.
//: goal.ja serveForever(sock) を書きます：accept、エコー、close の繰り返し。background(() -> serveForever(sock)) で動かし、one を接続して何か言わせます。
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
background(() -> serveForever(sock))
Client one = connect(sock.port())
one.say("first")
//: check echoed(one) > 0 ==> true
//: cause.en Nobody serves this client: is serveForever running?
//: cause.ja このクライアントに応答する者がいません。serveForever は動いていますか。
//: evidence sockets()
//: wrong Listener sock = listen(0); Client one = connect(sock.port())
//: check serverOf(one) == getpid() && forked().isEmpty() ==> true
//: cause.en This server must not fork: it serves in its own process.
//: cause.ja このサーバは fork しません。自分のプロセスで処理します。
//: evidence ps()
//: wrong Listener sock = listen(0); AcceptLoop loop = acceptLoop(sock); Client one = connect(sock.port()); one.say("first")
//: right Listener sock = listen(0); Thread server = new Thread(() -> { while (sock.isOpen()) { try (Connection acc = accept(sock)) { echoBackLoop(acc); } catch (SystemCallException e) { return; } } }); server.setDaemon(true); server.start(); Client one = connect(sock.port()); one.say("first")
//: right var sock = listen(0); acceptLoop(sock, lectureA().model(ServerModels.named("iterative"))); var one = connect(sock.port()); one.send("x".getBytes()); one.receive(1)
//: hint.en Which three calls make the body of the loop?
//: hint.ja ループの中身になる 3 つの呼び出しは何でしょう。
//: hint.en accept, echoBackLoop, close; background(() -> ...) keeps the prompt free.
//: hint.ja accept、echoBackLoop、close です。background(() -> …) ならプロンプトは空いたままです。
//: hint.en while (sock.isOpen()) { Connection acc = accept(sock); echoBackLoop(acc); acc.close(); }
//: hint.ja while (sock.isOpen()) { Connection acc = accept(sock); echoBackLoop(acc); acc.close(); }
//: why.en The whole server is one loop in one process. It is in echoBackLoop now, until its client leaves.
//: why.ja サーバ全体が、1 つのプロセスの 1 つのループです。いまは echoBackLoop の中にいて、クライアントが切断するまで出てきません。

//: step second-waits
//: goal.en Connect `two` and let it send "second" with send, which does not wait for an answer. Look at sockets().
//: goal.ja two を接続し、返事を待たない send で "second" を送らせます。sockets() を見ます。
//: predict.en Does connect succeed although the server is busy: yes or no?
//: predict.ja サーバが手一杯でも connect は成功するでしょうか：yes か no
//: answer yes
Client two = connect(sock.port())
two.send("second".getBytes())
sockets()
//: check backlog(sock) ==> 1
//: cause.en There should be exactly one client in the listener's queue: the first must still be connected.
//: cause.ja 待ち行列のクライアントはちょうど 1 人のはずです。最初のクライアントはつながったままにします。
//: evidence sockets()
//: wrong Client two = connect(sock.port()); one.close()
//: check unread(two) ==> 6
//: cause.en The six bytes of "second" should lie unread at the server's end.
//: cause.ja "second" の 6 バイトが、サーバ側で読まれずにあるはずです。
//: evidence sockets()
//: wrong Client two = connect(sock.port())
//: right var two = connect(sock.port()); two.send(new byte[6])
//: right Client two = connect(sock.port()); for (char c : "second".toCharArray()) { two.send(new byte[] {(byte) c}); }
//: hint.en Who completes the handshake: the program or the kernel?
//: hint.ja ハンドシェイクを済ませるのは、プログラムでしょうか、カーネルでしょうか。
//: hint.en connect(...) and send(bytes); say would wait for the echo.
//: hint.ja connect(...) と send(バイト列) です。say はエコーを待ってしまいます。
//: hint.en Client two = connect(sock.port()), then two.send("second".getBytes())
//: hint.ja Client two = connect(sock.port())、それから two.send("second".getBytes())
//: why.en The kernel accepted the connection into the listener's queue and keeps the bytes in its receive buffer (Recv-Q). Nobody reads them.
//: why.ja カーネルが接続を待ち行列に入れ、バイトを受信バッファ（Recv-Q）に持っています。読む者がいません。

//: step turn
//: goal.en Let the first client leave and receive the 6 bytes of the second; name them `served`.
//: goal.ja 最初のクライアントを切断し、2 人目の 6 バイトを変数 served に受け取ります。
one.close()
String served = new String(two.receive(6))
//: check echoed(two) ==> 6
//: cause.en The second client has not had its turn: the first has to leave.
//: cause.ja 2 人目の番が来ていません。最初のクライアントが切断しなければなりません。
//: evidence sockets()
//: wrong String served = "second"
//: check waiting(two) ==> 0
//: cause.en The second client has not received its bytes yet.
//: cause.ja 2 人目がまだ自分のバイトを受け取っていません。
//: evidence sockets()
//: wrong one.close(); String served = "second"
//: check count(served) ==> 6
//: cause.en Those are not the 6 bytes.
//: cause.ja その 6 バイトではありません。
//: evidence served
//: wrong one.close(); two.receive(6); String served = "sec"
//: check backlog(sock.port()) ==> 0
//: cause.en Somebody still waits in the queue.
//: cause.ja 待ち行列にまだ誰かいます。
//: evidence sockets()
//: wrong one.close(); String served = new String(two.receive(6)); Client three = connect(sock.port())
//: right one.close(); byte[] served = two.receive(6)
//: right one.halfClose(); String served = new String(two.receive(3)) + new String(two.receive(3))
//: hint.en What ends echoBackLoop?
//: hint.ja echoBackLoop は何で終わるでしょう。
//: hint.en one.close(), then two.receive(6).
//: hint.ja one.close()、それから two.receive(6) です。
//: hint.en String served = new String(two.receive(6))
//: hint.ja String served = new String(two.receive(6))
//: why.en Correct, but one slow client stops all others. This is why the lectures fork.
//: why.ja 正しく動きますが、遅いクライアントが 1 人いると全員が止まります。講義が fork する理由はこれです。

//: step full-backlog
//: goal.en A listener `small` with a backlog of 1 has room for two. Connect `c1` and `c2`, and have a Client `third` connect in the background.
//: goal.ja バックログ 1 のリスナ small には 2 人分の余地があります。c1 と c2 を接続し、3 人目の Client third は background で接続させます。
//: predict.en The third connect: (a) fails at once, (b) waits, (c) succeeds?
//: predict.ja 3 人目の connect は：(a) すぐ失敗する (b) 待つ (c) 成功する
//: answer b
Listener small = listen("127.0.0.1", 0, 1)
Client c1 = connect(small.port())
Client c2 = connect(small.port())
Client third = null
background(() -> third = connect(small.port()))
//: check backlog(small) ==> 2
//: cause.en The queue is not full: two clients have to wait in it.
//: cause.ja 待ち行列がいっぱいではありません。2 人が待っていなければなりません。
//: evidence sockets()
//: wrong Listener small = listen("127.0.0.1", 0, 1); Client c1 = connect(small.port())
//: check connecting(small) ==> 1
//: cause.en The third client is not trying to connect, or there was room for it. It tries for two minutes only: after that, begin anew.
//: cause.ja 3 人目が接続しようとしていないか、まだ余地がありました。試みるのは 2 分間だけで、過ぎたらやり直します。
//: evidence sockets()
//: wrong Listener small = listen("127.0.0.1", 0, 1); Client c1 = connect(small.port()); Client c2 = connect(small.port())
//: right Listener small = listen("127.0.0.1", 0, 1); List<Client> queue = List.of(connect(small.port()), connect(small.port())); var third = CompletableFuture.supplyAsync(() -> connect(small.port()))
//: right var small = listen("127.0.0.1", 0, 1); for (int i = 0; i < 2; i++) { connect(small.port()); } Client third; Thread waits = new Thread(() -> third = connect(small.port())); waits.setDaemon(true); waits.start()
//: hint.en What can the kernel do with a SYN for a full queue?
//: hint.ja いっぱいの待ち行列への SYN を、カーネルはどうするでしょう。
//: hint.en listen(HOST, PORT, BACKLOG); background(() -> ...) keeps the prompt free.
//: hint.ja listen(ホスト, ポート, バックログ)。background(() -> …) ならプロンプトは空いたままです。
//: hint.en Client third = null, then background(() -> third = connect(small.port()))
//: hint.ja Client third = null、それから background(() -> third = connect(small.port()))
//: why.en Linux drops the SYN and stays silent; the client, in SYN_SENT, sends it again and again: each second at first, then at doubling intervals (since Linux 6.5 four times before it doubles, tcp_syn_linear_timeouts). To the user the server seems down.
//: why.ja Linux は SYN を捨てて黙ります。クライアントは SYN_SENT のまま、初めは 1 秒ごとに、その後は間隔を倍にしながら送り直します（Linux 6.5 以降は、倍になる前に 1 秒間隔が 4 回：tcp_syn_linear_timeouts）。利用者にはサーバが落ちたように見えます。

//: step room
//: goal.en Accept two clients from `small`, then wait for `third`: its next SYN finds room.
//: goal.ja small から 2 人を accept し、third がつながるのを待ちます。次の SYN には余地があります。
Connection a1 = accept(small)
Connection a2 = accept(small)
until(() -> third != null)
third
//: check isConnected(third) ==> true
//: cause.en The third client is not connected: make room with accept. It tries for two minutes only: after that, begin anew.
//: cause.ja 3 人目がつながっていません。accept で余地を作ります。試みるのは 2 分間だけで、過ぎたらやり直します。
//: evidence sockets()
//: wrong Connection a1 = accept(small); until(() -> third != null); third.close()
//: right accept(small); accept(small)
//: right for (int i = 0; i < 2; i++) { accept(small); } until(() -> third != null && third.isOpen())
//: hint.en What takes a client out of the queue?
//: hint.ja 待ち行列からクライアントを取り出すのは何でしょう。
//: hint.en accept(small) twice; third is connected a moment later.
//: hint.ja accept(small) を 2 回。少し後に third がつながります。
//: hint.en until(() -> third != null)
//: hint.ja until(() -> third != null)
//: why.en The backlog absorbs bursts, not a lack of speed. A server has to accept quickly, whatever it does with the clients then.
//: why.ja バックログが吸収するのは一時的な集中であって、遅さではありません。クライアントをその後どうするにせよ、サーバは素早く accept しなければなりません。

//: end
two.close()
belongings().end()
System.out.println("children left: " + children().size())
/exit
