// fork(2): one call, two returns. Who is first, what is copied, and what is not.

//: lab
//: title.en One call, two returns
//: title.ja 1 回呼ぶと 2 回戻る：fork
//: minutes 20
//: builds 1
//: c.en pid_t pid = fork(); if (pid == 0) { ... } else { ... }.
//: c.ja pid_t pid = fork(); if (pid == 0) { … } else { … } です。
//: lecture B | if ((processID = fork()) < 0)

//: step two-returns
//: goal.en Fork a child that prints its pid and that of its parent; the parent prints its own, too. Name how the child ended `end`.
//: goal.ja 自分と親の pid を表示する子を fork し、親も自分の pid を表示します。子の終わり方を変数 end に入れます。
//: predict.en How many processes run the line after fork() in a C program?
//: predict.ja C のプログラムで、fork() の次の行を実行するプロセスはいくつでしょう。
//: answer 2
//: lecture B | else if (processID == 0)
//: show
Child first = forkChild(() -> System.out.println("child " + getpid() + ", my parent is " + getppid()))
System.out.println("parent " + getpid() + ", my child is " + first.pid())
Exit end = waitFor(first)
//: check ending(end) ==> "exit 0"
//: cause.en The child's code threw something, or a signal ended it.
//: cause.ja 子のコードが例外を投げたか、シグナルで終わりました。
//: evidence end
//: wrong Child first = forkChild(() -> { throw new IllegalStateException("not at home"); }); Exit end = waitFor(first)
//: when found().startsWith("SIG")
//: cause.en A signal has ended this child.
//: cause.ja この子はシグナルで終わりました。
//: when found().contains("of no child")
//: cause.en No child of this step has ended so: take the status from waitFor or reap.
//: cause.ja このステップで、そのように終わった子はいません。waitFor か reap から受け取ってください。
//: check zombies() ==> 0
//: cause.en A child has ended that you did not wait for.
//: cause.ja 待っていない子が終わっています。
//: evidence ps()
//: right var first = forkChild(() -> System.out.println(getpid() + " of " + getppid())); int end = waitFor(first).exitCode(); System.out.println(getpid())
//: right Exit end = waitFor(forkChild(() -> { System.out.println("child " + getpid() + " of " + getppid()); exit(0); }))
//: hint.en What does the child do, and what the parent?
//: hint.ja 子は何をして、親は何をするでしょう。
//: hint.en forkChild(() -> ...) takes what the child does: the lecture's processID == 0 branch. What stands below it is the parent's.
//: hint.ja forkChild(() -> ...) に渡すのが子の仕事、つまり講義の processID == 0 の枝です。その下の行は親のものです。
//: hint.en Child first = forkChild(() -> System.out.println("child " + getpid())), then Exit end = waitFor(first)
//: hint.ja Child first = forkChild(() -> System.out.println("child " + getpid()))、それから Exit end = waitFor(first)
//: why.en In C both processes return from the same fork(), with 0 in the child and the child's pid in the parent, and an if tells them apart. forkChild is that if: your lambda is the branch for 0.
//: why.ja C では両方のプロセスが同じ fork() から戻り、子では 0、親では子の pid が返るので、if で分かれます。forkChild がその if で、ラムダが 0 の枝です。

//: step who-first
//: goal.en Let parent and child write one letter each into a pipe, ten times, and name the list of results `races`.
//: goal.ja 親と子がパイプに 1 文字ずつ書く、を 10 回行い、結果を変数 races に入れます。
//: predict.en Who is first: (a) always the parent, (b) always the child, (c) nobody promises anything?
//: predict.ja 先に書くのは：(a) いつも親 (b) いつも子 (c) 何の保証もない
//: answer c
//: show
Pipe order = pipe()
String race(boolean parentWaits) {
    Child child = forkChild(() -> order.write("c"));
    if (parentWaits) waitFor(child);
    order.write("p");
    waitFor(child);
    return order.read(2);
}
List<String> races = new ArrayList<>()
for (int i = 0; i < 10; i++) races.add(race(false))
races
//: check words(races).size() ==> 10
//: cause.en Not ten races.
//: cause.ja 10 回ではありません。
//: evidence races
//: wrong Pipe order = pipe(); List<String> races = List.of()
//: check Set.of("cp", "pc").containsAll(words(races)) ==> true
//: cause.en Each race is one c and one p; something else was in the pipe.
//: cause.ja 毎回 c と p が 1 つずつのはずです。ほかのものがパイプに入っています。
//: evidence races
//: wrong Pipe order = pipe(); List<String> races = Collections.nCopies(10, "cc")
//: check pipedByChildren() >= 10 ==> true
//: cause.en In each of ten races a child writes a letter into the pipe; so many have not.
//: cause.ja 10 回それぞれで子がパイプに 1 文字書くはずですが、足りません。
//: evidence timeline()
//: wrong Pipe order = pipe(); List<String> races = Collections.nCopies(10, "cp")
//: right Pipe order = pipe(); String[] races = new String[10]; for (int i = 0; i < 10; i++) { Child child = forkChild(() -> order.write("c")); order.write("p"); waitFor(child); races[i] = order.read(2); }
//: right Pipe order = pipe(); String races = ""; for (int i = 0; i < 10; i++) { Child child = forkChild(() -> order.write("c")); order.write("p"); waitFor(child); races = races + order.read(2) + " "; }
//: right Pipe mine = pipe(); var races = Stream.generate(() -> { Child child = forkChild(() -> mine.write("c")); mine.write("p"); waitFor(child); return mine.read(2); }).limit(10).toList()
//: hint.en What can both write to, so that you see afterwards who was first?
//: hint.ja どちらが先だったかを後から見るには、2 人とも何に書けばよいでしょう。
//: hint.en pipe() makes a pipe that the child inherits; write and read.
//: hint.ja pipe() で子も受け継ぐパイプができます。write と read です。
//: hint.en In race(): forkChild(() -> order.write("c")); order.write("p"); waitFor(child); return order.read(2)
//: hint.ja race() の中で：forkChild(() -> order.write("c")); order.write("p"); waitFor(child); return order.read(2)
//: why.en After fork both are ready to run, and the scheduler decides. A program that works only in one order is wrong, even if it works today.
//: why.ja fork の後は両方とも実行可能で、順番はスケジューラが決めます。ある順番でしか動かないプログラムは、今日は動いても誤りです。

//: step order
//: goal.en Now enforce an order: the parent waits before it writes. Name the list of ten results `waited`.
//: goal.ja 今度は順番を守らせます。親は書く前に待ちます。10 回の結果を変数 waited に入れます。
List<String> waited = new ArrayList<>()
for (int i = 0; i < 10; i++) waited.add(race(true))
waited
//: check words(waited).size() ==> 10
//: cause.en Not ten races.
//: cause.ja 10 回ではありません。
//: evidence waited
//: wrong List<String> waited = List.of(race(true))
//: check Set.copyOf(words(waited)) ==> Set.of("cp")
//: cause.en The parent did not wait before it wrote.
//: cause.ja 親が待たずに書いています。
//: evidence waited
//: wrong List<String> waited = Collections.nCopies(10, "pc")
//: check pipedByChildren() >= 10 ==> true
//: cause.en In each of ten races a child writes a letter into the pipe; so many have not.
//: cause.ja 10 回それぞれで子がパイプに 1 文字書くはずですが、足りません。
//: evidence timeline()
//: wrong List<String> waited = Collections.nCopies(10, "cp")
//: right String[] waited = new String[10]; for (int i = 0; i < 10; i++) { waited[i] = race(true); }
//: right var waited = Stream.generate(() -> race(true)).limit(10).toList()
//: right String waited = ""; for (int i = 0; i < 10; i++) { Child child = forkChild(() -> order.write("c")); waitFor(child); order.write("p"); waited += order.read(2) + ","; }
//: hint.en How does a parent know that its child has done its part?
//: hint.ja 子が仕事を終えたことを、親はどうやって知るでしょう。
//: hint.en race(true) waits for the child before it writes.
//: hint.ja race(true) は書く前に子を待ちます。
//: hint.en for (int i = 0; i < 10; i++) waited.add(race(true))
//: hint.ja for (int i = 0; i < 10; i++) waited.add(race(true))
//: why.en Order between processes comes from waiting for something: here for the child's end, elsewhere for a byte in a pipe or a signal. Never from sleep.
//: why.ja プロセス間の順番は、何かを待つことで生まれます。ここでは子の終わり、ほかではパイプの 1 バイトやシグナルです。sleep では生まれません。

//: step variable
//: goal.en Set a variable `counter` to 1, let a child change it to 100 and end with that number. Name how it ended `said`.
//: goal.ja 変数 counter を 1 にし、子に 100 へ変えさせて、その数で終わらせます。終わり方を変数 said に入れます。
//: predict.en What is counter in the parent afterwards?
//: predict.ja その後、親の counter はいくつでしょう。
//: answer 1
int counter = 1
Exit said = waitFor(forkChild(() -> { counter = 100; exit(counter); }))
System.out.println("the child had " + said.exitCode() + ", the parent has " + counter)
//: check ending(said) ==> "exit 100"
//: cause.en The child did not end with the value that it gave the variable.
//: cause.ja 子が、変数に入れた値で終わっていません。
//: evidence said
//: wrong int counter = 1; Exit said = waitFor(forkChild(() -> { counter = 100; }))
//: when found().contains("of no child")
//: cause.en No child of this step has ended so: take the status from waitFor or reap.
//: cause.ja このステップで、そのように終わった子はいません。waitFor か reap から受け取ってください。
//: check number(counter) ==> 1
//: cause.en The parent has changed the variable itself: the change belongs inside forkChild's lambda.
//: cause.ja 親が自分で変数を変えています。変えるのは forkChild のラムダの中です。
//: evidence counter
//: wrong int counter = 1; counter = 100; Exit said = waitFor(forkChild(() -> exit(counter)))
//: right int[] counter = {1}; Exit said = waitFor(forkChild(() -> { counter[0] = 100; exit(counter[0]); }))
//: right var counter = new java.util.concurrent.atomic.AtomicInteger(1); int said = waitFor(forkChild(() -> { counter.set(100); exit(counter.get()); })).exitCode()
//: right long counter = 1; var said = waitFor(forkChild(() -> { counter = 100; exit((int) counter); }))
//: hint.en Whose memory does the child change?
//: hint.ja 子が変えるのは誰のメモリでしょう。
//: hint.en exit(n) ends the child with n; waitFor tells it.
//: hint.ja exit(n) で子は n で終わり、waitFor がそれを教えます。
//: hint.en waitFor(forkChild(() -> { counter = 100; exit(counter); }))
//: hint.ja waitFor(forkChild(() -> { counter = 100; exit(counter); }))
//: why.en The child has a copy of all memory, and a variable diverges at the first write. What comes back is the exit status, and what is shared on purpose: pipes, sockets, files, signals, and memory that was mapped with MAP_SHARED.
//: why.ja 子はメモリ全体のコピーを持ち、変数は最初の書き込みで別々になります。戻ってくるのは終了ステータスと、意図して共有したもの、つまりパイプ、ソケット、ファイル、シグナル、MAP_SHARED で割り当てたメモリだけです。

//: step threads
//: goal.en Fork a child `alone` that only waits with pause(), and look how many threads it has and how many this JVM has.
//: goal.ja pause() で待つだけの子 alone を fork し、そのスレッド数と、この JVM のスレッド数を見ます。
//: predict.en This JVM has a dozen threads or more. How many has the child?
//: predict.ja この JVM には 10 個以上のスレッドがあります。子にはいくつあるでしょう。
//: answer 1
Child alone = forkChild(() -> pause())
System.out.println("parent: " + new File("/proc/" + getpid() + "/task").list().length + " threads")
System.out.println("child:  " + new File("/proc/" + alone.pid() + "/task").list().length + " thread")
//: check threadsOf(alone) ==> 1
//: cause.en The child has ended already: give it something to wait for, pause().
//: cause.ja 子がもう終わっています。pause() で待たせてください。
//: evidence ps()
//: wrong Child alone = forkChild(() -> { }); waitFor(alone)
//: check forked(alone) ==> true
//: cause.en That is no child that you forked in this step.
//: cause.ja このステップで fork した子ではありません。
//: evidence ps()
//: right Child alone = forkChild(() -> until(() -> false))
//: right int alone = forkChild(() -> pause()).pid()
//: hint.en Where does the kernel list the threads of a process?
//: hint.ja プロセスのスレッドを、カーネルはどこに並べているでしょう。
//: hint.en /proc/PID/task has a directory for each.
//: hint.ja /proc/PID/task にスレッドごとのディレクトリがあります。
//: hint.en Child alone = forkChild(() -> pause()), then new File("/proc/" + alone.pid() + "/task").list().length
//: hint.ja Child alone = forkChild(() -> pause())、それから new File("/proc/" + alone.pid() + "/task").list().length
//: why.en fork copies memory, not threads: only the one that called it goes on. A lock that another thread held stays locked for ever in the child, which is why forking a JVM needs so much care.
//: why.ja fork がコピーするのはメモリであって、スレッドではありません。続くのは fork を呼んだスレッドだけです。ほかのスレッドが持っていたロックは子では永久に閉じたままです。だから JVM の fork には注意が要ります。

//: end
kill(alone, SIGKILL)
waitFor(alone)
order.close()
System.out.println("children left: " + children().size())
/exit
