// Another program on the socket (inetd), and without fork: threads, and epoll in one thread.

//: lab
//: title.en Another program on the socket, threads and epoll
//: title.ja ソケットの上の別プログラム、スレッドと epoll
//: minutes 25
//: builds 8
//: c.en dup2 and execve after fork; pthread_create with pthread_detach; epoll_wait.
//: c.ja fork の後の dup2 と execve、pthread_create と pthread_detach、epoll_wait です。
//: lecture B | HandleTCPClient(clntSock);

//: step inetd
//: goal.en Fork and exec, as inetd does: run the design "exec" on `server`, named `inetd`. Client `alice` is served by /bin/cat.
//: goal.ja inetd のように fork して exec します。server で設計 "exec" を動かし、変数 inetd に入れます。alice の処理を担当するのは /bin/cat です。
//: predict.en What does /bin/cat know about sockets: (a) a little, (b) nothing?
//: predict.ja /bin/cat はソケットについて：(a) 少し知っている (b) 何も知らない
//: answer b
//: show
Listener server = listen(0)
AcceptLoop inetd = acceptLoop(server, lectureA().model(ServerModels.named("exec")))
Client alice = connect(server.port())
alice.say("hello")
ps()
//: check hears(alice) ==> true
//: cause.en Nobody echoes.
//: cause.ja エコーが返りません。
//: evidence ps()
//: wrong Listener server = listen(0); AcceptLoop inetd = acceptLoop(server); inetd.stop(); Client alice = connect(server.port()); alice.halfClose(); accept(server).close()
//: check ran("exec") && childCalled("cat") > 0 ==> true
//: cause.en The child runs another program than cat.
//: cause.ja 子が cat ではないプログラムを動かしています。
//: evidence ps()
//: wrong Listener server = listen(0); AcceptLoop inetd = acceptLoop(server); Client alice = connect(server.port()); alice.say("hello")
//: right var server = listen(0); var inetd = acceptLoop(server, lectureA().model(ServerModels.named("exec"))); var alice = connect(server.port())
//: right Listener server = listen(0); AcceptLoop inetd = acceptLoop(server, lectureB().model(ServerModels.named("exec")).limit(5)); Client alice = connect(server.port()); alice.say("x")
//: hint.en What do the descriptors 0 and 1 of the child have to be?
//: hint.ja 子のディスクリプタ 0 と 1 は何であるべきでしょう。
//: hint.en lectureA().model(ServerModels.named("exec"))
//: hint.ja lectureA().model(ServerModels.named("exec"))
//: hint.en AcceptLoop inetd = acceptLoop(server, lectureA().model(ServerModels.named("exec")))
//: hint.ja AcceptLoop inetd = acceptLoop(server, lectureA().model(ServerModels.named("exec")))
//: why.en dup2(acc, 0), dup2(acc, 1), execve("/bin/cat"): cat reads its standard input and writes its standard output, and both are Alice.
//: why.ja dup2(acc, 0)、dup2(acc, 1)、execve("/bin/cat")。cat は標準入力を読み標準出力に書き、その両方が alice です。

//: step memory
//: goal.en Compare the resident memory in bytes, memory(pid).rss(): `ofCat` of the child that serves Alice, `ofFork` of a child `plain` that only waits.
//: goal.ja 常駐メモリ memory(pid).rss() をバイト単位で比べます。alice の子のものを変数 ofCat に、待つだけの子 plain のものを変数 ofFork に入れます。
//: predict.en Which one shows more resident memory (RSS): cat or fork?
//: predict.ja 常駐メモリ（RSS）が大きく見えるのは cat と fork のどちらでしょう。
//: answer fork
long ofCat = memory(children().get(0).pid()).rss()
Child plain = forkChild(() -> pause())
long ofFork = memory(plain.pid()).rss()
System.out.println("cat " + ofCat / 1024 + " KiB, fork " + ofFork / 1024 + " KiB")
//: check near(ofCat, rss(childCalled("cat")), 1.5) ==> true
//: cause.en That is not the RSS of cat: memory(pid).rss().
//: cause.ja cat の RSS ではありません：memory(pid).rss()。
//: evidence ps()
//: wrong long ofCat = 1; Child plain = forkChild(() -> pause()); long ofFork = 2
//: check near(ofFork, rss(plain), 1.5) ==> true
//: cause.en That is not the RSS of `plain`, a child that waits.
//: cause.ja 待つだけの子 plain の RSS ではありません。
//: evidence ps()
//: wrong Child plain = forkChild(() -> pause()); long ofCat = memory(children().get(0).pid()).rss(); long ofFork = ofCat
//: right Child plain = forkChild(() -> pause()); double ofFork = memory(plain.pid()).rss(); double ofCat = memory(children().get(0).pid()).rss()
//: right var plain = forkChild(() -> until(() -> false)); var ofCat = new long[] {memory(children().get(0).pid()).rss()}; var ofFork = List.of(memory(plain.pid()).rss())
//: hint.en What does exec do with the memory that fork shared?
//: hint.ja fork が共有したメモリを、exec はどうするでしょう。
//: hint.en memory(PID).rss().
//: hint.ja memory(PID).rss() です。
//: hint.en long ofCat = memory(children().get(0).pid()).rss()
//: hint.ja long ofCat = memory(children().get(0).pid()).rss()
//: why.en Most of the forked child's RSS is shared with the parent: see PSS in ps(). cat has a small program of its own, at the price of loading it for each client.
//: why.ja fork した子の RSS の大半は親との共有です。ps() の PSS を見てください。cat は小さな自分のプログラムだけですが、クライアントごとに読み込む代償があります。

//: step threads
//: goal.en No process at all: the design "thread" on a listener `shared`, named `threads`. `bob` and `carol` talk at once. Name the number of threads there were before `before`.
//: goal.ja プロセスを作らない設計です。リスナ shared で "thread" を動かし、変数 threads に入れます。bob と carol が同時に話します。その前のスレッド数を変数 before に入れます。
//: predict.en How many children do Bob and Carol add?
//: predict.ja bob と carol で子はいくつ増えるでしょう。
//: answer 0
alice.close()
until(() -> children().size() == 1)
Listener shared = listen(0)
AcceptLoop threads = acceptLoop(shared, lectureA().model(ServerModels.named("thread")))
int before = new File("/proc/self/task").list().length
Client bob = connect(shared.port())
Client carol = connect(shared.port())
bob.say("bob") + carol.say("carol")
//: check echoed(bob) > 0 && echoed(carol) > 0 ==> true
//: cause.en Not both are served.
//: cause.ja 2 人とも処理されていません。
//: evidence sockets()
//: wrong alice.close(); Listener shared = listen(0); int before = 0; Client bob = connect(shared.port()); Client carol = connect(shared.port())
//: check serverOf(bob) == getpid() && serverOf(carol) == getpid() ==> true
//: cause.en Processes serve them: the design is "thread".
//: cause.ja プロセスが処理を担当しています。設計は "thread" です。
//: evidence ps()
//: wrong alice.close(); Listener shared = listen(0); AcceptLoop threads = acceptLoop(shared); int before = 0; Client bob = connect(shared.port()); Client carol = connect(shared.port()); bob.say("bob"); carol.say("carol")
//: check threadsOf(getpid()) - number(before) > 0 && threadsOf(getpid()) - number(before) < 20 ==> true
//: cause.en `before` is not the number of threads before the two came.
//: cause.ja before が、2 人が来る前のスレッド数ではありません。
//: evidence threadsOf(getpid())
//: wrong alice.close(); Listener shared = listen(0); AcceptLoop threads = acceptLoop(shared, lectureA().model(ServerModels.named("thread"))); int before = -100; Client bob = connect(shared.port()); Client carol = connect(shared.port()); bob.say("bob"); carol.say("carol")
//: right alice.close(); var shared = listen(0); long before = new File("/proc/self/task").list().length; var threads = acceptLoop(shared, lectureA().model(ServerModels.named("thread"))); var carol = connect(shared.port()); var bob = connect(shared.port()); carol.say("c"); bob.say("b")
//: right Listener shared = listen(0); int before = new File("/proc/" + getpid() + "/task").list().length; AcceptLoop threads = acceptLoop(shared, lectureA().model(ServerModels.named("thread")).limit(9)); Client bob = connect(shared.port()), carol = connect(shared.port()); bob.say("b"); carol.say("c"); alice.close()
//: hint.en What can serve two clients at once without fork?
//: hint.ja fork せずに、同時に 2 人の処理ができるのは何でしょう。
//: hint.en lectureA().model(ServerModels.named("thread"))
//: hint.ja lectureA().model(ServerModels.named("thread"))
//: hint.en AcceptLoop threads = acceptLoop(shared, lectureA().model(ServerModels.named("thread")))
//: hint.ja AcceptLoop threads = acceptLoop(shared, lectureA().model(ServerModels.named("thread")))
//: why.en One memory, one table of descriptors: each connection has to be closed once, at the right time, by whoever uses it last. There are no children to reap, but in C a thread has to be joined or detached, or its stack stays. And there is no wall between clients: a crash, a leak or a race in one thread affects them all.
//: why.ja メモリもディスクリプタ表も 1 つなので、接続は最後に使う者が、正しい時に 1 回だけ閉じなければなりません。回収すべき子はいませんが、C のスレッドは join か detach しないとスタックが残ります。クライアントの間に壁はなく、1 つのスレッドの異常終了、リーク、競合は全クライアントに影響します。

//: step epoll
//: goal.en One process and one thread for all clients: the design "epoll" on a listener `ready`, named `events`. `dave` connects first and says nothing; `erin` is served all the same.
//: goal.ja 1 つのプロセスの 1 つのスレッドで全クライアントを処理します。リスナ ready で設計 "epoll" を動かし、変数 events に入れます。dave が先に接続して何も言わなくても、後から来た erin は処理されます。
//: predict.en Dave is connected and says nothing. Which call does the server wait in: (a) read, (b) epoll_wait?
//: predict.ja dave は接続したまま何も言いません。サーバが待っているのはどの呼び出しでしょう：(a) read (b) epoll_wait
//: answer b
Listener ready = listen(0)
AcceptLoop events = acceptLoop(ready, lectureA().model(ServerModels.named("epoll")))
Client dave = connect(ready.port())
Client erin = connect(ready.port())
erin.say("erin")
//: check isConnected(dave) && echoed(dave) == 0 && echoed(erin) > 0 ==> true
//: cause.en Erin is not served while Dave is connected and says nothing.
//: cause.ja dave が接続したまま何も言わない間に、erin が処理されていません。
//: evidence sockets()
//: wrong Listener ready = listen(0); AcceptLoop events = acceptLoop(ready, lectureA().model(ServerModels.named("iterative"))); Client dave = connect(ready.port()); Client erin = connect(ready.port()); erin.send("erin".getBytes())
//: check serverOf(dave) == getpid() && serverOf(erin) == getpid() ==> true
//: cause.en Processes serve them: the design is "epoll".
//: cause.ja プロセスが処理を担当しています。設計は "epoll" です。
//: evidence ps()
//: wrong Listener ready = listen(0); AcceptLoop events = acceptLoop(ready); Client dave = connect(ready.port()); Client erin = connect(ready.port()); erin.say("erin")
//: check ran("epoll") ==> true
//: cause.en A thread for each of them serves them: the design is "epoll".
//: cause.ja クライアントごとのスレッドが処理しています。設計は "epoll" です。
//: evidence events
//: wrong Listener ready = listen(0); AcceptLoop events = acceptLoop(ready, lectureA().model(ServerModels.named("thread"))); Client dave = connect(ready.port()); Client erin = connect(ready.port()); erin.say("erin")
//: right var ready = listen(0); var events = acceptLoop(ready, lectureB().model(ServerModels.named("epoll"))); var dave = connect(ready.port()); var erin = connect(ready.port()); erin.say("e"); erin.say("e")
//: right Listener ready = listen(0); AcceptLoop events = acceptLoop(ready, lectureA().model(ServerModels.named("epoll")).limit(9)); Client dave = connect("127.0.0.1", ready.port()), erin = connect("127.0.0.1", ready.port()); erin.send("hi".getBytes()); erin.receive(2); erin.halfClose()
//: hint.en Which call tells the descriptors that can be read now?
//: hint.ja いま読めるディスクリプタを教えてくれる呼び出しは何でしょう。
//: hint.en lectureA().model(ServerModels.named("epoll"))
//: hint.ja lectureA().model(ServerModels.named("epoll"))
//: hint.en AcceptLoop events = acceptLoop(ready, lectureA().model(ServerModels.named("epoll")))
//: hint.ja AcceptLoop events = acceptLoop(ready, lectureA().model(ServerModels.named("epoll")))
//: why.en epoll_wait returns the descriptors that are ready, the listener's among them, and read and write do not wait: one thread is enough. The price: the program itself keeps what it knows of each client between two calls, what could not be written yet for instance, and a handler that waits or computes for long delays everybody.
//: why.ja epoll_wait は準備のできたディスクリプタを、リスナのものも含めて返します。read と write は待たないので、スレッドは 1 つで足ります。その代わり、まだ書けていないデータなど、クライアントごとの状態はプログラムが自分で覚えておかなければなりません。待つ処理や長い計算があると、全員が待たされます。

//: step virtual-threads
//: goal.en Where the JDK has virtual threads (21 and later), use them: the design `kind` on a listener `light`, named `many`, and twenty clients at once, a list `crowd`. Name what they hear `heard`. On an older JDK `kind` is "thread".
//: goal.ja JDK に仮想スレッドがあれば（21 以降）使います。リスナ light で設計 kind を動かし、変数 many に入れます。20 人のクライアントを同時に接続し、一覧を変数 crowd に、返ってきた言葉を変数 heard に入れます。古い JDK では kind は "thread" です。
String kind = Runtime.version().feature() >= 21 ? "virtual-thread" : "thread"
Listener light = listen(0)
AcceptLoop many = acceptLoop(light, lectureA().model(ServerModels.named(kind)))
List<Client> crowd = new ArrayList<>()
for (int i = 0; i < 20; i++) crowd.add(connect(light.port()))
List<String> heard = crowd.stream().map(client -> client.say("hello")).toList()
//: check all(crowd).stream().filter(client -> stateOf(client).equals("ESTABLISHED")).count() ==> 20
//: cause.en There should be twenty clients, all connected.
//: cause.ja 20 人全員がつながっているはずです。
//: evidence sockets().size()
//: wrong Listener light = listen(0); AcceptLoop many = acceptLoop(light); List<Client> crowd = List.of(); List<String> heard = List.of()
//: check Set.copyOf(words(heard)) ==> Set.of("hello")
//: cause.en Not all of them were echoed to.
//: cause.ja 全員にエコーが返っていません。
//: evidence heard
//: wrong Listener light = listen(0); List<Client> crowd = new ArrayList<>(); for (int i = 0; i < 20; i++) { crowd.add(connect(light.port())); } List<String> heard = List.of("hallo")
//: check all(crowd).stream().allMatch(client -> serverOf(client) == getpid() && echoed(client) > 0) ==> true
//: cause.en Not all of them were served by threads of this process, or not all have said something.
//: cause.ja 全員がこのプロセスのスレッドで処理されていないか、まだ何も言っていない者がいます。
//: evidence ps()
//: wrong Listener light = listen(0); AcceptLoop many = acceptLoop(light); List<Client> crowd = Stream.generate(() -> connect(light.port())).limit(20).toList(); List<String> heard = crowd.stream().map(client -> client.say("hello")).toList()
//: right var light = listen(0); String kind = "thread"; var many = acceptLoop(light, lectureA().model(ServerModels.named(kind))); Client[] crowd = new Client[20]; String[] heard = new String[20]; for (int i = 0; i < 20; i++) { crowd[i] = connect(light.port()); heard[i] = crowd[i].say("hello"); }
//: right Listener light = listen(0); AcceptLoop many = acceptLoop(light, lectureA().model(ServerModels.named("thread"))); List<Client> crowd = Stream.generate(() -> connect(light.port())).limit(20).toList(); String heard = ""; for (Client client : crowd) { heard += client.say("hello") + " "; }
//: hint.en Which version is this JDK? Runtime.version().feature() tells.
//: hint.ja この JDK のバージョンはいくつでしょう。Runtime.version().feature() で分かります。
//: hint.en ServerModels.named("virtual-thread"), or named("thread") before 21.
//: hint.ja ServerModels.named("virtual-thread")、21 より前は named("thread") です。
//: hint.en acceptLoop(light, lectureA().model(ServerModels.named(kind)))
//: hint.ja acceptLoop(light, lectureA().model(ServerModels.named(kind)))
//: why.en A virtual thread costs a few hundred bytes, not a stack of the system: a thread for each client is cheap again. It gives isolation to nobody.
//: why.ja 仮想スレッドはシステムのスタックではなく数百バイトで済むので、クライアントごとのスレッドがまた安くなります。ただし、隔離はまったくありません。

//: end
kill(plain, SIGKILL)
waitFor(plain)
belongings().end()
System.out.println("children left: " + children().size())
/exit
