// How processes end, and what a parent learns of it: zombies, statuses, signals, stops.

//: lab
//: title.en How a child ends, and what its parent learns
//: title.ja 子の終わり方と、親が知ること
//: minutes 30
//: builds 2
//: c.en wait(&status) and the macros WIFEXITED, WEXITSTATUS, WIFSIGNALED, WTERMSIG, WIFSTOPPED and WSTOPSIG.
//: c.ja wait(&status) と、WIFEXITED、WEXITSTATUS、WIFSIGNALED、WTERMSIG、WIFSTOPPED、WSTOPSIG のマクロです。
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
//: check stateOf(seven) ==> "Z"
//: cause.en The child has not ended, or has been reaped already.
//: cause.ja 子がまだ終わっていないか、もう回収されています。
//: evidence ps()
//: check leftWith(seven) ==> 7
//: cause.en It has ended with another number.
//: cause.ja 別の数で終わりました。
//: evidence ps()
//: wrong Child seven = forkChild(() -> exit(8)); until(() -> seven.state() == ChildState.ZOMBIE)
//: right var seven = forkChild(() -> exit(7))
//: right int seven = forkChild(() -> { int n = 3 + 4; exit(n); }).pid()
//: hint.en Who takes the status of a child that has ended?
//: hint.ja 終わった子のステータスは誰が受け取るでしょう。
//: hint.en Nobody, until the parent waits: forkChild(() -> exit(7)) and nothing else.
//: hint.ja 親が wait するまで誰も受け取りません。forkChild(() -> exit(7)) だけにします。
//: hint.en Child seven = forkChild(() -> exit(7)), then ps()
//: hint.ja Child seven = forkChild(() -> exit(7))、それから ps()
//: why.en A zombie has no memory and no descriptors; only its entry in the process table is left, with the status that somebody must still take. ps() even shows that status.
//: why.ja ゾンビにはメモリもディスクリプタもありません。残っているのはプロセス表の 1 項目と、誰かが受け取るべきステータスだけです。ps() にはそのステータスまで見えます。

//: step reap
//: goal.en Reap it: wait for it and name how it ended `status`.
//: goal.ja 回収します。wait して、終わり方を変数 status に入れます。
//: lecture A | pid_t pid = wait(&status);
//: lecture A | int status = -1;
//: show
Exit status = waitFor(seven)
printChildProcessStatus(status)
//: check ending(status) ==> "exit 7"
//: cause.en That is the status of another child.
//: cause.ja それは別の子のステータスです。
//: evidence status
//: wrong waitFor(seven); Exit status = waitFor(forkChild(() -> exit(8)))
//: when found().contains("of no child")
//: cause.en No child of this step has ended so: take the status from waitFor or reap.
//: cause.ja このステップで、そのように終わった子はいません。waitFor か reap から受け取ってください。
//: check stateOf(seven) ==> "none"
//: cause.en The zombie is still there: nobody has waited for it.
//: cause.ja ゾンビがまだいます。誰も wait していません。
//: evidence ps()
//: wrong Exit status = waitFor(forkChild(() -> exit(7)))
//: right var status = reap().get(0)
//: right int status = waitFor(seven).status()
//: right List<Exit> status = reap()
//: right int status = waitFor(seven).exitCode()
//: hint.en Which call of C takes a child's status?
//: hint.ja 子のステータスを受け取る C の呼び出しは何でしょう。
//: hint.en waitFor(CHILD) is waitpid for one child; reap() takes all that have ended.
//: hint.ja waitFor(子) は 1 つの子への waitpid、reap() は終わったものすべてを受け取ります。
//: hint.en Exit status = waitFor(seven)
//: hint.ja Exit status = waitFor(seven)
//: why.en waitpid took the status, and the kernel forgot the process. In status=1792 the exit code is the second byte: 7 times 256; WEXITSTATUS gets it out.
//: why.ja waitpid がステータスを受け取り、カーネルはそのプロセスを忘れました。status=1792 では終了コードは 2 番目のバイト、7×256 です。WEXITSTATUS がそれを取り出します。

//: step exit-or-signal
//: goal.en Three ends: `zero` returns, `one` throws an exception, `killed` waits and gets SIGKILL. Print all three with the lecture's function.
//: goal.ja 3 つの終わり方：zero は return、one は例外、killed は待っていて SIGKILL を受けます。3 つとも講義の関数で表示します。
//: predict.en What is the number `status=` of a child killed by SIGKILL, signal 9?
//: predict.ja シグナル 9 の SIGKILL で終わった子の status= はいくつでしょう。
//: answer 9
//: lecture A | WEXITSTATUS(status), WIFSIGNALED(status), WTERMSIG(status),
//: lecture A | fprintf(stderr, "sig_chld_handler:wait:pid=%d,status=%d\n", pid, status);
//: lecture A | fprintf(stderr, "  WIFEXITED:%d,WEXITSTATUS:%d,WIFSIGNALED:%d,"
//: lecture A | "WTERMSIG:%d,WIFSTOPPED:%d,WSTOPSIG:%d\n", WIFEXITED(status),
Exit zero = waitFor(forkChild(() -> { }))
Exit one = waitFor(forkChild(() -> { throw new IllegalStateException("on purpose"); }))
Child victim = forkChild(() -> pause())
kill(victim, SIGKILL)
Exit killed = waitFor(victim)
printChildProcessStatus(zero)
printChildProcessStatus(one)
printChildProcessStatus(killed)
//: check ending(zero) ==> "exit 0"
//: cause.en A child whose code returns ends with 0; this one did something else.
//: cause.ja コードが return した子は 0 で終わります。この子は違うことをしました。
//: evidence zero
//: wrong Exit zero = waitFor(forkChild(() -> exit(3))); Exit one = zero; Exit killed = zero
//: when found().contains("of no child")
//: cause.en No child of this step has ended so: take the status from waitFor or reap.
//: cause.ja このステップで、そのように終わった子はいません。waitFor か reap から受け取ってください。
//: check ending(one) ==> "exit 1"
//: cause.en A child whose code throws ends with 1; this one did something else.
//: cause.ja コードが例外を投げた子は 1 で終わります。この子は違うことをしました。
//: evidence one
//: wrong Exit zero = waitFor(forkChild(() -> { })); Exit one = zero; Exit killed = zero
//: when found().contains("of no child")
//: cause.en No child of this step has ended so: take the status from waitFor or reap.
//: cause.ja このステップで、そのように終わった子はいません。waitFor か reap から受け取ってください。
//: check ending(killed) ==> "SIGKILL"
//: cause.en It ended by itself or by another signal: kill(child, SIGKILL) while it waits.
//: cause.ja 自分で終わったか、別のシグナルで終わりました。待っている間に kill(子, SIGKILL) します。
//: evidence killed
//: wrong Exit zero = waitFor(forkChild(() -> { })); Exit one = waitFor(forkChild(() -> exit(1))); Child victim = forkChild(() -> pause()); kill(victim, SIGTERM); Exit killed = waitFor(victim)
//: when found().contains("of no child")
//: cause.en No child of this step has ended so: take the status from waitFor or reap.
//: cause.ja このステップで、そのように終わった子はいません。waitFor か reap から受け取ってください。
//: right Child third = forkChild(() -> pause()); third.pid(); kill(third, SIGKILL); var killed = waitFor(third); var one = waitFor(forkChild(() -> { throw new RuntimeException("x"); })); var zero = waitFor(forkChild(() -> { return; }))
//: right int zero = waitFor(forkChild(() -> { })).exitCode(); int one = waitFor(forkChild(() -> { int[] none = {}; none[0] = 1; })).exitCode(); Child third = forkChild(() -> pause()); kill(third.pid(), SIGKILL); Signal killed = waitFor(third).signal()
//: hint.en Which of the macros is 1 for which end?
//: hint.ja どの終わり方で、どのマクロが 1 になるでしょう。
//: hint.en pause() lets a child wait; kill(child, SIGKILL) ends it; waitFor takes each status.
//: hint.ja pause() で子は待ち、kill(子, SIGKILL) で終わり、waitFor がそれぞれのステータスを受け取ります。
//: hint.en Child victim = forkChild(() -> pause()), kill(victim, SIGKILL), Exit killed = waitFor(victim)
//: hint.ja Child victim = forkChild(() -> pause())、kill(victim, SIGKILL)、Exit killed = waitFor(victim)
//: why.en The low 7 bits tell: 0 means exited, and the code is in the next byte; 0x7f means stopped; another number is the signal (a status of 0xffff means continued). The lecture's line prints all macros for any status, so look at WIFEXITED and WIFSIGNALED first. A shell's $? is 128 + 9 = 137 for SIGKILL: that is the shell's number, not the status.
//: why.ja 下位 7 ビットで分かります。0 なら exit で、コードは次のバイトにあります。0x7f なら停止、それ以外はシグナル番号です（ステータス 0xffff は再開）。講義の行はどのステータスにも全マクロを表示するので、まず WIFEXITED と WIFSIGNALED を見ます。シェルの $? が SIGKILL で 128 + 9 = 137 になるのはシェルの数え方で、ステータスそのものではありません。

//: step core-flag
//: goal.en SIGQUIT dumps core where the limit allows it. Have it end a child that has limitCoreFile(0) and name that `quit`. Then work out the status that a real dump would give, and name it `dumped`: an Exit, or the number.
//: goal.ja SIGQUIT は、制限が許せばコアダンプします。limitCoreFile(0) の子をそれで終わらせ、終わり方を変数 quit に入れます。次に、実際にコアダンプした場合のステータスを求め、Exit か数値で変数 dumped に入れます。
//: predict.en Which bit of the status says that core was dumped: 64, 128 or 256?
//: predict.ja コアダンプしたことを示すビットは、64、128、256 のどれでしょう。
//: answer 128
Child asked = forkChild(() -> { limitCoreFile(0); pause(); })
until(() -> asked.state() == ChildState.SLEEPING)
kill(asked, SIGQUIT)
Exit quit = waitFor(asked)
Exit dumped = new Exit(quit.pid(), SIGQUIT.number() | 128)
System.out.println(quit + " / " + dumped)
//: check ending(quit) ==> "SIGQUIT"
//: cause.en It was another signal that ended this child.
//: cause.ja この子を終わらせたのは別のシグナルです。
//: evidence quit
//: wrong Child asked = forkChild(() -> pause()); kill(asked, SIGTERM); Exit quit = waitFor(asked); int dumped = 131
//: when found().contains("of no child")
//: cause.en No child of this step has ended so: take the status from waitFor or reap.
//: cause.ja このステップで、そのように終わった子はいません。waitFor か reap から受け取ってください。
//: check statusOf(dumped) ==> 131
//: cause.en The core flag is the bit 128, beside the signal's number in the low seven bits.
//: cause.ja コアフラグは、下位 7 ビットのシグナル番号の隣、128 のビットです。
//: evidence statusOf(dumped)
//: wrong Child asked = forkChild(() -> { limitCoreFile(0); pause(); }); until(() -> asked.state() == ChildState.SLEEPING); kill(asked, SIGQUIT); Exit quit = waitFor(asked); Exit dumped = quit
//: right Child asked = forkChild(() -> { limitCoreFile(0); pause(); }); until(() -> asked.state() == ChildState.SLEEPING); kill(asked, SIGQUIT); Exit quit = waitFor(asked); int dumped = quit.status() | 128
//: right Child asked = forkChild(() -> { limitCoreFile(0); pause(); }); until(() -> asked.state() == ChildState.SLEEPING); kill(asked, SIGQUIT); var quit = waitFor(asked); var dumped = new Exit(quit.pid(), 0x83)
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
//: lecture A | WSTOPSIG(status));
Child sleeper = forkChild(() -> pause())
kill(sleeper, SIGSTOP)
until(() -> sleeper.state() == ChildState.STOPPED)
Exit blind = waitpid(sleeper, WNOHANG)
Exit stop = waitpid(sleeper, WUNTRACED)
printChildProcessStatus(stop)
//: check told(blind) ==> "nothing"
//: cause.en waitpid told something without WUNTRACED, or was not asked: waitpid(sleeper, WNOHANG).
//: cause.ja WUNTRACED なしの waitpid が何かを返したか、まだ呼ばれていません：waitpid(sleeper, WNOHANG)。
//: evidence blind
//: wrong Child sleeper = forkChild(() -> { }); until(() -> sleeper.state() == ChildState.ZOMBIE); Exit blind = waitpid(sleeper, WNOHANG); Exit stop = blind
//: check told(stop) ==> "SIGSTOP"
//: cause.en The child was not stopped by SIGSTOP.
//: cause.ja 子は SIGSTOP で止められていません。
//: evidence stop
//: wrong Child sleeper = forkChild(() -> pause()); kill(sleeper, SIGSTOP); until(() -> sleeper.state() == ChildState.STOPPED); Exit blind = waitpid(sleeper, WNOHANG); Exit stop = new Exit(sleeper.pid(), 0x137f)
//: check stateOf(sleeper) ==> "T"
//: cause.en The child goes on already, or has ended.
//: cause.ja 子はもう動いているか、終わっています。
//: evidence ps()
//: right var sleeper = forkChild(() -> pause()); kill(sleeper, SIGSTOP); Exit blind = waitpid(sleeper, WNOHANG); var stop = waitpid(sleeper, WUNTRACED)
//: right Child sleeper = forkChild(() -> pause()); kill(sleeper, SIGSTOP); until(() -> sleeper.state() == ChildState.STOPPED); Signal stop = waitpid(sleeper, WUNTRACED).stopSignal(); boolean blind = waitpid(sleeper, WNOHANG) == null
//: hint.en Why is WIFSTOPPED never 1 in the lecture's program?
//: hint.ja 講義のプログラムで WIFSTOPPED が決して 1 にならないのは、なぜでしょう。
//: hint.en waitpid(CHILD, OPTIONS): without WUNTRACED it speaks of ends only.
//: hint.ja waitpid(子, オプション)：WUNTRACED がなければ、終わりのことしか教えません。
//: hint.en kill(sleeper, SIGSTOP), then Exit stop = waitpid(sleeper, WUNTRACED)
//: hint.ja kill(sleeper, SIGSTOP)、それから Exit stop = waitpid(sleeper, WUNTRACED)
//: why.en WIFSTOPPED is 1 and WSTOPSIG is 19. The child holds everything that it had; it just does not run. SIGCHLD comes for a stop, too, unless SA_NOCLDSTOP is set: lecture A's handler then calls wait, which knows ends only, and blocks inside the handler until some child ends, so the server accepts nobody. forkshell's loop never blocks there: its handler asks with WNOHANG.
//: why.ja WIFSTOPPED は 1、WSTOPSIG は 19 です。子は何も失わず、ただ動いていません。SA_NOCLDSTOP を付けない限り、SIGCHLD は停止のときにも届きます。すると講義 A のハンドラの wait は終了しか教えないため、どれかの子が終わるまでハンドラの中でブロックし、サーバは誰も accept しません。forkshell のループのハンドラは WNOHANG で尋ねるので、ここではブロックしません。

//: step continued
//: goal.en Let it go on with SIGCONT; name what waitpid with WCONTINUED returns `goes`. Then end it with SIGKILL and name that `last`.
//: goal.ja SIGCONT で再開させ、WCONTINUED 付きの waitpid の結果を変数 goes に入れます。それから SIGKILL で終わらせ、終わり方を変数 last に入れます。
kill(sleeper, SIGCONT)
Exit goes = waitpid(sleeper, WCONTINUED)
kill(sleeper, SIGKILL)
Exit last = waitFor(sleeper)
//: check told(goes) ==> "goes on"
//: cause.en waitpid told another event: SIGCONT has to come first, and WCONTINUED has to be asked for.
//: cause.ja waitpid が別の出来事を教えました。先に SIGCONT を送り、WCONTINUED を指定します。
//: evidence goes
//: wrong kill(sleeper, SIGKILL); Exit goes = waitpid(sleeper, WUNTRACED); Exit last = goes
//: check ending(last) ==> "SIGKILL"
//: cause.en The child has not been ended by SIGKILL.
//: cause.ja 子は SIGKILL で終わっていません。
//: evidence last
//: wrong kill(sleeper, SIGCONT); Exit goes = waitpid(sleeper, WCONTINUED); kill(sleeper, SIGTERM); Exit last = waitFor(sleeper)
//: when found().contains("of no child")
//: cause.en No child of this step has ended so: take the status from waitFor or reap.
//: cause.ja このステップで、そのように終わった子はいません。waitFor か reap から受け取ってください。
//: right kill(sleeper.pid(), SIGCONT); var goes = waitpid(sleeper, WCONTINUED | WUNTRACED); kill(sleeper, SIGKILL); Signal last = waitFor(sleeper).signal()
//: right kill(sleeper, SIGCONT); int goes = waitpid(sleeper, WCONTINUED).status(); kill(sleeper, SIGKILL); int last = waitFor(sleeper).status()
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
