// How processes end, and what a parent learns of it: zombies, statuses, signals, stops.

//: lab
//: title.en How a child ends, and what its parent learns
//: title.ja 子の終わり方と、親が知ること
//: lecture A | void printChildProcessStatus(pid_t pid, int status) {

//: step zombie
//: goal.en Fork a child `seven` that ends with 7 at once. Do not wait for it; look at it in ps() when it has ended.
//: goal.ja すぐに 7 で終わる子 seven を fork します。wait はせずに、終わった姿を ps() で見ます。
//: predict.en What does an ended child still hold: (a) memory, (b) open descriptors, (c) its exit status?
//: predict.ja 終わった子がまだ持っているものは：(a) メモリ (b) 開いたディスクリプタ (c) 終了ステータス
//: answer c
//: show
Child seven = forkChild(() -> exit(7))
until(() -> seven.state() == ChildState.ZOMBIE)
ps()
//: check stateOf(seven.pid()) ==> "Z"
//: cause.en The child has not ended, or has been reaped already.
//: cause.ja 子がまだ終わっていないか、もう回収されています。
//: evidence ps()
//: hint.en Who takes the status of a child that has ended?
//: hint.ja 終わった子のステータスは誰が受け取るでしょう。
//: hint.en Nobody, until the parent waits: forkChild(() -> exit(7)) and nothing else.
//: hint.ja 親が wait するまで誰も受け取りません。forkChild(() -> exit(7)) だけにします。
//: hint.en Child seven = forkChild(() -> exit(7)), then ps()
//: hint.ja Child seven = forkChild(() -> exit(7))、それから ps()
//: why.en A zombie has no memory and no descriptors; only its entry in the process table is left, with the status that somebody must still take. ps() even shows that status.
//: why.ja ゾンビにはメモリもディスクリプタもありません。残っているのはプロセス表の一項目と、誰かが受け取るべきステータスだけです。ps() にはそのステータスまで見えます。

//: step reap
//: goal.en Reap it: wait for it and keep how it ended as `status`.
//: goal.ja 回収します。wait して、どう終わったかを status に取っておきます。
//: lecture A | pid_t pid = wait(&status);
//: show
Exit status = waitFor(seven)
printChildProcessStatus(status)
//: check status.exitCode() ==> 7
//: cause.en That is the status of another child.
//: cause.ja それは別の子のステータスです。
//: evidence status
//: wrong waitFor(seven); Exit status = waitFor(forkChild(() -> exit(8)))
//: check stateOf(seven.pid()) ==> "none"
//: cause.en The zombie is still there: nobody has waited for it.
//: cause.ja ゾンビがまだいます。誰も wait していません。
//: evidence ps()
//: wrong Exit status = new Exit(seven.pid(), 7 << 8)
//: hint.en Which call of C takes a child's status?
//: hint.ja 子のステータスを受け取る C の呼び出しは何でしょう。
//: hint.en waitFor(CHILD) is waitpid for one child; reap() takes all that have ended.
//: hint.ja waitFor(子) は一つの子への waitpid、reap() は終わったものすべてを受け取ります。
//: hint.en Exit status = waitFor(seven)
//: hint.ja Exit status = waitFor(seven)
//: why.en waitpid took the status, and the kernel forgot the process. In status=1792 the exit code is the second byte: 7 times 256; WEXITSTATUS gets it out.
//: why.ja waitpid がステータスを受け取り、カーネルはそのプロセスを忘れました。status=1792 では終了コードは二番目のバイト、7×256 です。WEXITSTATUS がそれを取り出します。

//: step exit-or-signal
//: goal.en Three ends: `zero` returns, `one` throws an exception, `killed` waits and gets SIGKILL. Print all three with the lecture's function.
//: goal.ja 三つの終わり方：zero は return、one は例外、killed は待っていて SIGKILL を受けます。三つとも講義の関数で表示します。
//: predict.en What is the number `status=` of a child killed by SIGKILL, signal 9?
//: predict.ja シグナル 9 の SIGKILL で終わった子の status= はいくつでしょう。
//: answer 9
//: lecture A | WEXITSTATUS(status), WIFSIGNALED(status), WTERMSIG(status),
Exit zero = waitFor(forkChild(() -> { }))
Exit one = waitFor(forkChild(() -> { throw new IllegalStateException("on purpose"); }))
Child victim = forkChild(() -> pause())
kill(victim, SIGKILL)
Exit killed = waitFor(victim)
printChildProcessStatus(zero)
printChildProcessStatus(one)
printChildProcessStatus(killed)
//: check zero.exitCode() ==> 0
//: cause.en A child whose code returns ends with 0; this one did something else.
//: cause.ja コードが return した子は 0 で終わります。この子は違うことをしました。
//: evidence zero
//: wrong Exit zero = waitFor(forkChild(() -> exit(3))); Exit one = zero; Exit killed = zero
//: check one.exitCode() ==> 1
//: cause.en A child whose code throws ends with 1; this one did something else.
//: cause.ja コードが例外を投げた子は 1 で終わります。この子は違うことをしました。
//: evidence one
//: wrong Exit zero = waitFor(forkChild(() -> { })); Exit one = zero; Exit killed = zero
//: check killed.signal() ==> SIGKILL
//: cause.en It ended by itself or by another signal: kill(child, SIGKILL) while it waits.
//: cause.ja 自分で終わったか、別のシグナルで終わりました。待っている間に kill(子, SIGKILL) します。
//: evidence killed
//: wrong Exit zero = waitFor(forkChild(() -> { })); Exit one = waitFor(forkChild(() -> exit(1))); Child victim = forkChild(() -> pause()); kill(victim, SIGTERM); Exit killed = waitFor(victim)
//: hint.en Which of the macros is 1 for which end?
//: hint.ja どの終わり方で、どのマクロが 1 になるでしょう。
//: hint.en pause() lets a child wait; kill(child, SIGKILL) ends it; waitFor takes each status.
//: hint.ja pause() で子は待ち、kill(子, SIGKILL) で終わり、waitFor がそれぞれのステータスを受け取ります。
//: hint.en Child victim = forkChild(() -> pause()), kill(victim, SIGKILL), Exit killed = waitFor(victim)
//: hint.ja Child victim = forkChild(() -> pause())、kill(victim, SIGKILL)、Exit killed = waitFor(victim)
//: why.en The low seven bits tell: 0 means exited, and the code is in the next byte; otherwise they are the signal. The lecture's line prints all macros for any status, so look at WIFEXITED and WIFSIGNALED first.
//: why.ja 下位七ビットが語ります。0 なら exit で、コードは次のバイトにあります。そうでなければシグナル番号です。講義の行はどのステータスにも全マクロを表示するので、まず WIFEXITED と WIFSIGNALED を見ます。

//: step core-flag
//: goal.en SIGQUIT dumps core where the limit allows it. End a child with it, keep that as `quit`; then make the status that a real dump would give, `dumped`, by hand.
//: goal.ja SIGQUIT は、制限が許せばコアを吐きます。それで子を終わらせて quit に取り、本当に吐いた場合のステータスを dumped として手で作ります。
//: predict.en Which bit of the status says that core was dumped: 64, 128 or 256?
//: predict.ja コアを吐いたことを示すビットは、64、128、256 のどれでしょう。
//: answer 128
Child asked = forkChild(() -> { limitCoreFile(0); pause(); })
until(() -> asked.state() == ChildState.SLEEPING)
kill(asked, SIGQUIT)
Exit quit = waitFor(asked)
Exit dumped = new Exit(quit.pid(), SIGQUIT.number() | 128)
System.out.println(quit + " / " + dumped)
//: check quit.signal() ==> SIGQUIT
//: cause.en It was another signal that ended this child.
//: cause.ja この子を終わらせたのは別のシグナルです。
//: evidence quit
//: wrong Child asked = forkChild(() -> pause()); kill(asked, SIGTERM); Exit quit = waitFor(asked); Exit dumped = quit
//: check dumped.coreDumped() ==> true
//: cause.en The core flag is the bit 128, beside the signal's number in the low seven bits.
//: cause.ja コアフラグは、下位七ビットのシグナル番号の隣、128 のビットです。
//: evidence dumped.status()
//: wrong Exit quit = new Exit(1, SIGQUIT.number()); Exit dumped = quit
//: hint.en WCOREDUMP(status) is status & 0x80. What is SIGQUIT's number?
//: hint.ja WCOREDUMP(status) は status & 0x80 です。SIGQUIT の番号はいくつでしょう。
//: hint.en new Exit(PID, STATUS) decodes any status. SIGQUIT.number() is 3.
//: hint.ja new Exit(PID, ステータス) で、どんなステータスも解読できます。SIGQUIT.number() は 3 です。
//: hint.en Exit dumped = new Exit(quit.pid(), SIGQUIT.number() | 128)
//: hint.ja Exit dumped = new Exit(quit.pid(), SIGQUIT.number() | 128)
//: why.en SIGQUIT, SIGABRT and SIGSEGV ask for a core file; with a limit of 0 (ulimit -c) none is written and the bit stays 0. Where /proc/sys/kernel/core_pattern begins with |, a program gets it in spite of the limit.
//: why.ja SIGQUIT、SIGABRT、SIGSEGV はコアファイルを求めます。制限（ulimit -c）が 0 なら書かれず、ビットは 0 のままです。/proc/sys/kernel/core_pattern が | で始まる所では、制限にかかわらずプログラムが受け取ります。

//: step stopped
//: goal.en Stop a child `sleeper` with SIGSTOP. A plain waitpid with WNOHANG tells nothing (`blind`); with WUNTRACED it tells the stop (`stop`).
//: goal.ja 子 sleeper を SIGSTOP で止めます。WNOHANG だけの waitpid は何も教えず（blind）、WUNTRACED なら停止を教えます（stop）。
//: predict.en Is a stopped child a zombie: yes or no?
//: predict.ja 止められた子はゾンビでしょうか：yes か no
//: answer no
//: lecture A | WIFSTOPPED(status),
Child sleeper = forkChild(() -> pause())
kill(sleeper, SIGSTOP)
until(() -> sleeper.state() == ChildState.STOPPED)
Exit blind = waitpid(sleeper, WNOHANG)
Exit stop = waitpid(sleeper, WUNTRACED)
printChildProcessStatus(stop)
//: check blind == null ==> true
//: cause.en waitpid told something without WUNTRACED: the child has ended instead of stopping.
//: cause.ja WUNTRACED なしで何かが返りました。子は止まらずに終わっています。
//: evidence blind
//: wrong Child sleeper = forkChild(() -> { }); until(() -> sleeper.state() == ChildState.ZOMBIE); Exit blind = waitpid(sleeper, WNOHANG); Exit stop = blind
//: check stop.stopSignal() ==> SIGSTOP
//: cause.en The child was not stopped by SIGSTOP.
//: cause.ja 子は SIGSTOP で止められていません。
//: evidence stop
//: check stateOf(sleeper.pid()) ==> "T"
//: cause.en The child goes on already, or has ended.
//: cause.ja 子はもう動いているか、終わっています。
//: evidence ps()
//: hint.en Why is WIFSTOPPED never 1 in the lecture's program?
//: hint.ja 講義のプログラムで WIFSTOPPED が決して 1 にならないのは、なぜでしょう。
//: hint.en waitpid(CHILD, OPTIONS): without WUNTRACED it speaks of ends only.
//: hint.ja waitpid(子, オプション)：WUNTRACED がなければ、終わりのことしか教えません。
//: hint.en kill(sleeper, SIGSTOP), then Exit stop = waitpid(sleeper, WUNTRACED)
//: hint.ja kill(sleeper, SIGSTOP)、それから Exit stop = waitpid(sleeper, WUNTRACED)
//: why.en WIFSTOPPED is 1 and WSTOPSIG is 19. The child holds everything that it had; it just does not run. Lecture A prints both macros, but its waitpid never asks for stops.
//: why.ja WIFSTOPPED は 1、WSTOPSIG は 19 です。子は何も失わず、ただ動いていません。講義 A は両方を表示しますが、その waitpid は停止を尋ねていません。

//: step continued
//: goal.en Let it go on with SIGCONT and keep what waitpid with WCONTINUED says as `goes`. Then end it with SIGKILL and keep that as `last`.
//: goal.ja SIGCONT で再開させ、WCONTINUED 付きの waitpid の答えを goes に取ります。それから SIGKILL で終わらせ、last に取ります。
kill(sleeper, SIGCONT)
Exit goes = waitpid(sleeper, WCONTINUED)
kill(sleeper, SIGKILL)
Exit last = waitFor(sleeper)
//: check goes.continued() ==> true
//: cause.en waitpid told another event: SIGCONT has to come first, and WCONTINUED has to be asked for.
//: cause.ja waitpid が別の出来事を教えました。先に SIGCONT を送り、WCONTINUED を指定します。
//: evidence goes
//: wrong kill(sleeper, SIGKILL); Exit goes = waitpid(sleeper, WUNTRACED); Exit last = goes
//: check last.signal() ==> SIGKILL
//: cause.en The child has not been ended by SIGKILL.
//: cause.ja 子は SIGKILL で終わっていません。
//: evidence last
//: wrong kill(sleeper, SIGCONT); Exit goes = waitpid(sleeper, WCONTINUED); kill(sleeper, SIGTERM); Exit last = waitFor(sleeper)
//: hint.en What are the opposites of SIGSTOP and WUNTRACED?
//: hint.ja SIGSTOP と WUNTRACED の反対は何でしょう。
//: hint.en SIGCONT and WCONTINUED.
//: hint.ja SIGCONT と WCONTINUED です。
//: hint.en kill(sleeper, SIGCONT), then Exit goes = waitpid(sleeper, WCONTINUED)
//: hint.ja kill(sleeper, SIGCONT)、それから Exit goes = waitpid(sleeper, WCONTINUED)
//: why.en waitpid reports changes of state: ended, stopped, goes on. Only an end removes the child. A shell's fg, bg and Ctrl-Z are made of exactly these calls.
//: why.ja waitpid が伝えるのは状態の変化、つまり終了・停止・再開です。子が消えるのは終了だけです。シェルの fg、bg、Ctrl-Z は、まさにこれらの呼び出しでできています。

//: end
System.out.println("children left: " + children().size())
/exit
