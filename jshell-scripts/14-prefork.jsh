// Fork before the clients come: everyone in accept, one at a time, or one who hands out.

//: lab
//: title.en Fork before the clients come
//: title.ja クライアントより先に fork する：prefork
//: minutes 25
//: builds 8
//: c.en fork before accept; fcntl(F_SETLKW) around it; sendmsg with SCM_RIGHTS.
//: c.ja accept の前の fork、その前後の fcntl(F_SETLKW)、SCM_RIGHTS 付きの sendmsg です。
//: lecture B | if ((processID = fork()) < 0)

//: step everyone-accepts
//: goal.en Fork three workers, a list `pool`, that each loop over accept, echo and close on the same listener `server`. Then let ten clients come, one after the other.
//: goal.ja 同じリスナ server で accept、エコー、close を繰り返すワーカーを 3 つ fork し、その一覧を変数 pool に入れます。それから 10 人のクライアントを順に接続させます。
//: predict.en How many more processes are forked when ten clients come?
//: predict.ja 10 人のクライアントが来ると、さらにいくつ fork されるでしょう。
//: answer 0
//: lecture A | if ((acc = accept(sock, (struct sockaddr *) &from, &len)) == -1) {
//: show
Listener server = listen(0)
ChildTask worker = () -> {
    while (true) {
        try (Connection acc = accept(server)) { echoBackLoop(acc); }
    }
}
List<Child> pool = List.of(forkChild(worker), forkChild(worker), forkChild(worker))
for (int i = 0; i < 10; i++) {
    try (Client client = connect(server.port())) { client.say("hello " + i); }
}
ps()
//: check alive() ==> 3
//: cause.en There should be three workers, before and after their clients.
//: cause.ja クライアントの前も後も、ワーカーは 3 つのはずです。
//: evidence ps()
//: wrong Listener server = listen(0); List<Child> pool = List.of(forkChild(() -> pause()))
//: check pids(pool).stream().allMatch(pid -> socketsOf(pid) == 1) ==> true
//: cause.en An idle worker holds the listener and nothing else.
//: cause.ja 待機中のワーカーが持つのはリスナだけのはずです。
//: evidence sockets()
//: wrong Listener server = listen(0); List<Child> pool = List.of(forkChild(() -> { server.close(); pause(); }), forkChild(() -> pause()), forkChild(() -> pause()))
//: check accepted() >= 10 ==> true
//: cause.en Ten clients have to be served in this step.
//: cause.ja このステップで 10 人のクライアントが処理されるはずです。
//: evidence timeline()
//: wrong Listener server = listen(0); List<Child> pool = List.of(forkChild(() -> pause()), forkChild(() -> pause()), forkChild(() -> pause()))
//: check echoes(server) ==> true
//: cause.en No worker serves a new client.
//: cause.ja 新しいクライアントの処理を担当するワーカーがいません。
//: evidence ps()
//: right var server = listen(0); ChildTask worker = () -> { while (true) { Connection acc = accept(server); echoBackLoop(acc); acc.close(); } }; var pool = Stream.generate(() -> forkChild(worker)).limit(3).toList(); for (int i = 0; i < 10; i++) { Client client = connect(server.port()); client.say("x"); client.close(); }
//: right Listener server = listen(0); ChildTask worker = () -> { for (;;) { Connection acc = accept(server); echoBackLoop(acc); acc.close(); } }; Child[] pool = new Child[3]; for (int i = 0; i < 3; i++) { pool[i] = forkChild(worker); } List<Client> ten = new ArrayList<>(); for (int i = 0; i < 10; i++) { Client client = connect(server.port()); client.say("x"); client.close(); }
//: hint.en Can several processes wait in accept on one socket?
//: hint.ja 1 つのソケットの accept で、複数のプロセスが待てるでしょうか。
//: hint.en The child's task is the server's loop itself; fork it three times.
//: hint.ja 子の仕事はサーバのループそのものです。それを 3 回 fork します。
//: hint.en List<Child> pool = List.of(forkChild(worker), forkChild(worker), forkChild(worker))
//: hint.ja List<Child> pool = List.of(forkChild(worker), forkChild(worker), forkChild(worker))
//: why.en The kernel gives each connection to one of the waiting processes. No fork while a client waits; but only three clients at a time.
//: why.ja カーネルは接続ごとに、待っているプロセスの 1 つに渡します。クライアントを待たせて fork することはありませんが、同時に 3 人までです。

//: step lock
//: goal.en Only one worker at a time shall wait in accept: who takes the token out of the pipe `token` may accept, and puts it back. End the old pool; the new one is `orderly`.
//: goal.ja accept で待つのは一度に 1 つのワーカーだけにします。パイプ token からトークンを取った者が accept し、トークンを戻します。古い pool は終わらせ、新しい一覧を変数 orderly に入れます。
//: predict.en Of three idle workers, how many wait for the token?
//: predict.ja 3 つの待機中のワーカーのうち、トークンを待つのはいくつでしょう。
//: answer 2
for (Child child : pool) { kill(child, SIGTERM); waitFor(child); }
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
List<Child> orderly = List.of(forkChild(polite), forkChild(polite), forkChild(polite))
//: check alive() ==> 3
//: cause.en There should be three workers: end the old ones, fork three new ones.
//: cause.ja ワーカーは 3 つのはずです。古いものを終わらせ、新しく 3 つ fork します。
//: evidence ps()
//: wrong List<Child> orderly = List.of(forkChild(() -> pause()))
//: check pids(orderly).stream().filter(pid -> callOf(pid).equals("read")).count() ==> 2
//: cause.en Not exactly two workers wait in read for the token.
//: cause.ja read でトークンを待つワーカーが、ちょうど 2 つではありません。
//: evidence ps()
//: wrong for (Child child : pool) { kill(child, SIGTERM); waitFor(child); } List<Child> orderly = List.of(forkChild(worker), forkChild(worker), forkChild(worker))
//: check echoes(server) ==> true
//: cause.en Nobody accepts: is there a token in the pipe?
//: cause.ja 誰も accept しません。パイプにトークンはありますか。
//: evidence ps()
//: right pool.forEach(child -> kill(child, SIGKILL)); pool.forEach(child -> waitFor(child)); var token = pipe(); token.write("!"); ChildTask polite = () -> { while (true) { token.read(1); Connection acc = accept(server); token.write("!"); echoBackLoop(acc); acc.close(); } }; var orderly = new ArrayList<Child>(); for (int i = 0; i < 3; i++) { orderly.add(forkChild(polite)); }
//: right for (Child child : children()) { kill(child, SIGTERM); waitFor(child); } Pipe token = pipe(); ChildTask polite = () -> { for (;;) { String t = token.read(1); try (Connection acc = accept(server)) { token.write(t); echoBackLoop(acc); } } }; Child[] orderly = {forkChild(polite), forkChild(polite), forkChild(polite)}; token.write("t")
//: hint.en What can only one of several processes take?
//: hint.ja 複数のプロセスのうち、1 つだけが取れるものは何でしょう。
//: hint.en A byte in a pipe: read takes it, write gives it back.
//: hint.ja パイプの中の 1 バイトです。read で取り、write で返します。
//: hint.en token.read(1); Connection acc = accept(server); token.write("t");
//: hint.ja token.read(1); Connection acc = accept(server); token.write("t");
//: why.en Stevens locks around accept where the kernel wakes all who wait (the thundering herd) or does not allow several. If the holder dies, the token is lost: real servers use fcntl locks, which the kernel releases when their holder dies.
//: why.ja 待つ者全員を起こす（thundering herd）カーネルや、複数を許さないカーネルのために、Stevens は accept の前後をロックします。持ち主が死ぬとトークンは失われるので、実際のサーバは、持ち主が死ねばカーネルが解放する fcntl のロックを使います。

//: step pass
//: goal.en End `orderly`. The parent accepts and passes each connection to a free worker over a Unix socket: run the design "prefork-pass" on `server` with limit(3), named `handing`. A client `alice` says something.
//: goal.ja orderly を終わらせます。親が accept し、接続を Unix ソケットで待機中のワーカーに渡します。server で設計 "prefork-pass" を limit(3) で動かし、変数 handing に入れます。クライアント alice に何か言わせます。
//: predict.en What travels over the Unix socket: (a) the client's bytes, (b) the descriptor?
//: predict.ja Unix ソケットを渡るのは：(a) クライアントのバイト列 (b) ディスクリプタ
//: answer b
for (Child child : orderly) { kill(child, SIGTERM); waitFor(child); }
AcceptLoop handing = acceptLoop(server, lectureA().model(ServerModels.named("prefork-pass")).limit(3))
Client alice = connect(server.port())
alice.say("hello")
sockets()
//: check alive() ==> 3
//: cause.en There should be three workers: end the old ones, and let handing have limit(3).
//: cause.ja ワーカーは 3 つのはずです。古いものを終わらせ、handing を limit(3) にします。
//: evidence ps()
//: wrong for (Child child : orderly) { kill(child, SIGTERM); waitFor(child); } AcceptLoop handing = acceptLoop(server); Client alice = connect(server.port()); alice.say("hello")
//: check echoed(alice) > 0 ==> true
//: cause.en No worker serves Alice.
//: cause.ja alice の処理を担当するワーカーがいません。
//: evidence sockets()
//: check ran("prefork-pass") && isRunning(handing) ==> true
//: cause.en No loop of the design "prefork-pass" runs.
//: cause.ja 設計 "prefork-pass" のループが動いていません。
//: evidence handing
//: wrong for (Child child : orderly) { kill(child, SIGTERM); waitFor(child); } AcceptLoop handing = acceptLoop(server, lectureA().model(ServerModels.named("prefork")).limit(3)); Client alice = connect(server.port()); alice.say("hello")
//: right orderly.forEach(child -> kill(child, SIGTERM)); orderly.forEach(child -> waitFor(child)); var handing = acceptLoop(server, lectureA().limit(3).model(ServerModels.named("prefork-pass"))); var alice = connect(server.port()); alice.send("x".getBytes()); alice.receive(1)
//: right for (Child child : children()) { kill(child, SIGKILL); waitFor(child); } AcceptLoop handing = acceptLoop(server, lectureB().model(ServerModels.named("prefork-pass")).limit(3)); Client alice = connect(server.port()); alice.say("x")
//: hint.en Which call sends a descriptor to another process?
//: hint.ja ディスクリプタを別のプロセスに送る呼び出しは何でしょう。
//: hint.en lectureA().model(ServerModels.named("prefork-pass")).limit(3)
//: hint.ja lectureA().model(ServerModels.named("prefork-pass")).limit(3)
//: hint.en AcceptLoop handing = acceptLoop(server, lectureA().model(ServerModels.named("prefork-pass")).limit(3))
//: hint.ja AcceptLoop handing = acceptLoop(server, lectureA().model(ServerModels.named("prefork-pass")).limit(3))
//: why.en sendmsg with SCM_RIGHTS: the kernel makes a new descriptor in the other process for the same socket. The parent decides who works, at the price of one more message for each client.
//: why.ja SCM_RIGHTS 付きの sendmsg です。カーネルが相手のプロセスに、同じソケットの新しいディスクリプタを作ります。誰が働くかは親が決められますが、クライアントごとにメッセージが 1 つ増えます。

//: end
alice.close()
belongings().end()
System.out.println("children left: " + children().size())
/exit
