// From an empty prompt to an echo server with two live clients, in Java that forks.
//
// Three ways to use this file:
//   step by step:  java -jar target/forkshell.jar, then /lab 1
//   whole:         jshell --class-path target/forkshell.jar --startup DEFAULT \
//                         --startup jshell-scripts/startup.jsh jshell-scripts/01-first-server.jsh
//   by hand:       type its lines into such a jshell, and look at each answer.
// The lines that begin with //: are the lab: see "Writing a lab" in the README.

//: lab
//: title.en From an empty prompt to an echo server
//: title.ja 空のプロンプトからエコーサーバまで
//: minutes 15
//: c.en socket, bind and listen in one function, then while (true) { accept; fork; ... }.
//: c.ja socket、bind、listen を行う関数と、while (true) { accept; fork; … } です。
//: lecture A | void acceptLoop(int sock) {

//: step listener
//: goal.en A server begins with a listener: socket, SO_REUSEADDR, bind, listen. Port 0 takes any port that is free.
//: goal.ja サーバは リスナ から始まります：socket、SO_REUSEADDR、bind、listen。ポート 0 は空いているポートを選びます。
//: lecture B | servSock = CreateTCPClientSocket(echoServPort);
//: show
Listener server = listen(0)
System.out.println(server)
//: check isOpen(server) ==> true
//: cause.en The listener is closed: make a new one under the same name.
//: cause.ja リスナ が閉じています。同じ名前で作り直してください。
//: evidence sockets()
//: wrong Listener server = listen(0); server.close()
//: check listeners(server) ==> 1
//: cause.en Nobody listens on that port: is it still the listener that listen(0) gave?
//: cause.ja そのポートで待ち受けているものがありません。listen(0) が返したリスナですか。
//: evidence sockets()
//: right var server = listen(0)
//: right Listener server = listen("127.0.0.1", 0)
//: hint.en Which call asks the kernel for a socket that waits for clients?
//: hint.ja クライアントを待つソケットをカーネルに頼むのは、どの呼び出しでしょう。
//: hint.en listen(PORT) does all of it and returns a Listener.
//: hint.ja listen(ポート) がすべて行い、Listener を返します。
//: hint.en Listener server = listen(...)
//: hint.ja Listener server = listen(...)
//: why.en The kernel now answers clients on that port, although nobody accepts them yet. What you see is the real descriptor: fd is its number in this process.
//: why.ja まだ誰も accept していませんが、カーネルはもうそのポートで応答します。見えているのは本物のディスクリプタで、fd はこのプロセスでの番号です。

//: step loop
//: goal.en Start the accept loop of the first lecture on it. It runs in the background, so the prompt stays yours.
//: goal.ja その上で講義 A の acceptLoop を始めます。裏で動くので、プロンプトは空いたままです。
//: lecture A | while (true) {
//: show
AcceptLoop loop = acceptLoop(server)
//: check isRunning(loop) ==> true
//: cause.en The loop has ended or was stopped; start it again.
//: cause.ja ループが終わっているか、止められています。もう一度始めてください。
//: evidence loop
//: wrong AcceptLoop loop = acceptLoop(server); loop.stop()
//: right var loop = acceptLoop(server)
//: right AcceptLoop loop = acceptLoop(server, lectureA())
//: hint.en Who takes the clients that the kernel has answered?
//: hint.ja カーネルが応答したクライアントを受け取るのは誰でしょう。
//: hint.en acceptLoop(LISTENER) returns the running loop.
//: hint.ja acceptLoop(リスナ) が、動いているループを返します。
//: hint.en AcceptLoop loop = acceptLoop(...)
//: hint.ja AcceptLoop loop = acceptLoop(...)
//: why.en The loop waits in accept. For each client it will fork: a child of this very process serves the client, and the loop goes on waiting.
//: why.ja ループは accept で待っています。クライアントごとに fork し、このプロセスの子がその処理を担当し、ループはまた待ちます。

//: step clients
//: goal.en Connect two clients at once and let each say something.
//: goal.ja クライアントを 2 つ同時に接続し、それぞれに何か言わせます。
//: predict.en How many child processes will there be then?
//: predict.ja そのとき、子プロセスはいくつあるでしょう。
//: answer 2
//: lecture A | pid_t pid = fork();
//: show
Client alice = connect(server.port())
Client bob = connect(server.port())
System.out.println("alice hears " + alice.say("hello from alice"))
System.out.println("bob hears " + bob.say("hello from bob"))
//: check stateOf(alice) ==> "ESTABLISHED"
//: cause.en Alice is closed; connect her again.
//: cause.ja alice が閉じています。もう一度接続してください。
//: evidence sockets()
//: wrong Client alice = connect(server.port()); Client bob = connect(server.port()); alice.close()
//: check stateOf(bob) ==> "ESTABLISHED"
//: cause.en Bob is closed; connect him again.
//: cause.ja bob が閉じています。もう一度接続してください。
//: evidence sockets()
//: wrong Client alice = connect(server.port()); Client bob = connect(server.port()); bob.close()
//: check echoed(alice) > 0 ==> true
//: cause.en Alice has not said anything yet: alice.say("hello").
//: cause.ja alice がまだ何も言っていません：alice.say("hello")。
//: evidence timeline()
//: wrong Client alice = connect(server.port()); Client bob = connect(server.port())
//: check echoed(bob) > 0 ==> true
//: cause.en Bob has not said anything yet: bob.say("hello").
//: cause.ja bob がまだ何も言っていません：bob.say("hello")。
//: evidence timeline()
//: wrong Client alice = connect(server.port()); Client bob = connect(server.port()); alice.say("hello")
//: check alive() ==> 2
//: cause.en One child for each client: more clients than Alice and Bob are connected, or fewer.
//: cause.ja 子はクライアントごとに 1 つです。alice と bob のほかにも接続があるか、どちらかが足りません。
//: evidence ps()
//: wrong Client alice = connect(server.port()); Client bob = connect(server.port()); Client carol = connect(server.port()); alice.say("a"); bob.say("b")
//: right var bob = connect(server.port()); var alice = connect(server.port()); bob.say("b"); alice.say("a")
//: right Client alice = connect(server.port()), bob = connect(server.port()); for (Client each : List.of(alice, bob)) { each.send("x".getBytes()); each.receive(1); }
//: hint.en What plays the part of telnet or nc here?
//: hint.ja telnet や nc の役をするのは何でしょう。
//: hint.en connect(PORT) is a client; say(TEXT) sends and returns the echo.
//: hint.ja connect(ポート) がクライアントで、say(文字列) は送って、返ってきたものを返します。
//: hint.en Client alice = connect(server.port()), then alice.say("...")
//: hint.ja Client alice = connect(server.port())、それから alice.say("...")
//: why.en accept:HOST:PORT is what the lecture's loop prints. Both talk at the same time because each has a process of its own.
//: why.ja accept:HOST:PORT は講義のループが表示するものです。それぞれが自分のプロセスに処理してもらうので、2 人は同時に話せます。

//: step children
//: goal.en Take the list of your children with children() and name it `both`. `ps` and `pstree` in another terminal show the same processes.
//: goal.ja children() で子プロセスの一覧を取り、変数 both に入れます。別の端末の ps や pstree にも同じプロセスが見えます。
List<Child> both = children()
both.forEach(System.out::println)
ps()
//: check sizeOf(both) ==> 2
//: cause.en The list was taken before both clients had a child.
//: cause.ja 2 人とも子を持つ前に一覧を取りました。
//: evidence both
//: wrong List<Child> both = List.of()
//: check pids(both) ==> living()
//: cause.en The list holds something else than your two living children.
//: cause.ja 生きている 2 つの子とは違うものが一覧にあります。
//: evidence tree()
//: wrong List<Integer> both = List.of(1, 2)
//: right Child[] both = children().toArray(new Child[0])
//: right var both = new ArrayList<>(children())
//: right int[] both = children().stream().mapToInt(Child::pid).toArray()
//: hint.en Which helper lists what was forked?
//: hint.ja fork したものを一覧にするのはどれでしょう。
//: hint.en children() returns a List<Child>.
//: hint.ja children() は List<Child> を返します。
//: hint.en List<Child> both = children()
//: hint.ja List<Child> both = children()
//: why.en Real processes with real pids. Their parent is the JVM in which your lines run: getpid() is its pid.
//: why.ja 本物の pid を持つ本物のプロセスです。親は、あなたの行を実行している JVM で、getpid() がその pid です。

//: step leave
//: goal.en Close Alice and wait for her child, the first of the two, with waitFor. Name how it ended `exit`. Bob goes on.
//: goal.ja alice を切断し、その子（2 つのうち最初のもの）を waitFor で待ち、終わり方を変数 exit に入れます。bob は続けます。
//: predict.en With which exit status does lecture A's child end: 0 or 1?
//: predict.ja 講義 A の子プロセスの終了ステータスは 0 と 1 のどちらでしょう。
//: answer 1
//: lecture A | _exit(1);
alice.close()
Exit exit = waitFor(both.get(0))
System.out.println(exit)
System.out.println("bob hears " + bob.say("still here?"))
//: check ending(exit) ==> "exit 1"
//: cause.en It did not end with 1.
//: cause.ja 1 で終わっていません。
//: evidence exit
//: wrong kill(both.get(0), SIGKILL); Exit exit = waitFor(both.get(0))
//: when found().startsWith("SIG")
//: cause.en A signal has ended this child.
//: cause.ja この子はシグナルで終わりました。
//: when found().contains("of no child")
//: cause.en No child of this step has ended so: take the status from waitFor or reap.
//: cause.ja このステップで、そのように終わった子はいません。waitFor か reap から受け取ってください。
//: check zombies() ==> 0
//: cause.en A child has ended and nobody took its status: waitFor takes it.
//: cause.ja 終わった子のステータスを誰も受け取っていません。waitFor が受け取ります。
//: evidence ps()
//: check hears(bob) ==> true
//: cause.en Bob has left, too.
//: cause.ja bob まで切断しています。
//: evidence sockets()
//: wrong alice.close(); bob.close(); Exit exit = waitFor(both.get(0))
//: right alice.close(); int exit = waitFor(both.get(0)).exitCode()
//: right alice.halfClose(); var exit = waitFor(both.get(0))
//: right alice.close(); Exit[] exit = {waitFor(both.get(0))}
//: hint.en What does the child read when its client is gone?
//: hint.ja クライアントがいなくなると、子は何を読むでしょう。
//: hint.en alice.close() ends the stream; waitFor(CHILD) waits for the process.
//: hint.ja alice.close() でストリームが終わり、waitFor(子) がプロセスを待ちます。
//: hint.en alice.close(), then Exit exit = waitFor(both.get(...))
//: hint.ja alice.close()、それから Exit exit = waitFor(both.get(...))
//: why.en The child read the end of the stream, left its loop and called _exit(1); lecture B's child calls exit(0). The parent took the status; the two lines are the lecture's printChildProcessStatus.
//: why.ja 子はストリームの終わりを読み、ループを出て _exit(1) を呼びました（講義 B の子は exit(0) を呼びます）。親がそのステータスを受け取りました。2 行の表示は講義の printChildProcessStatus です。

//: step end
//: goal.en Close Bob, stop the loop with loop.stop(), and close the listener. Nothing must be left.
//: goal.ja bob を切断し、loop.stop() でループを止め、リスナを閉じます。何も残してはいけません。
bob.close()
waitFor(both.get(1))
loop.stop()
server.close()
System.out.println(loop.stats())
//: check alive() + zombies() ==> 0
//: cause.en A client is still connected, so its child still serves it.
//: cause.ja まだ接続しているクライアントがあり、子がその処理をしています。
//: evidence ps()
//: wrong loop.stop(); server.close()
//: check isRunning(loop) ==> false
//: cause.en The loop still waits for clients: loop.stop().
//: cause.ja ループがまだクライアントを待っています：loop.stop()。
//: evidence loop
//: wrong bob.close(); waitFor(both.get(1))
//: check listeners(server) ==> 0
//: cause.en The listener is still open: server.close().
//: cause.ja リスナ がまだ開いています：server.close()。
//: evidence sockets()
//: wrong bob.close(); waitFor(both.get(1)); loop.stop()
//: check failureOf(loop) ==> ""
//: cause.en The loop was not stopped: it failed when its listener was closed. loop.stop() comes first.
//: cause.ja ループは止められたのではなく、リスナが閉じられて失敗しました。先に loop.stop() を呼びます。
//: evidence loop
//: wrong bob.close(); waitFor(both.get(1)); server.close(); until(() -> !loop.isRunning())
//: right loop.stop(); server.close(); bob.close(); waitFor(both.get(1))
//: right bob.close(); loop.stop(); server.close()
//: right server.port(); loop.stop(); bob.close(); waitFor(both.get(1)); server.close()
//: hint.en What has been opened, and in which order?
//: hint.ja 何を、どの順で開いたでしょう。
//: hint.en Close the client, wait for its child, stop the loop, close the listener.
//: hint.ja クライアントを閉じ、その子を待ち、ループを止め、リスナ を閉じます。
//: hint.en bob.close(), waitFor(both.get(1)), loop.stop(), server.close()
//: hint.ja bob.close()、waitFor(both.get(1))、loop.stop()、server.close()
//: why.en Whoever opens closes, whoever forks reaps. Every mistake of a forking server breaks one of these two, and the labs to come break them on purpose.
//: why.ja 開いた者が閉じ、fork した者が回収する。fork するサーバの失敗はどれも、このどちらかを破ったものです。これからのラボでは、わざと破ってみます。

//: end
System.out.println("children left: " + children().size())
/exit
