// Parents may end before their children: orphans, who adopts them, and the double fork.

//: lab
//: title.en Orphans, and who adopts them
//: title.ja 孤児と、その引き取り手
//: minutes 15
//: builds 4
//: c.en fork in a child, exit in the one between; setsid before the second fork for a daemon.
//: c.ja 子の中での fork と、間のプロセスの exit です。デーモンでは 2 回目の fork の前に setsid を呼びます。
//: lecture B | exit(0);

//: step adopted
//: goal.en A child `middle` forks a child of its own, tells its pid through the pipe `news` and ends. Read the pid into `orphan` and look who its parent is now. The pipe `leash` is its lifeline: the orphan ends when it reads the end of it.
//: goal.ja 子 middle が自分の子を fork し、その pid をパイプ news で知らせて終わります。pid を変数 orphan に読み込み、いまの親が誰かを見ます。パイプ leash は命綱で、孤児はその EOF を読むと終わります。
//: predict.en Who is the orphan's parent then: (a) nobody, (b) this session, its grandparent, (c) pid 1 or a subreaper?
//: predict.ja そのとき孤児の親は：(a) いない (b) 祖父にあたるこのセッション (c) pid 1 か subreaper
//: answer c
//: show
Pipe leash = pipe()
Pipe news = pipe()
ChildTask onALeash = () -> { leash.closeWrite(); leash.read(1); }
Child middle = forkChild(() -> news.write(forkChild(onALeash).pid() + "\n"))
waitFor(middle)
int orphan = Integer.parseInt(news.readLine())
tree()
//: check isGrandchild(orphan) ==> true
//: cause.en No child of this step has forked that process.
//: cause.ja それは、このステップの子が fork したプロセスではありません。
//: evidence tree()
//: wrong Pipe leash = pipe(); Pipe news = pipe(); int orphan = getppid()
//: check stateOf(orphan).matches("[SR]") ==> true
//: cause.en The orphan is not alive: it has to wait, on the leash, for the pipe's end.
//: cause.ja 孤児が生きていません。パイプの終わりを待つようにします。
//: evidence tree()
//: check parentOf(orphan) != getpid() && !forked(parentOf(orphan)) ==> true
//: cause.en Its parent still lives, or it is your own child: the one in the middle has to end.
//: cause.ja 親がまだ生きているか、あなた自身の子です。真ん中のプロセスが終わらなければなりません。
//: evidence tree()
//: wrong Pipe leash = pipe(); Pipe news = pipe(); ChildTask onALeash = () -> { leash.closeWrite(); leash.read(1); }; Child middle = forkChild(() -> { news.write(forkChild(onALeash).pid() + "\n"); pause(); }); int orphan = Integer.parseInt(news.readLine())
//: right Pipe leash = pipe(); Pipe news = pipe(); waitFor(forkChild(() -> news.write(forkChild(() -> { leash.closeWrite(); leash.read(1); }).pid() + "\n"))); var orphan = news.readLine()
//: right Pipe leash = pipe(); Pipe news = pipe(); Child middle = forkChild(() -> { forkChild(() -> { leash.closeWrite(); news.write(getpid() + "\n"); leash.read(1); }); exit(0); }); waitFor(middle); long orphan = Long.parseLong(news.readLine())
//: hint.en Who forks, who ends, who stays?
//: hint.ja 誰が fork し、誰が終わり、誰が残るでしょう。
//: hint.en Inside forkChild's lambda you can call forkChild again. A pipe brings the pid home.
//: hint.ja forkChild のラムダの中で、もう一度 forkChild を呼べます。pid はパイプで持ち帰ります。
//: hint.en forkChild(() -> news.write(forkChild(onALeash).pid() + "\n")), waitFor, news.readLine()
//: hint.ja forkChild(() -> news.write(forkChild(onALeash).pid() + "\n"))、waitFor、news.readLine()
//: why.en The kernel gives orphans to the nearest ancestor that asked for them (a subreaper, such as systemd --user), or to pid 1. Never to the grandparent as such.
//: why.ja カーネルは孤児を、それを望んだ最も近い先祖（systemd --user のような subreaper）か pid 1 に渡します。祖父だからといって渡されることはありません。

//: step leash
//: goal.en End the orphan without a signal: forkshell signals only your own children (Unix would let you: it is your user's process). The orphan waits for the end of the pipe `leash`.
//: goal.ja 孤児をシグナルなしで終わらせます。forkshell がシグナルを送るのは自分の子だけです（同じユーザのプロセスなので、Unix では送れます）。孤児はパイプ leash の終わりを待っています。
leash.closeWrite()
until(() -> !new File("/proc/" + orphan + "/fd/0").exists())
//: check stateOf(orphan).matches("Z|none") ==> true
//: cause.en The orphan still waits: somebody holds the writing end of its pipe.
//: cause.ja 孤児がまだ待っています。誰かがパイプの書き込み側を持っています。
//: evidence tree()
//: wrong leash.closeRead()
//: right leash.closeWrite()
//: right leash.close()
//: hint.en What does read return when nobody can write any more?
//: hint.ja もう誰も書けないとき、read は何を返すでしょう。
//: hint.en The last writing end of leash is yours.
//: hint.ja leash の最後の書き込み側は、あなたのものです。
//: hint.en leash.closeWrite()
//: hint.ja leash.closeWrite()
//: why.en It read the end and ended. Whoever adopted it reaps it; if that is a careless pid 1, as in many containers, it stays a zombie there.
//: why.ja 孤児は EOF を読んで終了しました。回収するのは引き取り手です。多くのコンテナのように pid 1 がそれを怠ると、そこでゾンビのまま残ります。

//: step double-fork
//: goal.en Double fork: a child forks a `worker` and ends at once; you reap the child and never the worker. The worker tells its pid through the pipe `desk`, read it into `workerPid`, and waits for the end of its lifeline, the pipe `leash2`.
//: goal.ja 二重 fork：子が worker を fork してすぐ終わり、あなたは子だけを回収します。worker はパイプ desk で pid を知らせ（変数 workerPid に読み込みます）、命綱のパイプ leash2 の EOF を待ちます。
//: predict.en How many children of yours are left to reap while the worker works?
//: predict.ja worker が働いている間、あなたが回収すべき子はいくつ残っているでしょう。
//: answer 0
Pipe leash2 = pipe()
Pipe desk = pipe()
ChildTask worker = () -> { leash2.closeWrite(); desk.write(getpid() + "\n"); leash2.read(1); }
waitFor(forkChild(() -> forkChild(worker)))
int workerPid = Integer.parseInt(desk.readLine())
//: check isGrandchild(workerPid) ==> true
//: cause.en No child of this step has forked the worker: it has to be forked by a child that ends.
//: cause.ja worker は、このステップの子が fork したものではありません。すぐ終わる子に fork させます。
//: evidence tree()
//: wrong Pipe leash2 = pipe(); Pipe desk = pipe(); ChildTask worker = () -> { leash2.closeWrite(); desk.write(getpid() + "\n"); leash2.read(1); }; forkChild(worker); int workerPid = Integer.parseInt(desk.readLine())
//: check alive() + zombies() ==> 0
//: cause.en The worker is your own child: it has to be forked by a child that ends.
//: cause.ja worker があなた自身の子です。すぐ終わる子に fork させます。
//: evidence tree()
//: check stateOf(workerPid).matches("[SR]") ==> true
//: cause.en The worker has ended: it has to wait for its leash.
//: cause.ja worker が終わっています。leash2 を待つようにします。
//: evidence tree()
//: wrong Pipe leash2 = pipe(); Pipe desk = pipe(); ChildTask worker = () -> desk.write(getpid() + "\n"); waitFor(forkChild(() -> forkChild(worker))); int workerPid = Integer.parseInt(desk.readLine())
//: right Pipe leash2 = pipe(); Pipe desk = pipe(); waitFor(forkChild(() -> { forkChild(() -> { leash2.closeWrite(); desk.write(getpid() + "\n"); leash2.read(1); }); exit(0); })); String workerPid = desk.readLine()
//: right Pipe leash2 = pipe(); Pipe desk = pipe(); Child between = forkChild(() -> desk.write(forkChild(() -> { leash2.closeWrite(); leash2.read(1); }).pid() + "\n")); waitFor(between); var workerPid = Integer.parseInt(desk.readLine())
//: hint.en Who must be the worker's parent, so that you need not reap it?
//: hint.ja worker を回収しなくて済むには、その親は誰であるべきでしょう。
//: hint.en A child whose only work is forkChild(worker).
//: hint.ja forkChild(worker) だけが仕事の子です。
//: hint.en waitFor(forkChild(() -> forkChild(worker)))
//: hint.ja waitFor(forkChild(() -> forkChild(worker)))
//: why.en Fork twice, reap once: as soon as the one in the middle has ended, the worker belongs to pid 1 or a subreaper, and a server needs no SIGCHLD handler at all. Daemons begin like this, with setsid between the two forks, so that no terminal belongs to them.
//: why.ja 2 回 fork し、1 回回収する。間のプロセスが終わるとすぐ、worker は pid 1 か subreaper のものになり、サーバに SIGCHLD ハンドラは要りません。デーモンもこうして始まり、2 回の fork の間に setsid を呼んで端末から離れます。

//: end
leash2.closeWrite()
until(() -> !new File("/proc/" + workerPid + "/fd/0").exists())
belongings().end()
System.out.println("children left: " + children().size())
/exit
