// fork(2): one call, two returns. Who is first, what is copied, and what is not.

//: lab
//: title.en One call, two returns
//: title.ja 一度呼ぶと二度返る：fork
//: lecture B | if ((processID = fork()) < 0)

//: step two-returns
//: goal.en Fork a child that says who it is and who its parent is; the parent says the same of itself. Keep how it ended as `end`.
//: goal.ja 自分と親の pid を言う子を fork し、親も同じことを言います。どう終わったかを end に取っておきます。
//: predict.en How many processes run the line after fork() in a C program?
//: predict.ja C のプログラムで、fork() の次の行を実行するプロセスはいくつでしょう。
//: answer 2
//: lecture B | else if (processID == 0)
//: show
Child first = forkChild(() -> System.out.println("child " + getpid() + ", my parent is " + getppid()))
System.out.println("parent " + getpid() + ", my child is " + first.pid())
Exit end = waitFor(first)
//: check end.exitCode() ==> 0
//: cause.en The child's code threw something, or a signal ended it.
//: cause.ja 子のコードが例外を投げたか、シグナルで終わりました。
//: evidence end
//: wrong Child first = forkChild(() -> { throw new IllegalStateException("not at home"); }); Exit end = waitFor(first)
//: check zombies() ==> 0
//: cause.en A child has ended that you did not wait for.
//: cause.ja 待っていない子が終わっています。
//: evidence ps()
//: hint.en What does the child do, and what the parent?
//: hint.ja 子は何をして、親は何をするでしょう。
//: hint.en forkChild(() -> ...) takes what the child does: the lecture's processID == 0 branch. What stands below it is the parent's.
//: hint.ja forkChild(() -> ...) に渡すのが子の仕事、つまり講義の processID == 0 の枝です。その下の行は親のものです。
//: hint.en Child first = forkChild(() -> System.out.println("child " + getpid())), then Exit end = waitFor(first)
//: hint.ja Child first = forkChild(() -> System.out.println("child " + getpid()))、それから Exit end = waitFor(first)
//: why.en In C both processes return from the same fork(), with 0 in the child and the child's pid in the parent, and an if tells them apart. forkChild is that if: your lambda is the branch for 0.
//: why.ja C では両方のプロセスが同じ fork() から戻り、子では 0、親では子の pid が返るので、if で分かれます。forkChild がその if で、ラムダが 0 の枝です。

//: step who-first
//: goal.en Let parent and child write one letter each into a pipe, ten times, and keep the results as `races`.
//: goal.ja 親と子がパイプに一文字ずつ書く、を十回行い、結果を races に取っておきます。
//: predict.en Who is first: (a) always the parent, (b) always the child, (c) nobody promises anything?
//: predict.ja 先に書くのは：(a) いつも親 (b) いつも子 (c) 何の保証もない
//: answer c
//: show
Pipe order = pipe()
String race(boolean parentWaits) {
    Child child = forkChild(() -> order.write("c"));
    if (parentWaits) {
        waitFor(child);
    }
    order.write("p");
    waitFor(child);
    return order.read(2);
}
List<String> races = Stream.generate(() -> race(false)).limit(10).toList()
System.out.println(races)
//: check races.size() ==> 10
//: cause.en Not ten races: limit(10) makes ten.
//: cause.ja 十回ではありません。limit(10) で十回になります。
//: evidence races
//: wrong Pipe order = pipe(); List<String> races = List.of()
//: check Set.of("cp", "pc").containsAll(races) ==> true
//: cause.en Each race is one c and one p; something else was in the pipe.
//: cause.ja 毎回 c と p が一つずつのはずです。ほかのものがパイプに入っています。
//: evidence races
//: wrong Pipe order = pipe(); List<String> races = Collections.nCopies(10, "cc")
//: hint.en What can both write to, so that you see afterwards who was first?
//: hint.ja どちらが先だったかを後から見るには、二人とも何に書けばよいでしょう。
//: hint.en pipe() makes a pipe that the child inherits; write and read.
//: hint.ja pipe() で子も受け継ぐパイプができます。write と read です。
//: hint.en In race(): forkChild(() -> order.write("c")); order.write("p"); waitFor(child); return order.read(2)
//: hint.ja race() の中で：forkChild(() -> order.write("c")); order.write("p"); waitFor(child); return order.read(2)
//: why.en After fork both are ready to run, and the scheduler decides. A program that works only in one order is wrong, even if it works today.
//: why.ja fork の後は両方とも実行可能で、順番はスケジューラが決めます。ある順番でしか動かないプログラムは、今日は動いても誤りです。

//: step order
//: goal.en Now enforce an order: the parent waits before it writes. Keep ten results as `waited`.
//: goal.ja 今度は順番を守らせます。親は書く前に待ちます。十回の結果を waited に取っておきます。
List<String> waited = Stream.generate(() -> race(true)).limit(10).toList()
System.out.println(waited)
//: check waited.size() ==> 10
//: cause.en Not ten races: limit(10) makes ten.
//: cause.ja 十回ではありません。limit(10) で十回になります。
//: evidence waited
//: wrong List<String> waited = List.of(race(true))
//: check Set.copyOf(waited) ==> Set.of("cp")
//: cause.en The parent did not wait before it wrote.
//: cause.ja 親が待たずに書いています。
//: evidence waited
//: wrong List<String> waited = Collections.nCopies(10, "pc")
//: hint.en How does a parent know that its child has done its part?
//: hint.ja 子が仕事を終えたことを、親はどうやって知るでしょう。
//: hint.en race(true) waits for the child before it writes.
//: hint.ja race(true) は書く前に子を待ちます。
//: hint.en List<String> waited = Stream.generate(() -> race(true)).limit(10).toList()
//: hint.ja List<String> waited = Stream.generate(() -> race(true)).limit(10).toList()
//: why.en Order between processes comes from waiting for something: here for the child's end, elsewhere for a byte in a pipe or a signal. Never from sleep.
//: why.ja プロセス間の順番は、何かを待つことで生まれます。ここでは子の終わり、ほかではパイプの一バイトやシグナルです。sleep では生まれません。

//: step variable
//: goal.en Set `counter[0]` to 1, let a child change it to 100 and end with that number. Keep its end as `said`.
//: goal.ja counter[0] を 1 にし、子に 100 へ変えさせて、その数で終わらせます。その終わり方を said に取っておきます。
//: predict.en What is counter[0] in the parent afterwards?
//: predict.ja その後、親の counter[0] はいくつでしょう。
//: answer 1
int[] counter = {1}
Exit said = waitFor(forkChild(() -> { counter[0] = 100; exit(counter[0]); }))
System.out.println("the child had " + said.exitCode() + ", the parent has " + counter[0])
//: check said.exitCode() ==> 100
//: cause.en The child did not end with the value that it gave the variable.
//: cause.ja 子が、変数に入れた値で終わっていません。
//: evidence said
//: wrong int[] counter = {1}; Exit said = waitFor(forkChild(() -> { counter[0] = 100; }))
//: check counter[0] ==> 1
//: cause.en The parent has changed the variable itself: the change belongs inside forkChild's lambda.
//: cause.ja 親が自分で変数を変えています。変えるのは forkChild のラムダの中です。
//: evidence counter[0]
//: wrong int[] counter = {1}; counter[0] = 100; Exit said = waitFor(forkChild(() -> exit(counter[0])))
//: hint.en Whose memory does the child change?
//: hint.ja 子が変えるのは誰のメモリでしょう。
//: hint.en exit(n) ends the child with n; waitFor tells it.
//: hint.ja exit(n) で子は n で終わり、waitFor がそれを教えます。
//: hint.en waitFor(forkChild(() -> { counter[0] = 100; exit(counter[0]); }))
//: hint.ja waitFor(forkChild(() -> { counter[0] = 100; exit(counter[0]); }))
//: why.en The child has a copy of all memory. A variable diverges at the first write; the only things that come back are the exit status and what is sent through descriptors.
//: why.ja 子はメモリ全体の写しを持ちます。変数は最初の書き込みで別々になります。戻ってくるのは終了ステータスと、ディスクリプタを通して送ったものだけです。

//: step threads
//: goal.en Fork a child `alone` that only waits with pause(), and look how many threads it has and how many this JVM has.
//: goal.ja pause() で待つだけの子 alone を fork し、そのスレッド数と、この JVM のスレッド数を見ます。
//: predict.en This JVM has a dozen threads or more. How many has the child?
//: predict.ja この JVM には十個以上のスレッドがあります。子にはいくつあるでしょう。
//: answer 1
Child alone = forkChild(() -> pause())
System.out.println("parent: " + new File("/proc/" + getpid() + "/task").list().length + " threads")
System.out.println("child:  " + new File("/proc/" + alone.pid() + "/task").list().length + " thread")
//: check threadsOf(alone.pid()) ==> 1
//: cause.en The child has ended already: give it something to wait for, pause().
//: cause.ja 子がもう終わっています。pause() で待たせてください。
//: evidence ps()
//: wrong Child alone = forkChild(() -> { }); waitFor(alone)
//: check threadsOf(getpid()) > 1 ==> true
//: cause.en This cannot be: a JVM always has several threads.
//: cause.ja ありえません。JVM にはいつも複数のスレッドがあります。
//: hint.en Where does the kernel list the threads of a process?
//: hint.ja プロセスのスレッドを、カーネルはどこに並べているでしょう。
//: hint.en /proc/PID/task has a directory for each.
//: hint.ja /proc/PID/task にスレッドごとのディレクトリがあります。
//: hint.en Child alone = forkChild(() -> pause()), then new File("/proc/" + alone.pid() + "/task").list().length
//: hint.ja Child alone = forkChild(() -> pause())、それから new File("/proc/" + alone.pid() + "/task").list().length
//: why.en fork copies memory, not threads: only the one that called it goes on. A lock that another thread held stays locked for ever in the child, which is why forking a JVM needs so much care.
//: why.ja fork が写すのはメモリであって、スレッドではありません。続くのは fork を呼んだスレッドだけです。ほかのスレッドが持っていたロックは子では永久に閉じたままです。だから JVM の fork には注意が要ります。

//: end
kill(alone, SIGKILL)
waitFor(alone)
order.close()
System.out.println("children left: " + children().size())
/exit
