// All designs side by side: how fast, and at what price.

//: lab
//: title.en The designs, measured side by side
//: title.ja 設計を並べて測る
//: minutes 25
//: builds 7, 8, 9, 14, 15
//: c.en The same load against each program; bench does it with C.
//: c.ja それぞれのプログラムに同じ負荷をかけます。bench は C とも比べます。
//: lecture A | void acceptLoop(int sock) {
//: lecture B | #include "TCPEchoServer.h"

//: step measure
//: goal.en Write measure(design): a server of that design, ten clients one after the other, each with one echo; the result is connections a second. Try "iterative" and put it into a Map `results`.
//: goal.ja measure(設計) を書きます。その設計のサーバに 10 人のクライアントが順に来て、1 回ずつエコーします。結果は 1 秒あたりの接続数です。"iterative" を測り、Map の変数 results に入れます。
//: show
double measure(String design) {
    Listener listener = listen(0);
    AcceptLoop loop = acceptLoop(listener, lectureA().model(ServerModels.named(design)));
    long start = System.nanoTime();
    for (int i = 0; i < 10; i++) try (Client client = connect(listener.port())) { client.say("hello"); }
    double seconds = (System.nanoTime() - start) / 1e9;
    loop.stop(); listener.close(); ignoreChildExit();
    until(() -> reap().isEmpty() && children().isEmpty());
    return 10 / seconds;
}
Map<String, Double> results = new LinkedHashMap<>()
results.put("iterative", measure("iterative"))
//: check !entry(results, "iterative").equals(0) ==> true
//: cause.en There is no figure for "iterative" in results.
//: cause.ja results に "iterative" の値がありません。
//: evidence results
//: wrong Map<String, Double> results = new LinkedHashMap<>()
//: check ran("iterative") && accepted() >= 10 ==> true
//: cause.en No loop of that design has served ten clients in this step.
//: cause.ja このステップで、その設計のループが 10 人のクライアントに応答していません。
//: evidence timeline()
//: wrong Map<String, Double> results = new LinkedHashMap<>(); results.put("iterative", 1000.0)
//: check near(entry(results, "iterative"), perSecond("iterative"), 5) ==> true
//: cause.en That is not what the journal of this step shows: connections a second.
//: cause.ja このステップの記録と合いません。1 秒あたりの接続数です。
//: evidence perSecond("iterative")
//: check alive() + zombies() ==> 0
//: cause.en measure has left children behind: stop the loop and reap them.
//: cause.ja measure が子を残しています。ループを止めて回収します。
//: evidence ps()
//: right double time(String design) { Listener l = listen(0); AcceptLoop a = acceptLoop(l, lectureA().model(ServerModels.named(design))); long start = System.nanoTime(); for (int i = 0; i < 10; i++) { Client c = connect(l.port()); c.say("x"); c.close(); } long end = System.nanoTime(); a.stop(); l.close(); return 10e9 / (end - start); } var results = new HashMap<String, Double>(); results.put("iterative", time("iterative"))
//: right Listener l = listen(0); AcceptLoop a = acceptLoop(l, lectureA().model(ServerModels.named("iterative"))); long start = System.nanoTime(); for (int i = 0; i < 20; i++) { Client c = connect(l.port()); c.say("x"); c.close(); } double seconds = (System.nanoTime() - start) / 1e9; a.stop(); l.close(); Map<String, Long> results = new TreeMap<>(Map.of("iterative", Math.round(20 / seconds)))
//: hint.en What has to be equal for all designs, so that they can be compared?
//: hint.ja 比べるためには、どの設計でも何が同じであるべきでしょう。
//: hint.en ServerModels.named(design), and System.nanoTime() before and after.
//: hint.ja ServerModels.named(設計) と、前後の System.nanoTime() です。
//: hint.en results.put("iterative", measure("iterative"))
//: hint.ja results.put("iterative", measure("iterative"))
//: why.en The clients come one at a time, so this measures what one connection costs. It is no benchmark: bench is, with many clients and against C.
//: why.ja クライアントは 1 人ずつ来るので、接続 1 つのコストを測っています。本格的な測定ではありません。多くのクライアントで C とも比べる bench がそれです。

//: step all
//: goal.en Measure the other designs: fork, fork-lazy, prefork, prefork-lock, prefork-pass, exec, thread.
//: goal.ja ほかの設計も測ります：fork、fork-lazy、prefork、prefork-lock、prefork-pass、exec、thread。
//: predict.en Which costs more for one connection: fork or prefork?
//: predict.ja 接続 1 つのコストが大きいのは fork と prefork のどちらでしょう。
//: answer fork
for (String design : List.of("fork", "fork-lazy", "prefork", "prefork-lock", "prefork-pass", "exec", "thread")) {
    results.put(design, measure(design));
}
System.out.println(results)
//: check List.of("iterative", "fork", "fork-lazy", "prefork", "prefork-lock", "prefork-pass", "exec", "thread").stream().allMatch(design -> !entry(results, design).equals(0)) ==> true
//: cause.en One of the eight designs is not in results: "iterative" and the seven others.
//: cause.ja 8 つの設計（"iterative" とほかの 7 つ）のどれかが results にありません。
//: evidence results
//: wrong results.put("fork", 1.0)
//: check List.of("fork", "fork-lazy", "prefork", "prefork-lock", "prefork-pass", "exec", "thread").stream().filter(design -> !ran(design)).toList() ==> List.of()
//: cause.en These designs were not measured in this step.
//: cause.ja これらの設計は、このステップで測られていません。
//: evidence results
//: wrong for (String design : List.of("fork", "fork-lazy", "prefork", "prefork-lock", "prefork-pass", "exec", "thread")) { results.put(design, 500.0); }
//: check List.of("fork", "fork-lazy", "prefork", "prefork-lock", "prefork-pass", "exec", "thread").stream().filter(design -> !near(entry(results, design), perSecond(design), 5)).toList() ==> List.of()
//: cause.en The figures of these designs are not what the journal of this step shows.
//: cause.ja これらの設計の値が、このステップの記録と合いません。
//: evidence results
//: wrong for (String design : List.of("fork", "fork-lazy", "prefork", "prefork-lock", "prefork-pass", "exec", "thread")) { measure(design); results.put(design, 1.0); }
//: check alive() + zombies() ==> 0
//: cause.en Children are left: stop the loops and reap.
//: cause.ja 子が残っています。ループを止めて回収します。
//: evidence ps()
//: right List.of("fork", "fork-lazy", "prefork", "prefork-lock", "prefork-pass", "exec", "thread").forEach(design -> results.put(design, measure(design)))
//: right Map<String, Double> others = new TreeMap<>(); for (String design : new String[] {"fork", "fork-lazy", "prefork", "prefork-lock", "prefork-pass", "exec", "thread"}) { double speed = measure(design); others.put(design, speed); } results.putAll(others)
//: hint.en Which designs are there? ServerModels.names() lists them, and two more.
//: hint.ja どんな設計があるでしょう。ServerModels.names() で、ほかの 2 つも含む一覧が出ます。
//: hint.en A loop over the seven names; results.put(design, measure(design)).
//: hint.ja 7 つの名前のループで results.put(design, measure(design))。
//: hint.en for (String design : List.of("fork", ...)) { results.put(design, measure(design)); }
//: hint.ja for (String design : List.of("fork", ...)) { results.put(design, measure(design)); }
//: why.en fork pays for copying page tables with each client; prefork paid before, but this timer includes the start of its workers, so with ten clients it may look slower. exec pays for loading a program. A thread costs little, and isolates nobody. Compare your own figures: iterative often wins here, because the clients come one at a time.
//: why.ja fork はクライアントごとにページテーブルのコピーのコストを払い、prefork は先に払います。ただしこの測定にはワーカーの起動も含まれるので、10 人では遅く見えることがあります。exec はプログラムの読み込みのコストを払います。スレッドはコストが小さい代わりに、隔離はありません。自分の結果と比べてください。クライアントが 1 人ずつ来るここでは、iterative が最も速いこともよくあります。

//: step draw
//: goal.en Draw it: a list `chart` with a line for each design, its name and a bar, 40 signs long for the fastest.
//: goal.ja 図にします。設計ごとに名前と棒を 1 行に書き、最速を 40 文字とする一覧を変数 chart に入れます。
double best = Collections.max(results.values())
List<String> chart = new ArrayList<>()
results.forEach((design, speed) -> chart.add(String.format("%-13s %6.0f/s %s", design, speed, "#".repeat((int) Math.max(1, speed / best * 40)))))
chart.forEach(System.out::println)
//: check lines(chart).size() ==> sizeOf(results)
//: cause.en A bar for each design, please.
//: cause.ja 設計ごとに棒が 1 本要ります。
//: evidence chart
//: wrong List<String> chart = new ArrayList<>()
//: check List.of("iterative", "fork", "fork-lazy", "prefork", "prefork-lock", "prefork-pass", "exec", "thread").stream().filter(design -> Math.abs(bar(chart, design) - Math.max(1, results.get(design) / Collections.max(results.values()) * 40)) > 1).toList() ==> List.of()
//: cause.en The bars of these designs have another length than speed / best * 40.
//: cause.ja これらの設計の棒の長さが speed / best * 40 と違います。
//: evidence chart
//: wrong List<String> chart = new ArrayList<>(); results.keySet().forEach(design -> chart.add(design + " " + "#".repeat(40)))
//: right var best = Collections.max(results.values()); String chart = ""; for (String design : results.keySet()) { chart += design + " " + "*".repeat((int) Math.max(1, Math.round(results.get(design) / best * 40))) + "\n"; }
//: right double best = results.values().stream().mapToDouble(d -> d).max().getAsDouble(); String[] chart = results.entrySet().stream().map(e -> String.format("%-15s|%s", e.getKey(), "=".repeat((int) Math.max(1, e.getValue() * 40 / best)))).toArray(String[]::new)
//: hint.en How long is a bar, if the fastest has 40?
//: hint.ja 最速を 40 とすると、棒の長さはいくつでしょう。
//: hint.en "#".repeat(n), with n = (int) (speed / best * 40).
//: hint.ja "#".repeat(n)、n = (int) (speed / best * 40) です。
//: hint.en results.forEach((design, speed) -> chart.add(...))
//: hint.ja results.forEach((design, speed) -> chart.add(...))
//: why.en One run on one machine: look at the order, not at the figures. Run it again and see what moves.
//: why.ja 1 台の計算機での 1 回の結果です。数字ではなく順番を見てください。もう一度測って、何が変わるかも見てみましょう。

//: step price
//: goal.en Speed is not all. Write childrenFor(design, atLeast), which waits for that many children and counts them, and put into a Map `price` how many processes "fork", "prefork" and "thread" have while three clients are connected.
//: goal.ja 速さだけではありません。childrenFor(設計, 最低数) を書きます。それだけの子を待ってから数えます。3 人がつながっている間に fork、prefork、thread がいくつのプロセスを持つかを Map の変数 price に入れます。
//: predict.en How many children has "fork" then?
//: predict.ja そのとき fork の子はいくつでしょう。
//: answer 3
int childrenFor(String design, int atLeast) {
    Listener listener = listen(0);
    AcceptLoop loop = acceptLoop(listener, lectureA().model(ServerModels.named(design)));
    List<Client> clients = List.of(connect(listener.port()), connect(listener.port()), connect(listener.port()));
    clients.forEach(client -> client.say("hello"));
    until(() -> children().size() >= atLeast);
    int count = children().size();
    clients.forEach(Client::close);
    loop.stop(); listener.close(); ignoreChildExit();
    until(() -> reap().isEmpty() && children().isEmpty());
    return count;
}
Map<String, Integer> price = new LinkedHashMap<>()
price.put("fork", childrenFor("fork", 3))
price.put("prefork", childrenFor("prefork", 4))
price.put("thread", childrenFor("thread", 0))
price
//: check number(entry(price, "fork")) ==> 3
//: cause.en fork has a child for each of the three clients.
//: cause.ja fork には 3 人それぞれの子があります。
//: evidence price
//: wrong Map<String, Integer> price = new LinkedHashMap<>(); price.put("fork", 1)
//: check price.containsKey("thread") && number(entry(price, "thread")) == 0 ==> true
//: cause.en thread has no children.
//: cause.ja thread に子はありません。
//: evidence price
//: wrong Map<String, Integer> price = new LinkedHashMap<>(); price.put("fork", 3); price.put("thread", 3)
//: check number(entry(price, "prefork")) > 3 ==> true
//: cause.en prefork has its workers, whether clients come or not.
//: cause.ja prefork には、クライアントがいてもいなくてもワーカーがあります。
//: evidence price
//: wrong Map<String, Integer> price = new LinkedHashMap<>(); price.put("fork", 3); price.put("thread", 0); price.put("prefork", 3)
//: check ran("fork") && ran("prefork") && ran("thread") && forked().size() > 6 ==> true
//: cause.en Not all three designs have run in this step.
//: cause.ja このステップで 3 つの設計すべてが動いていません。
//: evidence timeline()
//: wrong Map<String, Integer> price = new LinkedHashMap<>(Map.of("fork", 3, "thread", 0, "prefork", 8))
//: check alive() + zombies() ==> 0
//: cause.en Children are left: stop the loop, close the clients, reap.
//: cause.ja 子が残っています。ループを止め、クライアントを閉じ、回収します。
//: evidence ps()
//: right int count(String design, int atLeast) { Listener l = listen(0); AcceptLoop a = acceptLoop(l, lectureA().model(ServerModels.named(design))); List<Client> three = new ArrayList<>(); for (int i = 0; i < 3; i++) { Client c = connect(l.port()); c.say("x"); three.add(c); } until(() -> children().size() >= atLeast); int n = children().size(); for (Client c : three) { c.close(); } a.stop(); l.close(); ignoreChildExit(); until(() -> reap().isEmpty() && children().isEmpty()); return n; } var price = new TreeMap<String, Integer>(); price.put("thread", count("thread", 0)); price.put("prefork", count("prefork", 4)); price.put("fork", count("fork", 3))
//: right int count(String design, int atLeast) { Listener l = listen(0); AcceptLoop a = acceptLoop(l, lectureA().model(ServerModels.named(design))); List<Client> three = Stream.generate(() -> connect(l.port())).limit(3).toList(); three.forEach(c -> c.say("x")); until(() -> children().size() >= atLeast); int n = children().size(); three.forEach(Client::close); a.stop(); l.close(); ignoreChildExit(); until(() -> reap().isEmpty() && children().isEmpty()); return n; } Map<String, Long> price = new HashMap<>(); price.put("fork", (long) count("fork", 3)); price.put("prefork", (long) count("prefork", 5)); price.put("thread", (long) count("thread", 0))
//: hint.en When must you count: before or after the clients leave?
//: hint.ja 数えるのは、クライアントが切断する前でしょうか、後でしょうか。
//: hint.en children().size() while three clients have each said something.
//: hint.ja 3 人がそれぞれ何か言った後の children().size() です。
//: hint.en price.put("fork", childrenFor("fork", 3))
//: hint.ja price.put("fork", childrenFor("fork", 3))
//: why.en A process for each client isolates best and costs most; workers bound the cost; threads give up the isolation. Choose by what you have to protect. You have now run all of them; labs 7 to 9, 14 and 15 have built some by hand.
//: why.ja クライアントごとのプロセスは最もよく隔離し、最もコストがかかります。ワーカーはコストに上限を与え、スレッドは隔離をあきらめます。何を守るべきかで選んでください。ここまででそのすべてを動かし、ラボ 7～9、14、15 では一部を自分で作りました。

//: end
belongings().end()
System.out.println("children left: " + children().size())
/exit
