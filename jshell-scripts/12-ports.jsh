// Who holds a port: listeners, and connections that linger in TIME_WAIT.

//: lab
//: title.en Who holds the port
//: title.ja ポートを占めているのは誰か
//: minutes 15
//: builds 8
//: c.en setsockopt(SO_REUSEADDR) between socket and bind.
//: c.ja socket と bind の間の setsockopt(SO_REUSEADDR) です。
//: lecture B | servSock = CreateTCPClientSocket(echoServPort);

//: step taken
//: goal.en Listen twice on one port: `server`, then again. Name the errno of the second `taken`.
//: goal.ja 同じポートで 2 回 listen します。1 回目を変数 server に、2 回目の errno を変数 taken に入れます。
//: predict.en Which call of the second listen fails: socket, bind or listen?
//: predict.ja 2 回目に失敗するのは socket、bind、listen のどれでしょう。
//: answer bind
//: show
Listener server = listen(0)
Errno taken = null
try {
    listen(server.port());
} catch (SystemCallException e) {
    taken = e.errno();
    System.out.println(e.getMessage());
}
//: check listeners(server) ==> 1
//: cause.en The first listener should be open.
//: cause.ja 最初の リスナ は開いているはずです。
//: evidence sockets()
//: wrong Listener server = listen(0); server.close(); Errno taken = Errno.EADDRINUSE
//: check refused("bind", taken) ==> "EADDRINUSE"
//: cause.en The second listen was not refused: it has to ask for the same port.
//: cause.ja 2 回目が断られていません。同じポートを求めます。
//: evidence taken
//: wrong Listener server = listen(0); Errno taken = Errno.EADDRINUSE
//: right var server = listen(0); String taken = ""; try { listen(server.port()); } catch (SystemCallException e) { taken = e.errno().name(); }
//: right Listener server = listen(0); int taken = 0; try { listen("127.0.0.1", server.port()); } catch (SystemCallException e) { taken = e.errno().number(); }
//: hint.en How do you ask for the very same port?
//: hint.ja まったく同じポートを求めるには、どうするでしょう。
//: hint.en server.port() is its number; e.errno() what went wrong.
//: hint.ja server.port() がその番号、e.errno() が失敗の理由です。
//: hint.en try { listen(server.port()); } catch (SystemCallException e) { taken = e.errno(); }
//: hint.ja try { listen(server.port()); } catch (SystemCallException e) { taken = e.errno(); }
//: why.en bind said EADDRINUSE. SO_REUSEADDR does not help while somebody listens. CreateTCPClientSocket in the lecture must be CreateTCPServerSocket: a client binds no port of its choice.
//: why.ja bind が EADDRINUSE で失敗しました。誰かが listen している間は SO_REUSEADDR も役に立ちません。なお、講義の CreateTCPClientSocket は CreateTCPServerSocket の誤りです。クライアントは決まったポートを bind しません。

//: step time-wait
//: goal.en A client `alice` connects; the server's side closes first, then Alice. Then close the listener and look at sockets().
//: goal.ja alice が接続し、サーバ側が先に、次に alice が閉じます。それから リスナ を閉じ、sockets() を見ます。
//: predict.en Which end keeps the connection in TIME_WAIT: (a) who closes first, (b) who closes last?
//: predict.ja 接続を TIME_WAIT に残すのは：(a) 先に閉じた側 (b) 後に閉じた側
//: answer a
Client alice = connect(server.port())
Connection acc = accept(server)
acc.close()
alice.receive(1)
alice.close()
sockets()
server.close()
//: check lingering(server) ==> 1
//: cause.en No connection lingers at the server's port: the server has to close first. It lingers for a minute only: after that, begin anew. Right after a benchmark the kernel may have no room for another one (net.ipv4.tcp_max_tw_buckets): then wait a minute.
//: cause.ja サーバのポートに残っている接続がありません。サーバが先に閉じなければなりません。残るのは 1 分間だけで、過ぎたらやり直します。ベンチマークの直後なら、カーネルの表（net.ipv4.tcp_max_tw_buckets）が満杯かもしれません。その場合は一分待ちます。
//: evidence sockets()
//: wrong Client alice = connect(server.port()); Connection acc = accept(server); alice.close(); acc.close(); server.close()
//: check listeners(server) ==> 0
//: cause.en The listener is still open.
//: cause.ja リスナ がまだ開いています。
//: evidence sockets()
//: wrong Client alice = connect(server.port()); Connection acc = accept(server); acc.close(); alice.receive(1); alice.close()
//: right var alice = connect(server.port()); var acc = accept(server); acc.close(); alice.receive(1); alice.close(); server.close()
//: right Client alice = connect(server.port()); Connection acc = accept(server); server.close(); acc.close(); alice.receive(1); alice.close()
//: hint.en Who must be sure that the last ACK arrived?
//: hint.ja 最後の ACK が届いたと確かめる必要があるのは誰でしょう。
//: hint.en acc.close() first; alice.receive(1) reads the end; alice.close().
//: hint.ja まず acc.close()、alice.receive(1) で終わりを読み、alice.close()。
//: hint.en acc.close(), alice.receive(1), alice.close(), server.close()
//: hint.ja acc.close()、alice.receive(1)、alice.close()、server.close()
//: why.en Whoever closes first waits for a minute, in case the last ACK is lost and old segments wander about. No process holds it: only the kernel.
//: why.ja 先に閉じた側は、最後の ACK が失われたり古いセグメントがさまよったりする場合に備えて 1 分間待ちます。プロセスは持っておらず、カーネルだけが持っています。

//: step without-reuse
//: goal.en Break it: listen on that port without SO_REUSEADDR, by listenWithoutReuse. Name the errno `refused`.
//: goal.ja 壊します。SO_REUSEADDR なしの listenWithoutReuse でそのポートを listen し、errno を変数 refused に入れます。
//: predict.en No process listens there. Can one bind that port: yes or no?
//: predict.ja そこで待ち受けるプロセスはありません。そのポートに bind できるでしょうか：yes か no
//: answer no
Errno refused = null
try {
    listenWithoutReuse(server.port());
} catch (SystemCallException e) {
    refused = e.errno();
}
//: check refused("bind", refused) ==> "EADDRINUSE"
//: cause.en It was not refused: the connection lingers in TIME_WAIT for a minute only. After that, begin anew.
//: cause.ja 断られていません。接続が TIME_WAIT に残るのは 1 分間だけです。過ぎたらやり直します。
//: evidence sockets()
//: wrong Errno refused = Errno.EADDRINUSE
//: right String refused = ""; try { listenWithoutReuse(server.port()); } catch (SystemCallException e) { refused = e.errno().name(); }
//: right SystemCallException refused = null; try { listenWithoutReuse(server.port()); } catch (SystemCallException e) { refused = e; }
//: hint.en Which option does listen() always set?
//: hint.ja listen() がいつも設定するオプションは何でしょう。
//: hint.en listenWithoutReuse(PORT) does not.
//: hint.ja listenWithoutReuse(ポート) は設定しません。
//: hint.en try { listenWithoutReuse(server.port()); } catch (SystemCallException e) { refused = e.errno(); }
//: hint.ja try { listenWithoutReuse(server.port()); } catch (SystemCallException e) { refused = e.errno(); }
//: why.en This is the server that cannot be restarted for a minute after it has closed a connection itself.
//: why.ja 自分から接続を閉じた後、1 分間再起動できないサーバがこれです。

//: step with-reuse
//: goal.en Mend it: listen on the port with SO_REUSEADDR; name the listener `again`.
//: goal.ja 直します。SO_REUSEADDR 付きでそのポートを listen し、リスナを変数 again に入れます。
Listener again = listen(server.port())
//: check isOpen(again) && listeners(server) == 1 ==> true
//: cause.en Nobody listens on that port.
//: cause.ja そのポートで待つものがありません。
//: evidence sockets()
//: wrong Listener again = listen(0)
//: check portOf(again) == portOf(server) ==> true
//: cause.en That is another port: ask for server.port().
//: cause.ja 別のポートです。server.port() を求めます。
//: evidence again
//: right var again = listen(server.port())
//: right Listener again = listen("127.0.0.1", server.port())
//: hint.en Which listen has the option?
//: hint.ja オプションが付いているのはどの listen でしょう。
//: hint.en listen(PORT).
//: hint.ja listen(ポート) です。
//: hint.en Listener again = listen(server.port())
//: hint.ja Listener again = listen(server.port())
//: why.en SO_REUSEADDR says: connections in TIME_WAIT are no obstacle. Every server sets it between socket and bind.
//: why.ja SO_REUSEADDR は「TIME_WAIT の接続は妨げにならない」と言うものです。どのサーバも socket と bind の間で設定します。

//: end
belongings().end()
System.out.println("children left: " + children().size())
/exit
