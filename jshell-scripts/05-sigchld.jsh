// SIGCHLD: it does not count. And what a signal does to a system call that waits.

//: lab
//: title.en SIGCHLD does not count, and signals interrupt
//: title.ja SIGCHLD は数えない、シグナルは割り込む
//: minutes 30
//: builds 4
//: c.en A SIGCHLD handler with while (waitpid(-1, &status, WNOHANG) > 0).
//: c.ja while (waitpid(-1, &status, WNOHANG) > 0) を持つ SIGCHLD ハンドラです。
//: lecture A | void sigChldHandler(int sig) {

//: step coalesce
//: goal.en Let a child block SIGCHLD, fork five children of its own that end, and count how many SIGCHLDs are pending. It ends with that number; name its end `signals`.
//: goal.ja 子に SIGCHLD をブロックさせ、自分の子を 5 つ fork して終わらせ、保留中の SIGCHLD を数えさせます。その数で終わらせ、終わり方を変数 signals に入れます。
//: predict.en Five children ended. How many SIGCHLDs are pending?
//: predict.ja 子が 5 つ終わりました。保留中の SIGCHLD はいくつでしょう。
//: answer 1
//: lecture A | sa.sa_flags = SA_NODEFER;
//: lecture A | struct sigaction sa;
//: show
ChildTask nothing = () -> { }
BooleanSupplier allEnded = () -> children().stream().noneMatch(Child::isAlive)
void fiveEndTogether() {
    blockSignal(SIGCHLD);
    for (int i = 0; i < 5; i++) forkChild(nothing);
    until(allEnded);
}
Exit signals = waitFor(forkChild(() -> {
    int taken = 0;
    for (fiveEndTogether(); takeSignal(SIGCHLD); taken++) { }
    exit(taken);
}))
//: check forker(5) != 0 ==> true
//: cause.en No child of this step has forked five children of its own.
//: cause.ja このステップの子で、自分の子を 5 つ fork したものがいません。
//: evidence timeline()
//: wrong Exit signals = waitFor(forkChild(() -> exit(1)))
//: check takenBy(forker(5)) ==> 1
//: cause.en That child has not taken the signals that are pending: takeSignal(SIGCHLD), until it is false.
//: cause.ja その子が、保留中のシグナルを取り出していません。false になるまで takeSignal(SIGCHLD) を呼びます。
//: evidence timeline()
//: wrong Exit signals = waitFor(forkChild(() -> { blockSignal(SIGCHLD); for (int i = 0; i < 5; i++) { forkChild(() -> { }); } until(() -> children().stream().noneMatch(Child::isAlive)); exit(1); }))
//: check ending(signals) ==> "exit 1"
//: cause.en The child did not end with the number of signals that were pending after five ends.
//: cause.ja 子が、5 つの終了の後に保留されていたシグナルの数で終わっていません。
//: evidence signals
//: wrong Exit signals = waitFor(forkChild(() -> { blockSignal(SIGCHLD); for (int i = 0; i < 5; i++) { forkChild(() -> { }); } until(() -> children().stream().noneMatch(Child::isAlive)); takeSignal(SIGCHLD); exit(5); }))
//: when found().contains("of no child")
//: cause.en No child of this step has ended so: take the status from waitFor or reap.
//: cause.ja このステップで、そのように終わった子はいません。waitFor か reap から受け取ってください。
//: right int signals = waitFor(forkChild(() -> { blockSignal(SIGCHLD); for (int i = 0; i < 5; i++) { forkChild(() -> exit(0)); } until(() -> children().stream().noneMatch(Child::isAlive)); int n = 0; while (takeSignal(SIGCHLD)) { n++; } exit(n); })).exitCode()
//: right Child counter = forkChild(() -> { blockSignal(SIGCHLD); List<Child> five = new ArrayList<>(); while (five.size() < 5) { five.add(forkChild(() -> { })); } until(() -> five.stream().allMatch(c -> c.state() == ChildState.ZOMBIE)); int n = takeSignal(SIGCHLD) ? 1 : 0; exit(takeSignal(SIGCHLD) ? 2 : n); }); Exit[] signals = {waitFor(counter)}
//: hint.en Is a pending signal a queue or a flag?
//: hint.ja 保留中のシグナルは、キューでしょうか、フラグ（1 ビット）でしょうか。
//: hint.en blockSignal keeps it pending; takeSignal(SIGCHLD) is true as often as there is one.
//: hint.ja blockSignal で保留され、takeSignal(SIGCHLD) はあるだけ true を返します。
//: hint.en In the child: fiveEndTogether(); while (takeSignal(SIGCHLD)) taken++; exit(taken);
//: hint.ja 子の中で：fiveEndTogether(); while (takeSignal(SIGCHLD)) taken++; exit(taken);
//: why.en A pending signal is one bit: the four that come while it is set leave no trace. A handler blocks its own signal while it runs, unless SA_NODEFER is set, as lecture A does: then handlers nest. A handler may interrupt any line, so POSIX allows only async-signal-safe functions in it (waitpid and write, not fprintf), and it has to save and restore errno.
//: why.ja 保留中のシグナルは 1 ビットで、立っている間に届いた 4 つは跡を残しません。ハンドラの実行中、そのシグナルはブロックされます。講義 A のように SA_NODEFER を付けるとブロックされず、ハンドラが入れ子になります。ハンドラはどの行にも割り込むので、中で呼べるのは非同期シグナル安全な関数（waitpid や write。fprintf は不可）だけで、errno の保存と復元も必要です。

//: step wait-once
//: goal.en Break it: for each SIGCHLD wait for one child only, as the lecture's handler does. The child ends with the number of zombies that stay; name its end `lost`.
//: goal.ja 壊します。講義のハンドラのように、SIGCHLD 1 回につき 1 つだけ wait します。残ったゾンビの数で子を終わらせ、終わり方を変数 lost に入れます。
//: predict.en How many of the five stay zombies?
//: predict.ja 5 つのうち、ゾンビのまま残るのはいくつでしょう。
//: answer 4
//: lecture A | pid_t pid = wait(&status);
//: lecture A | void sigChldHandler(int sig) {
Exit lost = waitFor(forkChild(() -> {
    fiveEndTogether();
    while (takeSignal(SIGCHLD)) {
        waitFor(children().get(0));
    }
    exit(children().size());
}))
//: check forker(5) != 0 ==> true
//: cause.en No child of this step has forked five children of its own.
//: cause.ja このステップの子で、自分の子を 5 つ fork したものがいません。
//: evidence timeline()
//: wrong Exit lost = waitFor(forkChild(() -> exit(4)))
//: check reapedBy(forker(5)) ==> 1
//: cause.en That child has not waited for exactly one of the five.
//: cause.ja その子が、5 つのうちちょうど 1 つを wait していません。
//: evidence timeline()
//: wrong Exit lost = waitFor(forkChild(() -> { fiveEndTogether(); exit(4); }))
//: check ending(lost) ==> "exit 4"
//: cause.en More than one child was waited for at one signal, or none.
//: cause.ja 1 回のシグナルで 2 つ以上を wait したか、1 つもしていません。
//: evidence lost
//: wrong Exit lost = waitFor(forkChild(() -> { fiveEndTogether(); waitFor(children().get(0)); exit(1); }))
//: when found().contains("of no child")
//: cause.en No child of this step has ended so: take the status from waitFor or reap.
//: cause.ja このステップで、そのように終わった子はいません。waitFor か reap から受け取ってください。
//: right int lost = waitFor(forkChild(() -> { fiveEndTogether(); while (takeSignal(SIGCHLD)) { waitpid(children().get(4), WNOHANG); } exit(children().size()); })).exitCode()
//: right var lost = waitFor(forkChild(() -> { fiveEndTogether(); if (takeSignal(SIGCHLD)) { waitFor(children().get(2)); } exit(children().size()); }))
//: hint.en How often does the loop over takeSignal run?
//: hint.ja takeSignal のループは何回まわるでしょう。
//: hint.en waitFor(children().get(0)) is one wait; children() then has those that are left.
//: hint.ja waitFor(children().get(0)) が 1 回の wait で、その後の children() は残ったものです。
//: hint.en while (takeSignal(SIGCHLD)) { waitFor(children().get(0)); } exit(children().size());
//: hint.ja while (takeSignal(SIGCHLD)) { waitFor(children().get(0)); } exit(children().size());
//: why.en One signal, one wait, four zombies. Lecture A knows it: that is what the waitpid loop after each accept is for.
//: why.ja シグナル 1 つ、wait 1 回、ゾンビ 4 つ。講義 A はこれを知っています。accept のたびにある waitpid のループはそのためです。

//: step wait-loop
//: goal.en Mend it: for each SIGCHLD take every child that has ended. Name the end `mended`.
//: goal.ja 直します。SIGCHLD 1 回につき、終わった子をすべて受け取ります。終わり方を変数 mended に入れます。
//: lecture A | while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
Exit mended = waitFor(forkChild(() -> {
    fiveEndTogether();
    while (takeSignal(SIGCHLD)) {
        reap();
    }
    exit(children().size());
}))
//: check forker(5) != 0 ==> true
//: cause.en No child of this step has forked five children of its own.
//: cause.ja このステップの子で、自分の子を 5 つ fork したものがいません。
//: evidence timeline()
//: wrong Exit mended = waitFor(forkChild(() -> exit(0)))
//: check reapedBy(forker(5)) ==> 5
//: cause.en Zombies were left: one signal may stand for many children, so loop until waitpid finds none.
//: cause.ja ゾンビが残りました。1 つのシグナルが多くの子を意味しうるので、waitpid が見つけなくなるまで繰り返します。
//: evidence timeline()
//: wrong Exit mended = waitFor(forkChild(() -> { fiveEndTogether(); while (takeSignal(SIGCHLD)) { waitFor(children().get(0)); } exit(0); }))
//: check ending(mended) ==> "exit 0"
//: cause.en The child did not end with the number of zombies that were left, 0.
//: cause.ja 残ったゾンビの数 0 で終わっていません。
//: evidence mended
//: when found().contains("of no child")
//: cause.en No child of this step has ended so: take the status from waitFor or reap.
//: cause.ja このステップで、そのように終わった子はいません。waitFor か reap から受け取ってください。
//: right int mended = waitFor(forkChild(() -> { fiveEndTogether(); while (takeSignal(SIGCHLD)) { while (!reap().isEmpty()) { } } exit(children().size()); })).exitCode()
//: right var mended = waitFor(forkChild(() -> { fiveEndTogether(); while (takeSignal(SIGCHLD)) { for (Child child : children()) { waitpid(child, WNOHANG); } } exit(children().size()); }))
//: hint.en What does WNOHANG return when no child has ended?
//: hint.ja 終わった子がないとき、WNOHANG は何を返すでしょう。
//: hint.en reap() is that loop: waitpid with WNOHANG until there is none.
//: hint.ja reap() がそのループです：WNOHANG の waitpid を、なくなるまで。
//: hint.en while (takeSignal(SIGCHLD)) { reap(); } exit(children().size());
//: hint.ja while (takeSignal(SIGCHLD)) { reap(); } exit(children().size());
//: why.en The rule of every SIGCHLD handler: loop over waitpid with WNOHANG. onChildExit does just that. If a loop elsewhere has reaped first, a handler with a plain wait blocks until another child ends; with WNOHANG it does not.
//: why.ja SIGCHLD ハンドラの鉄則です：WNOHANG の waitpid を繰り返す。onChildExit はそうしています。ほかのループが先に回収していると、ただの wait を呼ぶハンドラは別の子が終わるまでブロックします。WNOHANG ならブロックしません。

//: step ignored
//: goal.en Ignore SIGCHLD with discardChildExits() (SIG_IGN), let a child end with 3, and try to wait for it. Name the errno `answer`. Give the signal its default action back: ignoreChildExit() (SIG_DFL, in spite of its name).
//: goal.ja discardChildExits()（SIG_IGN）で SIGCHLD を無視し、子を 3 で終わらせて wait してみます。errno を変数 answer に入れます。最後に ignoreChildExit()（名前に反して SIG_DFL）で既定の動作に戻します。
//: predict.en What happens to the status 3: (a) it waits in a zombie, (b) it is lost?
//: predict.ja ステータス 3 はどうなるでしょう：(a) ゾンビの中で待つ (b) 失われる
//: answer b
discardChildExits()
Child unloved = forkChild(() -> exit(3))
Errno answer = null
try {
    waitFor(unloved);
} catch (SystemCallException e) {
    answer = e.errno();
}
ignoreChildExit()
//: check refused("waitpid", answer) ==> "ECHILD"
//: cause.en Somebody got the status: SIGCHLD was not ignored when the child ended.
//: cause.ja ステータスを受け取れました。子が終わったとき SIGCHLD が無視されていません。
//: evidence signals(getpid())
//: wrong Errno answer = null; waitFor(forkChild(() -> exit(3)))
//: when found().contains("but no waitpid")
//: cause.en waitpid was not refused in this step: SIGCHLD was not ignored when the child ended, or nobody waited.
//: cause.ja このステップで waitpid は失敗していません。子が終わったとき SIGCHLD が無視されていないか、誰も wait していません。
//: check zombies() ==> 0
//: cause.en There are zombies: wait for them, or ignore SIGCHLD before they end.
//: cause.ja ゾンビがいます。wait するか、終わる前に SIGCHLD を無視します。
//: evidence ps()
//: check signals(getpid()).stream().anyMatch(row -> row.name().equals("SIGCHLD") && row.ignored()) ==> false
//: cause.en SIGCHLD is still ignored: ignoreChildExit() gives it its default action back.
//: cause.ja SIGCHLD がまだ無視されています。ignoreChildExit() で既定の動作に戻します。
//: evidence signals(getpid())
//: wrong discardChildExits(); Child unloved = forkChild(() -> exit(3)); Errno answer = null; try { waitFor(unloved); } catch (SystemCallException e) { answer = e.errno(); }
//: right discardChildExits(); String answer = "none"; try { waitFor(forkChild(() -> exit(3))); } catch (SystemCallException e) { answer = e.errno().name(); } ignoreChildExit()
//: right discardChildExits(); Child unloved = forkChild(() -> exit(3)); int answer = 0; try { waitpid(unloved, 0); } catch (SystemCallException e) { answer = e.errno().number(); } ignoreChildExit()
//: right discardChildExits(); SystemCallException answer = null; try { waitFor(forkChild(() -> exit(3))); } catch (SystemCallException e) { answer = e; } ignoreChildExit()
//: hint.en What is the difference between SIG_DFL and SIG_IGN for SIGCHLD?
//: hint.ja SIGCHLD にとって、SIG_DFL と SIG_IGN の違いは何でしょう。
//: hint.en discardChildExits() is SIG_IGN. waitFor then throws; e.errno() says what.
//: hint.ja discardChildExits() が SIG_IGN です。waitFor は例外を投げ、e.errno() が理由です。
//: hint.en try { waitFor(unloved); } catch (SystemCallException e) { answer = e.errno(); }
//: hint.ja try { waitFor(unloved); } catch (SystemCallException e) { answer = e.errno(); }
//: why.en With SIG_IGN the kernel reaps for you and throws the status away. waitpid waits until the child is gone and then says ECHILD. No zombies, and no news either.
//: why.ja SIG_IGN ではカーネルが代わりに回収し、ステータスを捨てます。waitpid は子がいなくなるまで待って ECHILD を返します。ゾンビは出ませんが、知らせも来ません。

//: step eintr
//: goal.en A child catches SIGUSR1 without SA_RESTART and waits in accept. Send it SIGUSR1. Let it end with the errno of its accept; name its end `interrupted`.
//: goal.ja 子は SA_RESTART なしで SIGUSR1 を捕捉し、accept で待ちます。SIGUSR1 を送ります。子は accept の errno で終わります。終わり方を変数 interrupted に入れます。
//: predict.en What does accept do when the handler has run: (a) it goes on waiting, (b) it fails with EINTR?
//: predict.ja ハンドラが動いた後、accept は：(a) 待ち続ける (b) EINTR で失敗する
//: answer b
//: lecture A | if (errno != EINTR) {
Listener door = listen(0)
Child waiting = forkChild(() -> {
    catchSignal(SIGUSR1, false);
    try {
        acceptOnce(door);
    } catch (SystemCallException e) {
        exit(e.errno().number());
    }
})
until(() -> waiting.state() == ChildState.SLEEPING)
kill(waiting, SIGUSR1)
Exit interrupted = waitFor(waiting)
//: check failureInChildren("accept") ==> "EINTR"
//: cause.en accept was not interrupted: the signal has to be caught without SA_RESTART, and to come while the child waits.
//: cause.ja accept が割り込まれていません。SA_RESTART なしで捕捉し、待っている間に送ります。
//: evidence interrupted
//: wrong Listener door = listen(0); Child waiting = forkChild(() -> { catchSignal(SIGUSR1, false); pause(); exit(4); }); until(() -> waiting.state() == ChildState.SLEEPING); kill(waiting, SIGUSR1); Exit interrupted = new Exit(waiting.pid(), 4 << 8)
//: check ending(interrupted) ==> "exit " + Errno.EINTR.number()
//: cause.en The child has not ended with the number of the errno.
//: cause.ja 子が errno の番号で終わっていません。
//: evidence interrupted
//: wrong Listener door = listen(0); Child waiting = forkChild(() -> { catchSignal(SIGUSR1, false); try { acceptOnce(door); } catch (SystemCallException e) { exit(0); } }); until(() -> waiting.state() == ChildState.SLEEPING); kill(waiting, SIGUSR1); Exit interrupted = waitFor(waiting)
//: when found().contains("of no child")
//: cause.en No child of this step has ended so: take the status from waitFor or reap.
//: cause.ja このステップで、そのように終わった子はいません。waitFor か reap から受け取ってください。
//: right Listener door = listen(0); Child waiting = forkChild(() -> { catchSignal(SIGUSR1, false); int code = 0; try { acceptOnce(door); } catch (SystemCallException e) { code = e.errno().number(); } exit(code); }); until(() -> waiting.state() == ChildState.SLEEPING); kill(waiting.pid(), SIGUSR1); int interrupted = waitFor(waiting).exitCode()
//: right var door = listen(0); var waiting = forkChild(() -> { catchSignal(SIGUSR1, false); try { acceptOnce(door); } catch (SystemCallException e) { exit(Errno.EINTR == e.errno() ? 4 : 1); } }); until(() -> waiting.state() == ChildState.SLEEPING); kill(waiting, SIGUSR1); var interrupted = waitFor(waiting)
//: hint.en What does a system call do when a handler has run in the middle of it?
//: hint.ja 途中でハンドラが動いたシステムコールは、どうなるでしょう。
//: hint.en catchSignal(SIGUSR1, false) is sigaction without SA_RESTART; acceptOnce is accept as in C.
//: hint.ja catchSignal(SIGUSR1, false) は SA_RESTART なしの sigaction、acceptOnce は C と同じ accept です。
//: hint.en In the child: catchSignal(SIGUSR1, false); try { acceptOnce(door); } catch (SystemCallException e) { exit(e.errno().number()); }
//: hint.ja 子の中で：catchSignal(SIGUSR1, false); try { acceptOnce(door); } catch (SystemCallException e) { exit(e.errno().number()); }
//: why.en The handler ran, and accept returned -1 with EINTR. Lecture A sets SA_NODEFER only, so each SIGCHLD interrupts its accept; hence the line if (errno != EINTR).
//: why.ja ハンドラが動き、accept は EINTR で失敗して戻りました。講義 A が設定するのは SA_NODEFER だけなので、SIGCHLD のたびに accept が割り込まれます。だから if (errno != EINTR) の行があります。

//: step sa-restart
//: goal.en The same with SA_RESTART, and now the child serves the client that it accepts. Send SIGUSR1, then connect `late`, let it say something and leave. Name the end of the child `restarted`.
//: goal.ja 今度は SA_RESTART 付きで、accept したクライアントの処理も担当します。SIGUSR1 を送ってから late を接続し、何か言わせて切断します。子の終わり方を変数 restarted に入れます。
//: predict.en Does accept fail this time: yes or no?
//: predict.ja 今度も accept は失敗するでしょうか：yes か no
//: answer no
Child patient = forkChild(() -> {
    catchSignal(SIGUSR1, true);
    echoBackLoop(acceptOnce(door));
})
until(() -> patient.state() == ChildState.SLEEPING)
kill(patient, SIGUSR1)
Client late = connect(door.port())
late.say("still there?")
late.close()
Exit restarted = waitFor(patient)
//: check ending(restarted) ==> "exit 0"
//: cause.en The child did not survive the signal: it has to catch it, with SA_RESTART.
//: cause.ja 子がシグナルで終了してしまいました。SA_RESTART 付きで捕捉します。
//: evidence restarted
//: wrong Child patient = forkChild(() -> { catchSignal(SIGUSR1, false); acceptOnce(door); }); until(() -> patient.state() == ChildState.SLEEPING); kill(patient, SIGUSR1); Exit restarted = waitFor(patient)
//: when found().contains("of no child")
//: cause.en No child of this step has ended so: take the status from waitFor or reap.
//: cause.ja このステップで、そのように終わった子はいません。waitFor か reap から受け取ってください。
//: check echoed(late) > 0 ==> true
//: cause.en The client was not served after the signal.
//: cause.ja シグナルの後、クライアントが処理されていません。
//: evidence sockets()
//: check sent(SIGUSR1) ==> true
//: cause.en You have sent no SIGUSR1 in this step.
//: cause.ja このステップで SIGUSR1 を送っていません。
//: evidence timeline()
//: wrong Child patient = forkChild(() -> { catchSignal(SIGUSR1, true); echoBackLoop(acceptOnce(door)); }); Client late = connect(door.port()); late.say("x"); late.close(); Exit restarted = waitFor(patient)
//: check failureInChildren("accept") ==> "none"
//: cause.en accept has failed in the child: catch the signal with SA_RESTART.
//: cause.ja 子の accept が失敗しました。SA_RESTART 付きで捕捉します。
//: evidence timeline()
//: right var patient = forkChild(() -> { catchSignal(SIGUSR1, true); Connection acc = acceptOnce(door); echoBackLoop(acc); acc.close(); }); until(() -> patient.state() == ChildState.SLEEPING); kill(patient, SIGUSR1); var late = connect(door.port()); late.send("hi".getBytes()); late.receive(2); late.halfClose(); int restarted = waitFor(patient).exitCode()
//: right Child patient = forkChild(() -> { catchSignal(SIGUSR1, true); echoBackLoop(acceptOnce(door)); exit(0); }); until(() -> patient.state() == ChildState.SLEEPING); kill(patient, SIGUSR1); kill(patient, SIGUSR1); Client late = connect(door.port()); late.say("x"); late.close(); var restarted = waitFor(patient)
//: hint.en Which flag of sigaction makes the kernel begin the call again?
//: hint.ja 呼び出しをカーネルにやり直させる sigaction のフラグは何でしょう。
//: hint.en catchSignal(SIGUSR1, true) sets SA_RESTART.
//: hint.ja catchSignal(SIGUSR1, true) が SA_RESTART を付けます。
//: hint.en In the child: catchSignal(SIGUSR1, true); echoBackLoop(acceptOnce(door))
//: hint.ja 子の中で：catchSignal(SIGUSR1, true); echoBackLoop(acceptOnce(door))
//: why.en With SA_RESTART the kernel began accept anew, and the program never knew. Some calls are never restarted: poll, select, sleep. So a careful program handles EINTR all the same.
//: why.ja SA_RESTART ではカーネルが accept をやり直し、プログラムは気づきません。poll、select、sleep のように決してやり直されない呼び出しもあるので、慎重なプログラムはそれでも EINTR に備えます。

//: end
door.close()
System.out.println("children left: " + children().size())
/exit
