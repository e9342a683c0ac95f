// SIGCHLD: it does not count. And what a signal does to a system call that waits.

//: lab
//: title.en SIGCHLD does not count, and signals interrupt
//: title.ja SIGCHLD は数えない、シグナルは割り込む
//: lecture A | void sigChldHandler(int sig) {

//: step coalesce
//: goal.en Let a child block SIGCHLD, fork five children of its own that end, and then count how many SIGCHLDs are pending. It ends with that number; keep its end as `signals`.
//: goal.ja 子に SIGCHLD をブロックさせ、自分の子を五つ fork して終わらせ、保留中の SIGCHLD を数えさせます。その数で終わらせ、終わり方を signals に取ります。
//: predict.en Five children ended. How many SIGCHLDs are pending?
//: predict.ja 子が五つ終わりました。保留中の SIGCHLD はいくつでしょう。
//: answer 1
//: show
ChildTask nothing = () -> { }
BooleanSupplier allEnded = () -> {
    for (Child child : children()) {
        if (child.isAlive()) {
            return false;
        }
    }
    return true;
}
void fiveEndTogether() {
    blockSignal(SIGCHLD);
    for (int i = 0; i < 5; i++) {
        forkChild(nothing);
    }
    until(allEnded);
}
Exit signals = waitFor(forkChild(() -> {
    fiveEndTogether();
    int pending = 0;
    while (takeSignal(SIGCHLD)) {
        pending++;
    }
    exit(pending);
}))
//: check signals.exitCode() ==> 1
//: cause.en The child did not end with the number of signals that were pending after five ends.
//: cause.ja 子が、五つの終了の後に保留されていたシグナルの数で終わっていません。
//: evidence signals
//: wrong Exit signals = waitFor(forkChild(() -> exit(5)))
//: hint.en Is a pending signal a queue or a flag?
//: hint.ja 保留中のシグナルは、行列でしょうか、旗でしょうか。
//: hint.en blockSignal keeps it pending; takeSignal(SIGCHLD) is true as often as there is one.
//: hint.ja blockSignal で保留され、takeSignal(SIGCHLD) はあるだけ true を返します。
//: hint.en In the child: fiveEndTogether(); while (takeSignal(SIGCHLD)) { pending++; } exit(pending);
//: hint.ja 子の中で：fiveEndTogether(); while (takeSignal(SIGCHLD)) { pending++; } exit(pending);
//: why.en A signal is one bit. While it is pending, four more leave no trace. The same happens while a handler runs that blocks its own signal.
//: why.ja シグナルは一ビットです。保留されている間に届いた四つは跡を残しません。自分のシグナルをブロックするハンドラが動いている間も同じです。

//: step wait-once
//: goal.en Break it: for each SIGCHLD wait for one child only, as the lecture's handler does. The child ends with the number of zombies that stay; keep its end as `lost`.
//: goal.ja 壊します。講義のハンドラのように、SIGCHLD 一回につき一つだけ wait します。残ったゾンビの数で子を終わらせ、lost に取ります。
//: predict.en How many of the five stay zombies?
//: predict.ja 五つのうち、ゾンビのまま残るのはいくつでしょう。
//: answer 4
//: lecture A | pid_t pid = wait(&status);
Exit lost = waitFor(forkChild(() -> {
    fiveEndTogether();
    while (takeSignal(SIGCHLD)) {
        waitFor(children().get(0));
    }
    exit(children().size());
}))
//: check lost.exitCode() ==> 4
//: cause.en More than one child was waited for at one signal, or none.
//: cause.ja 一回のシグナルで二つ以上を wait したか、一つもしていません。
//: evidence lost
//: wrong Exit lost = waitFor(forkChild(() -> { fiveEndTogether(); exit(children().size()); }))
//: hint.en How often does the loop over takeSignal run?
//: hint.ja takeSignal のループは何回まわるでしょう。
//: hint.en waitFor(children().get(0)) is one wait; children() then has those that are left.
//: hint.ja waitFor(children().get(0)) が一回の wait で、その後の children() は残ったものです。
//: hint.en while (takeSignal(SIGCHLD)) { waitFor(children().get(0)); } exit(children().size());
//: hint.ja while (takeSignal(SIGCHLD)) { waitFor(children().get(0)); } exit(children().size());
//: why.en One signal, one wait, four zombies. Lecture A knows it: that is what the waitpid loop after each accept is for.
//: why.ja シグナル一つ、wait 一回、ゾンビ四つ。講義 A はこれを知っています。accept のたびにある waitpid のループはそのためです。

//: step wait-loop
//: goal.en Mend it: for each SIGCHLD take every child that has ended. Keep the end as `mended`.
//: goal.ja 直します。SIGCHLD 一回につき、終わった子をすべて受け取ります。終わり方を mended に取ります。
//: lecture A | while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
Exit mended = waitFor(forkChild(() -> {
    fiveEndTogether();
    while (takeSignal(SIGCHLD)) {
        reap();
    }
    exit(children().size());
}))
//: check mended.exitCode() ==> 0
//: cause.en Zombies were left: one signal may stand for many children, so loop until waitpid finds none.
//: cause.ja ゾンビが残りました。一つのシグナルが多くの子を意味しうるので、waitpid が見つけなくなるまで繰り返します。
//: evidence mended
//: wrong Exit mended = waitFor(forkChild(() -> { fiveEndTogether(); while (takeSignal(SIGCHLD)) { waitFor(children().get(0)); } exit(children().size()); }))
//: hint.en What does WNOHANG return when no child has ended?
//: hint.ja 終わった子がないとき、WNOHANG は何を返すでしょう。
//: hint.en reap() is that loop: waitpid with WNOHANG until there is none.
//: hint.ja reap() がそのループです：WNOHANG の waitpid を、なくなるまで。
//: hint.en while (takeSignal(SIGCHLD)) { reap(); } exit(children().size());
//: hint.ja while (takeSignal(SIGCHLD)) { reap(); } exit(children().size());
//: why.en The rule of every SIGCHLD handler: loop over waitpid with WNOHANG. onChildExit does just that.
//: why.ja SIGCHLD ハンドラの鉄則です：WNOHANG の waitpid を繰り返す。onChildExit はそうしています。

//: step ignored
//: goal.en Ignore SIGCHLD with discardChildExits(), let a child end with 3, and try to wait for it. Keep the errno as `answer`.
//: goal.ja discardChildExits() で SIGCHLD を無視し、子を 3 で終わらせて wait してみます。errno を answer に取ります。
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
//: check answer ==> Errno.ECHILD
//: cause.en Somebody got the status: SIGCHLD was not ignored when the child ended.
//: cause.ja ステータスを受け取れました。子が終わったとき SIGCHLD が無視されていません。
//: evidence signals(getpid())
//: wrong Errno answer = null; waitFor(forkChild(() -> exit(3)))
//: check zombies() ==> 0
//: cause.en There are zombies: wait for them, or ignore SIGCHLD before they end.
//: cause.ja ゾンビがいます。wait するか、終わる前に SIGCHLD を無視します。
//: evidence ps()
//: check signals(getpid()).stream().anyMatch(row -> row.name().equals("SIGCHLD") && row.ignored()) ==> false
//: cause.en SIGCHLD is still ignored: ignoreChildExit() gives it its default action back.
//: cause.ja SIGCHLD がまだ無視されています。ignoreChildExit() で既定の動作に戻します。
//: evidence signals(getpid())
//: wrong Errno answer = Errno.ECHILD; discardChildExits()
//: hint.en What is the difference between SIG_DFL and SIG_IGN for SIGCHLD?
//: hint.ja SIGCHLD にとって、SIG_DFL と SIG_IGN の違いは何でしょう。
//: hint.en discardChildExits() is SIG_IGN. waitFor then throws; e.errno() says what.
//: hint.ja discardChildExits() が SIG_IGN です。waitFor は例外を投げ、e.errno() が理由です。
//: hint.en try { waitFor(unloved); } catch (SystemCallException e) { answer = e.errno(); }
//: hint.ja try { waitFor(unloved); } catch (SystemCallException e) { answer = e.errno(); }
//: why.en With SIG_IGN the kernel reaps for you and throws the status away. waitpid waits until the child is gone and then says ECHILD. No zombies, and no news either.
//: why.ja SIG_IGN ではカーネルが代わりに回収し、ステータスを捨てます。waitpid は子がいなくなるまで待って ECHILD を返します。ゾンビは出ませんが、知らせも来ません。

//: step eintr
//: goal.en A child catches SIGUSR1 without SA_RESTART and waits in accept. Send it SIGUSR1. It ends with the errno that accept gave it; keep its end as `interrupted`.
//: goal.ja 子が SA_RESTART なしで SIGUSR1 を捕まえ、accept で待ちます。SIGUSR1 を送ると、accept の errno で終わります。interrupted に取ります。
//: predict.en EINTR is errno number 4. With which number does the child end?
//: predict.ja EINTR は errno の 4 番です。子はいくつで終わるでしょう。
//: answer 4
//: lecture A | if (errno != EINTR) {
Listener door = listen(0)
Child waiting = forkChild(() -> {
    catchSignal(SIGUSR1, false);
    try {
        acceptOnce(door);
    } catch (SystemCallException e) {
        exit(e.errno().number());
    }
    exit(0);
})
until(() -> waiting.state() == ChildState.SLEEPING)
kill(waiting, SIGUSR1)
Exit interrupted = waitFor(waiting)
//: check interrupted.exitCode() ==> 4
//: cause.en accept was not interrupted: the signal has to be caught without SA_RESTART, and to come while the child waits.
//: cause.ja accept が割り込まれていません。SA_RESTART なしで捕まえ、待っている間に送ります。
//: evidence interrupted
//: wrong Listener door = listen(0); Child waiting = forkChild(() -> { acceptOnce(door); }); until(() -> waiting.state() == ChildState.SLEEPING); kill(waiting, SIGUSR1); Exit interrupted = waitFor(waiting)
//: hint.en What does a system call do when a handler has run in the middle of it?
//: hint.ja 途中でハンドラが動いたシステムコールは、どうなるでしょう。
//: hint.en catchSignal(SIGUSR1, false) is sigaction without SA_RESTART; acceptOnce is accept as in C.
//: hint.ja catchSignal(SIGUSR1, false) は SA_RESTART なしの sigaction、acceptOnce は C と同じ accept です。
//: hint.en In the child: catchSignal(SIGUSR1, false); try { acceptOnce(door); } catch (SystemCallException e) { exit(e.errno().number()); }
//: hint.ja 子の中で：catchSignal(SIGUSR1, false); try { acceptOnce(door); } catch (SystemCallException e) { exit(e.errno().number()); }
//: why.en The handler ran, and accept gave up with EINTR. Lecture A sets SA_NODEFER only, so each SIGCHLD interrupts its accept; hence the line if (errno != EINTR).
//: why.ja ハンドラが動き、accept は EINTR で諦めました。講義 A が設定するのは SA_NODEFER だけなので、SIGCHLD のたびに accept が割り込まれます。だから if (errno != EINTR) の行があります。

//: step sa-restart
//: goal.en The same with SA_RESTART, but now the child serves the client it accepts. Send SIGUSR1, then connect `late` and let it say something. Keep the child's end as `restarted`.
//: goal.ja 今度は SA_RESTART 付きで、accept したクライアントの相手もします。SIGUSR1 を送ってから late を接続して何か言わせます。子の終わり方を restarted に取ります。
//: predict.en Does accept give up this time: yes or no?
//: predict.ja 今度も accept は諦めるでしょうか：yes か no
//: answer no
Child patient = forkChild(() -> {
    catchSignal(SIGUSR1, true);
    Connection acc = acceptOnce(door);
    echoBackLoop(acc);
})
until(() -> patient.state() == ChildState.SLEEPING)
kill(patient, SIGUSR1)
Client late = connect(door.port())
String echo = late.say("still there?")
late.close()
Exit restarted = waitFor(patient)
//: check restarted.exitCode() ==> 0
//: cause.en The child did not survive the signal: it has to catch it, with SA_RESTART.
//: cause.ja 子がシグナルを生き延びていません。SA_RESTART 付きで捕まえます。
//: evidence restarted
//: wrong Child patient = forkChild(() -> { catchSignal(SIGUSR1, false); acceptOnce(door); }); until(() -> patient.state() == ChildState.SLEEPING); kill(patient, SIGUSR1); Exit restarted = waitFor(patient); String echo = ""
//: check echo ==> "still there?"
//: cause.en The client was not served after the signal.
//: cause.ja シグナルの後、クライアントの相手がされていません。
//: evidence echo
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
