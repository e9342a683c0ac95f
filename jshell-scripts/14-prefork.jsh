// Fork before the clients come: everyone in accept, one at a time, or one who hands out.

//: lab
//: title.en Fork before the clients come
//: title.ja クライアントより先に fork する：prefork
//: lecture B | processID = fork()

//: step everyone-accepts
//: goal.en Fork three workers, a list `pool`, that each loop over accept, echo and close on the same listener `server`.
//: goal.ja 同じ listener の server で accept、エコー、close を繰り返すワーカーを三つ fork し、pool とします。
//: predict.en How many more processes are forked when ten clients come?
//: predict.ja 十人のクライアントが来ると、さらにいくつ fork されるでしょう。
//: answer 0
//: lecture A | acc = accept(sock, (struct sockaddr *) &from, &len)
//: show
Listener server = listen(0)
ChildTask worker = () -> {
    while (true) {
        Connection acc = accept(server);
        echoBackLoop(acc);
        acc.close();
    }
}
List<Child> pool = Stream.generate(() -> forkChild(worker)).limit(3).toList()
for (int i = 0; i < 10; i++) {
    Client client = connect(server.port());
    client.say("hello " + i);
    client.close();
}
//: check alive() ==> 3
//: cause.en There should be three workers, before and after their clients.
//: cause.ja クライアントの前も後も、ワーカーは三つのはずです。
//: evidence ps()
//: wrong Listener server = listen(0); List<Child> pool = List.of(forkChild(() -> pause()))
//: check pool.stream().allMatch(child -> socketsOf(child.pid()) == 1) ==> true
//: cause.en An idle worker holds the listener and nothing else.
//: cause.ja 暇なワーカーが持つのは listener だけのはずです。
//: evidence sockets()
//: wrong Listener server = listen(0); List<Child> pool = Stream.generate(() -> forkChild(() -> { server.close(); pause(); })).limit(3).toList()
//: check echoes(server.port()) ==> true
//: cause.en No worker serves a new client.
//: cause.ja 新しいクライアントの相手をするワーカーがいません。
//: evidence ps()
//: hint.en Can several processes wait in accept on one socket?
//: hint.ja 一つのソケットの accept で、複数のプロセスが待てるでしょうか。
//: hint.en The child's task is the server's loop itself; fork it three times.
//: hint.ja 子の仕事はサーバのループそのものです。それを三回 fork します。
//: hint.en Stream.generate(() -> forkChild(worker)).limit(3).toList()
//: hint.ja Stream.generate(() -> forkChild(worker)).limit(3).toList()
//: why.en The kernel gives each connection to one of the waiting processes. No fork while a client waits; but only three clients at a time.
//: why.ja カーネルは接続ごとに、待っているプロセスの一つに渡します。クライアントを待たせて fork することはありませんが、同時に三人までです。

//: step lock
//: goal.en Only one worker at a time shall wait in accept: who takes the token out of the pipe `token` may accept, and puts it back. End the old pool; the new one is `orderly`.
//: goal.ja accept で待つのは一度に一つのワーカーだけにします。パイプ token から印を取った者が accept し、印を戻します。古い pool は終わらせ、新しいものを orderly とします。
//: predict.en Of three idle workers, how many wait for the token?
//: predict.ja 三つの暇なワーカーのうち、印を待つのはいくつでしょう。
//: answer 2
for (Child child : pool) {
    kill(child, SIGTERM);
    waitFor(child);
}
Pipe token = pipe()
token.write("t")
ChildTask polite = () -> {
    while (true) {
        token.read(1);
        Connection acc = accept(server);
        token.write("t");
        echoBackLoop(acc);
        acc.close();
    }
}
List<Child> orderly = Stream.generate(() -> forkChild(polite)).limit(3).toList()
//: check alive() ==> 3
//: cause.en There should be three workers: end the old ones, fork three new ones.
//: cause.ja ワーカーは三つのはずです。古いものを終わらせ、新しく三つ fork します。
//: evidence ps()
//: wrong List<Child> orderly = Stream.generate(() -> forkChild(() -> pause())).limit(3).toList()
//: check orderly.stream().filter(child -> callOf(child.pid()).equals("read")).count() ==> 2
//: cause.en Not exactly two workers wait in read for the token.
//: cause.ja read で印を待つワーカーが、ちょうど二つではありません。
//: evidence ps()
//: wrong for (Child child : pool) { kill(child, SIGTERM); waitFor(child); } List<Child> orderly = Stream.generate(() -> forkChild(worker)).limit(3).toList()
//: check echoes(server.port()) ==> true
//: cause.en Nobody accepts: is there a token in the pipe?
//: cause.ja 誰も accept しません。パイプに印はありますか。
//: evidence ps()
//: hint.en What can only one of several processes take?
//: hint.ja 複数のプロセスのうち、一つだけが取れるものは何でしょう。
//: hint.en A byte in a pipe: read takes it, write gives it back.
//: hint.ja パイプの中の一バイトです。read で取り、write で返します。
//: hint.en token.read(1); Connection acc = accept(server); token.write("t");
//: hint.ja token.read(1); Connection acc = accept(server); token.write("t");
//: why.en Stevens locks around accept where the kernel wakes all who wait (the thundering herd) or does not allow several. If the holder dies, the token is lost: real servers use fcntl locks, which the kernel takes back.
//: why.ja 待つ者全員を起こす（thundering herd）カーネルや、複数を許さないカーネルのために、Stevens は accept の前後をロックします。持ち主が死ぬと印は失われるので、実際のサーバは、カーネルが取り戻せる fcntl のロックを使います。

//: step pass
//: goal.en End `orderly`. The parent accepts and hands each connection to a free worker over a Unix socket: run the design "prefork-pass" on `server` with limit(3), as `handing`.
//: goal.ja orderly を終わらせます。親が accept し、接続を Unix ソケットで暇なワーカーに渡します。server で設計 "prefork-pass" を limit(3) で動かし、handing とします。
//: predict.en What travels over the Unix socket: (a) the client's bytes, (b) the descriptor?
//: predict.ja Unix ソケットを渡るのは：(a) クライアントのバイト列 (b) ディスクリプタ
//: answer b
for (Child child : orderly) {
    kill(child, SIGTERM);
    waitFor(child);
}
AcceptLoop handing = acceptLoop(server, lectureA().model(ServerModels.named("prefork-pass")).limit(3))
Client alice = connect(server.port())
alice.say("hello")
sockets()
//: check alive() ==> 3
//: cause.en There should be three workers: end the old ones, and let handing have limit(3).
//: cause.ja ワーカーは三つのはずです。古いものを終わらせ、handing を limit(3) にします。
//: evidence ps()
//: wrong for (Child child : orderly) { kill(child, SIGTERM); waitFor(child); } AcceptLoop handing = acceptLoop(server); Client alice = connect(server.port()); alice.say("hello")
//: check alice.say("hello") ==> "hello"
//: cause.en No worker serves Alice.
//: cause.ja alice の相手をするワーカーがいません。
//: evidence sockets()
//: check handing.stats().accepted() >= 1 ==> true
//: cause.en The parent has accepted nobody; in this design it accepts for all.
//: cause.ja 親が誰も accept していません。この設計では親が全員の分を accept します。
//: evidence handing
//: hint.en Which call sends a descriptor to another process?
//: hint.ja ディスクリプタを別のプロセスに送る呼び出しは何でしょう。
//: hint.en lectureA().model(ServerModels.named("prefork-pass")).limit(3)
//: hint.ja lectureA().model(ServerModels.named("prefork-pass")).limit(3)
//: hint.en AcceptLoop handing = acceptLoop(server, lectureA().model(ServerModels.named("prefork-pass")).limit(3))
//: hint.ja AcceptLoop handing = acceptLoop(server, lectureA().model(ServerModels.named("prefork-pass")).limit(3))
//: why.en sendmsg with SCM_RIGHTS: the kernel makes a new descriptor in the other process for the same socket. The parent decides who works, at the price of one more message for each client.
//: why.ja SCM_RIGHTS 付きの sendmsg です。カーネルが相手のプロセスに、同じソケットの新しいディスクリプタを作ります。誰が働くかは親が決められますが、クライアントごとにメッセージが一つ増えます。

//: end
alice.close()
belongings().end()
System.out.println("children left: " + children().size())
/exit
