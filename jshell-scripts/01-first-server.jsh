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
//: lecture A | void acceptLoop(int sock) {

//: step listener
//: goal.en A server begins with a listener: socket, SO_REUSEADDR, bind, listen. Port 0 takes any port that is free.
//: goal.ja サーバは listener から始まります：socket、SO_REUSEADDR、bind、listen。ポート 0 は空いているポートを選びます。
//: lecture B | servSock = CreateTCPClientSocket(echoServPort);
//: show
Listener server = listen(0)
System.out.println(server)
//: check listeners(server.port()) ==> 1
//: cause.en The listener is closed: make a new one under the same name.
//: cause.ja listener が閉じています。同じ名前で作り直してください。
//: evidence sockets()
//: wrong Listener server = listen(0); server.close()
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
//: check loop.isRunning() ==> true
//: cause.en The loop has ended or was stopped; start it again.
//: cause.ja ループが終わっているか、止められています。もう一度始めてください。
//: evidence loop
//: wrong AcceptLoop loop = acceptLoop(server); loop.stop()
//: hint.en Who takes the clients that the kernel has answered?
//: hint.ja カーネルが応答したクライアントを受け取るのは誰でしょう。
//: hint.en acceptLoop(LISTENER) returns the running loop.
//: hint.ja acceptLoop(リスナ) が、動いているループを返します。
//: hint.en AcceptLoop loop = acceptLoop(...)
//: hint.ja AcceptLoop loop = acceptLoop(...)
//: why.en The loop waits in accept. For each client it will fork: a child of this very process serves the client, and the loop goes on waiting.
//: why.ja ループは accept で待っています。クライアントごとに fork し、このプロセスの子がその相手をして、ループはまた待ちます。

//: step clients
//: goal.en Connect two clients at once and let each say something.
//: goal.ja クライアントを二つ同時に接続し、それぞれに何か言わせます。
//: predict.en How many child processes will there be then?
//: predict.ja そのとき、子プロセスはいくつあるでしょう。
//: answer 2
//: lecture A | pid_t pid = fork();
//: show
Client alice = connect(server.port())
Client bob = connect(server.port())
System.out.println("alice hears " + alice.say("hello from alice"))
System.out.println("bob hears " + bob.say("hello from bob"))
//: check alice.say("again") ==> "again"
//: cause.en Alice is closed; connect her again.
//: cause.ja alice が閉じています。もう一度接続してください。
//: evidence sockets()
//: wrong Client alice = connect(server.port()); Client bob = connect(server.port()); alice.close()
//: check bob.say("again") ==> "again"
//: cause.en Bob is closed; connect him again.
//: cause.ja bob が閉じています。もう一度接続してください。
//: evidence sockets()
//: wrong Client alice = connect(server.port()); Client bob = connect(server.port()); bob.close()
//: check alive() ==> 2
//: cause.en One child for each client: more clients than Alice and Bob are connected, or fewer.
//: cause.ja 子はクライアントごとに一つです。alice と bob のほかにも接続があるか、どちらかが足りません。
//: evidence ps()
//: wrong Client alice = connect(server.port()); Client bob = connect(server.port()); Client carol = connect(server.port())
//: hint.en What plays the part of telnet or nc here?
//: hint.ja telnet や nc の役をするのは何でしょう。
//: hint.en connect(PORT) is a client; say(TEXT) sends and returns the echo.
//: hint.ja connect(ポート) がクライアントで、say(文字列) は送って、返ってきたものを返します。
//: hint.en Client alice = connect(server.port()), then alice.say("...")
//: hint.ja Client alice = connect(server.port())、それから alice.say("...")
//: why.en accept:HOST:PORT is what the lecture's loop prints. Both talk at the same time because each has a process of its own.
//: why.ja accept:HOST:PORT は講義のループが表示するものです。それぞれが自分のプロセスに相手をしてもらうので、二人は同時に話せます。

//: step children
//: goal.en Look at the children, and keep the list as `both`. `ps` and `pstree` in another terminal show the same processes.
//: goal.ja 子プロセスを見て、その一覧を both に取っておきます。別の端末の ps や pstree にも同じプロセスが見えます。
//: show
List<Child> both = children()
both.forEach(System.out::println)
System.out.println("this is " + getpid() + ", its children are " + both.stream().map(Child::pid).toList())
ps()
//: check both.size() ==> 2
//: cause.en The list was taken before both clients had a child.
//: cause.ja 二人とも子を持つ前に一覧を取りました。
//: evidence both
//: wrong List<Child> both = List.of()
//: check both.stream().allMatch(child -> parentOf(child.pid()) == getpid()) ==> true
//: cause.en The list holds a process that is not your child any more.
//: cause.ja もう自分の子ではないプロセスが一覧にあります。
//: evidence tree()
//: hint.en Which helper lists what was forked?
//: hint.ja fork したものを一覧にするのはどれでしょう。
//: hint.en children() returns a List<Child>.
//: hint.ja children() は List<Child> を返します。
//: hint.en List<Child> both = children()
//: hint.ja List<Child> both = children()
//: why.en Real processes with real pids. Their parent is the JVM in which your lines run: getpid() is its pid.
//: why.ja 本物の pid を持つ本物のプロセスです。親は、あなたの行を実行している JVM で、getpid() がその pid です。

//: step leave
//: goal.en Let Alice leave and wait for her child, the first of the two. Keep how it ended as `exit`. Bob goes on.
//: goal.ja alice を退出させ、その子（二つのうち最初のもの）を待ち、どう終わったかを exit に取っておきます。bob は続きます。
//: predict.en With which exit status does the lecture's child end: 0 or 1?
//: predict.ja 講義の子プロセスの終了ステータスは 0 と 1 のどちらでしょう。
//: answer 1
//: lecture A | _exit(1);
//: show
alice.close()
Exit exit = waitFor(both.get(0))
System.out.println(exit)
System.out.println("bob hears " + bob.say("still here?"))
//: check exit.exitCode() ==> 1
//: cause.en A signal has ended this child, not the end of its client.
//: cause.ja この子は、クライアントの終わりではなくシグナルで終わりました。
//: evidence exit
//: wrong kill(both.get(0), SIGKILL); Exit exit = waitFor(both.get(0))
//: check zombies() ==> 0
//: cause.en A child has ended and nobody took its status: waitFor takes it.
//: cause.ja 終わった子のステータスを誰も受け取っていません。waitFor が受け取ります。
//: evidence ps()
//: check bob.say("still here?") ==> "still here?"
//: cause.en Bob has left, too.
//: cause.ja bob まで退出しています。
//: evidence sockets()
//: wrong alice.close(); bob.close(); Exit exit = waitFor(both.get(0))
//: hint.en What does the child read when its client is gone?
//: hint.ja クライアントがいなくなると、子は何を読むでしょう。
//: hint.en alice.close() ends the stream; waitFor(CHILD) waits for the process.
//: hint.ja alice.close() でストリームが終わり、waitFor(子) がプロセスを待ちます。
//: hint.en alice.close(), then Exit exit = waitFor(both.get(...))
//: hint.ja alice.close()、それから Exit exit = waitFor(both.get(...))
//: why.en The child read the end of the stream, left its loop and called _exit(1). The parent took the status; the two lines are the lecture's printChildProcessStatus.
//: why.ja 子はストリームの終わりを読み、ループを出て _exit(1) を呼びました。親がそのステータスを受け取りました。二行の表示は講義の printChildProcessStatus です。

//: step end
//: goal.en Bob leaves, the loop stops, the listener closes. Nothing must be left.
//: goal.ja bob が退出し、ループを止め、listener を閉じます。何も残してはいけません。
//: show
bob.close()
waitFor(both.get(1))
loop.stop()
server.close()
System.out.println(loop.stats())
//: check alive() ==> 0
//: cause.en A client is still connected, so its child still serves it.
//: cause.ja まだ接続しているクライアントがあり、子がその相手をしています。
//: evidence ps()
//: wrong loop.stop(); server.close()
//: check loop.isRunning() ==> false
//: cause.en The loop still waits for clients: loop.stop().
//: cause.ja ループがまだクライアントを待っています：loop.stop()。
//: evidence loop
//: wrong bob.close(); waitFor(both.get(1))
//: check listeners(server.port()) ==> 0
//: cause.en The listener is still open: server.close().
//: cause.ja listener がまだ開いています：server.close()。
//: evidence sockets()
//: wrong bob.close(); waitFor(both.get(1)); loop.stop()
//: hint.en What has been opened, and in which order?
//: hint.ja 何を、どの順で開いたでしょう。
//: hint.en Close the client, wait for its child, stop the loop, close the listener.
//: hint.ja クライアントを閉じ、その子を待ち、ループを止め、listener を閉じます。
//: hint.en bob.close(), waitFor(both.get(1)), loop.stop(), server.close()
//: hint.ja bob.close()、waitFor(both.get(1))、loop.stop()、server.close()
//: why.en Whoever opens closes, whoever forks reaps. Every mistake of a forking server breaks one of these two, and the labs to come break them on purpose.
//: why.ja 開いた者が閉じ、fork した者が回収する。fork するサーバの失敗はどれも、このどちらかを破ったものです。これからのラボでは、わざと破ってみます。

//: end
System.out.println("children left: " + children().size())
/exit
