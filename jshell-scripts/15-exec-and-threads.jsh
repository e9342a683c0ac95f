// Another program on the socket (inetd), and the other way: threads in one process.

//: lab
//: title.en Another program on the socket, and threads
//: title.ja ソケットの上の別プログラム、そしてスレッド
//: lecture B | HandleTCPClient(clntSock);

//: step inetd
//: goal.en Fork and exec, as inetd does: run the design "exec" on `server` as `inetd`. Client `alice` is served by /bin/cat.
//: goal.ja inetd のように fork して exec します。server で設計 "exec" を inetd として動かします。alice の相手をするのは /bin/cat です。
//: predict.en What does /bin/cat know about sockets: (a) a little, (b) nothing?
//: predict.ja /bin/cat はソケットについて：(a) 少し知っている (b) 何も知らない
//: answer b
//: show
Listener server = listen(0)
AcceptLoop inetd = acceptLoop(server, lectureA().model(ServerModels.named("exec")))
Client alice = connect(server.port())
alice.say("hello")
ps()
//: check alice.say("hello") ==> "hello"
//: cause.en Nobody echoes.
//: cause.ja エコーが返りません。
//: evidence ps()
//: wrong Listener server = listen(0); AcceptLoop inetd = acceptLoop(server); inetd.stop(); Client alice = connect(server.port()); alice.halfClose(); accept(server).close()
//: check commandOf(children().get(0).pid()) ==> "cat"
//: cause.en The child runs another program than cat.
//: cause.ja 子が cat ではないプログラムを動かしています。
//: evidence ps()
//: wrong Listener server = listen(0); AcceptLoop inetd = acceptLoop(server); Client alice = connect(server.port()); alice.say("hello")
//: hint.en What do the descriptors 0 and 1 of the child have to be?
//: hint.ja 子のディスクリプタ 0 と 1 は何であるべきでしょう。
//: hint.en lectureA().model(ServerModels.named("exec"))
//: hint.ja lectureA().model(ServerModels.named("exec"))
//: hint.en AcceptLoop inetd = acceptLoop(server, lectureA().model(ServerModels.named("exec")))
//: hint.ja AcceptLoop inetd = acceptLoop(server, lectureA().model(ServerModels.named("exec")))
//: why.en dup2(acc, 0), dup2(acc, 1), execve("/bin/cat"): cat reads its standard input and writes its standard output, and both are Alice.
//: why.ja dup2(acc, 0)、dup2(acc, 1)、execve("/bin/cat")。cat は標準入力を読み標準出力に書き、その両方が alice です。

//: step memory
//: goal.en Compare the memory: `ofCat` of Alice's child, `ofFork` of a child `plain` that only waits.
//: goal.ja メモリを比べます。alice の子の ofCat と、待つだけの子 plain の ofFork です。
//: predict.en Which one shows more resident memory (RSS): cat or fork?
//: predict.ja 常駐メモリ（RSS）が大きく見えるのは cat と fork のどちらでしょう。
//: answer fork
long ofCat = memory(children().get(0).pid()).rss()
Child plain = forkChild(() -> pause())
long ofFork = memory(plain.pid()).rss()
System.out.println("cat " + ofCat / 1024 + " KiB, fork " + ofFork / 1024 + " KiB")
//: check ofCat < ofFork ==> true
//: cause.en cat should show less: exec throws the parent's pages away.
//: cause.ja cat の方が小さいはずです。exec は親のページを捨てます。
//: evidence ps()
//: wrong Child plain = forkChild(() -> pause()); long ofCat = memory(plain.pid()).rss(); long ofFork = ofCat
//: check ofCat > 0 ==> true
//: cause.en The figure was taken of a process that has ended.
//: cause.ja 終わったプロセスの値です。
//: evidence ps()
//: wrong Child plain = forkChild(() -> pause()); long ofCat = 0; long ofFork = 1
//: hint.en What does exec do with the memory that fork shared?
//: hint.ja fork が共有したメモリを、exec はどうするでしょう。
//: hint.en memory(PID).rss().
//: hint.ja memory(PID).rss() です。
//: hint.en long ofCat = memory(children().get(0).pid()).rss()
//: hint.ja long ofCat = memory(children().get(0).pid()).rss()
//: why.en Most of the forked child's RSS is shared with the parent: see PSS in ps(). cat has a small program of its own, at the price of loading it for each client.
//: why.ja fork した子の RSS の大半は親との共有です。ps() の PSS を見てください。cat は小さな自分のプログラムだけですが、クライアントごとに読み込む代償があります。

//: step threads
//: goal.en No process at all: the design "thread" on a listener `shared`, as `threads`. `bob` and `carol` talk at once. Keep how many threads there were `before`.
//: goal.ja プロセスを作らない設計です。listener の shared で "thread" を threads として動かし、bob と carol が同時に話します。前のスレッド数を before に取っておきます。
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
//: check bob.say("bob") + carol.say("carol") ==> "bobcarol"
//: cause.en Not both are served.
//: cause.ja 二人とも相手をされていません。
//: evidence sockets()
//: wrong Listener shared = listen(0); Client bob = connect(shared.port()); Client carol = connect(shared.port()); bob.halfClose(); carol.halfClose(); accept(shared).close(); accept(shared).close()
//: check alive() ==> 1
//: cause.en Only `plain` of the step before should be left: threads fork nobody.
//: cause.ja 残るのは前のステップの plain だけのはずです。スレッドは fork しません。
//: evidence ps()
//: wrong alice.close(); Listener shared = listen(0); AcceptLoop threads = acceptLoop(shared); int before = 0; Client bob = connect(shared.port()); Client carol = connect(shared.port()); bob.say("bob"); carol.say("carol")
//: check threadsOf(getpid()) > before ==> true
//: cause.en There are no more threads than before the two came.
//: cause.ja 二人が来る前よりスレッドが増えていません。
//: evidence threadsOf(getpid())
//: hint.en What can serve two clients at once without fork?
//: hint.ja fork せずに、同時に二人の相手ができるのは何でしょう。
//: hint.en lectureA().model(ServerModels.named("thread"))
//: hint.ja lectureA().model(ServerModels.named("thread"))
//: hint.en AcceptLoop threads = acceptLoop(shared, lectureA().model(ServerModels.named("thread")))
//: hint.ja AcceptLoop threads = acceptLoop(shared, lectureA().model(ServerModels.named("thread")))
//: why.en One memory, one table of descriptors: nothing to close twice, nothing to reap. And nothing between the clients: a crash, a leak, a race in one thread is everybody's.
//: why.ja 一つのメモリ、一つのディスクリプタ表。二度閉じるものも、回収するものもありません。そしてクライアントの間に壁もありません。一つのスレッドの異常、漏れ、競合は全員のものです。

//: step virtual-threads
//: goal.en Where the JDK has virtual threads (21 and later), use them: the design `kind` on a listener `light`, as `many`, and twenty clients at once in a list `crowd`. On an older JDK `kind` is "thread".
//: goal.ja JDK に仮想スレッドがあれば（21 以降）使います。listener の light で設計 kind を many として動かし、二十人のクライアント crowd を同時につなぎます。古い JDK では kind は "thread" です。
String kind = Runtime.version().feature() >= 21 ? "virtual-thread" : "thread"
Listener light = listen(0)
AcceptLoop many = acceptLoop(light, lectureA().model(ServerModels.named(kind)))
List<Client> crowd = Stream.generate(() -> connect(light.port())).limit(20).toList()
List<String> heard = crowd.stream().map(client -> client.say("hello")).toList()
//: check crowd.stream().filter(client -> stateOf(client).equals("ESTABLISHED")).count() ==> 20
//: cause.en There should be twenty clients, all connected.
//: cause.ja 二十人全員がつながっているはずです。
//: evidence sockets().size()
//: wrong Listener light = listen(0); AcceptLoop many = acceptLoop(light); List<Client> crowd = List.of(); List<String> heard = List.of()
//: check Set.copyOf(heard) ==> Set.of("hello")
//: cause.en Not all of them were echoed to.
//: cause.ja 全員にエコーが返っていません。
//: evidence heard
//: wrong Listener light = listen(0); List<Client> crowd = Stream.generate(() -> connect(light.port())).limit(20).toList(); List<String> heard = List.of("hallo")
//: check alive() ==> 1
//: cause.en Children were forked; threads need none.
//: cause.ja 子が fork されています。スレッドには要りません。
//: evidence ps()
//: wrong Listener light = listen(0); AcceptLoop many = acceptLoop(light); List<Client> crowd = Stream.generate(() -> connect(light.port())).limit(20).toList(); List<String> heard = crowd.stream().map(client -> client.say("hello")).toList()
//: hint.en Which JDK is this? Runtime.version().feature() tells.
//: hint.ja この JDK は何番でしょう。Runtime.version().feature() が教えます。
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
