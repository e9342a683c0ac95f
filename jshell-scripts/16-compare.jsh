// All designs side by side: how fast, and at what price.

//: lab
//: title.en The designs, measured side by side
//: title.ja 設計を並べて測る
//: lecture A | void acceptLoop(int sock) {
//: lecture B | TCPEchoServer

//: step measure
//: goal.en Write measure(design): a server of that design, ten clients one after the other, each with one echo; the result is connections a second. Try "iterative" and keep it in the map `results`.
//: goal.ja measure(設計) を書きます。その設計のサーバに十人のクライアントが順に来て、一度ずつエコーします。結果は一秒あたりの接続数です。"iterative" を測り、results に入れます。
//: show
double measure(String design) {
    Listener listener = listen(0);
    AcceptLoop loop = acceptLoop(listener, lectureA().model(ServerModels.named(design)));
    long start = System.nanoTime();
    for (int i = 0; i < 10; i++) {
        Client client = connect(listener.port());
        client.say("hello");
        client.close();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    loop.stop();
    listener.close();
    ignoreChildExit();
    until(() -> reap().isEmpty() && children().isEmpty());
    return 10 / seconds;
}
Map<String, Double> results = new LinkedHashMap<>()
results.put("iterative", measure("iterative"))
//: check results.get("iterative") > 0 ==> true
//: cause.en There is no figure for "iterative" in results.
//: cause.ja results に "iterative" の値がありません。
//: evidence results
//: wrong Map<String, Double> results = new LinkedHashMap<>(); results.put("iterative", 0.0)
//: check alive() + zombies() ==> 0
//: cause.en measure has left children behind: stop the loop and reap them.
//: cause.ja measure が子を残しています。ループを止めて回収します。
//: evidence ps()
//: wrong Map<String, Double> results = new LinkedHashMap<>(); results.put("iterative", 1.0); forkChild(() -> pause())
//: hint.en What has to be equal for all designs, so that they can be compared?
//: hint.ja 比べるためには、どの設計でも何が同じであるべきでしょう。
//: hint.en ServerModels.named(design), and System.nanoTime() before and after.
//: hint.ja ServerModels.named(設計) と、前後の System.nanoTime() です。
//: hint.en results.put("iterative", measure("iterative"))
//: hint.ja results.put("iterative", measure("iterative"))
//: why.en The clients come one at a time, so this measures what one connection costs. It is no benchmark: bench is, with many clients and against C.
//: why.ja クライアントは一人ずつ来るので、接続一つの費用を測っています。本格的な測定ではありません。多くのクライアントで C とも比べる bench がそれです。

//: step all
//: goal.en Measure the other designs: fork, fork-lazy, prefork, prefork-lock, prefork-pass, exec, thread.
//: goal.ja ほかの設計も測ります：fork、fork-lazy、prefork、prefork-lock、prefork-pass、exec、thread。
//: predict.en Which costs more for one connection: fork or prefork?
//: predict.ja 接続一つの費用が大きいのは fork と prefork のどちらでしょう。
//: answer fork
for (String design : List.of("fork", "fork-lazy", "prefork", "prefork-lock", "prefork-pass", "exec", "thread")) {
    results.put(design, measure(design));
}
System.out.println(results)
//: check results.keySet().containsAll(List.of("iterative", "fork", "fork-lazy", "prefork", "prefork-lock", "prefork-pass", "exec", "thread")) ==> true
//: cause.en One of the eight designs is not in results: "iterative" and the seven others.
//: cause.ja 八つの設計（"iterative" とほかの七つ）のどれかが results にありません。
//: evidence results.keySet()
//: wrong results.put("fork", 1.0)
//: check results.values().stream().allMatch(speed -> speed > 0) ==> true
//: cause.en A design without a figure: was it measured?
//: cause.ja 値のない設計があります。測りましたか。
//: evidence results
//: wrong for (String design : List.of("fork", "fork-lazy", "prefork", "prefork-lock", "prefork-pass", "exec", "thread")) { results.put(design, 0.0); }
//: hint.en Which designs are there? ServerModels.names() lists them, and two more.
//: hint.ja どんな設計があるでしょう。ServerModels.names() で、ほかの二つも含む一覧が出ます。
//: hint.en A loop over the seven names; results.put(design, measure(design)).
//: hint.ja 七つの名前のループで results.put(design, measure(design))。
//: hint.en for (String design : List.of("fork", ...)) { results.put(design, measure(design)); }
//: hint.ja for (String design : List.of("fork", ...)) { results.put(design, measure(design)); }
//: why.en fork pays for copying page tables with each client; prefork paid before. exec pays for loading a program. A thread is cheapest, and protects nobody.
//: why.ja fork はクライアントごとにページテーブルの写しを払い、prefork は先に払ってあります。exec はプログラムの読み込みを払います。スレッドは最も安く、誰も守りません。

//: step draw
//: goal.en Draw it: a list `chart` with a bar for each design, 40 signs for the fastest.
//: goal.ja 図にします。設計ごとに棒を一本、最速を 40 文字とする一覧 chart です。
double best = Collections.max(results.values())
List<String> chart = new ArrayList<>()
results.forEach((design, speed) -> chart.add(String.format("%-13s %6.0f/s %s", design, speed, "#".repeat((int) Math.max(1, speed / best * 40)))))
chart.forEach(System.out::println)
//: check chart.size() ==> results.size()
//: cause.en A bar for each design, please.
//: cause.ja 設計ごとに棒が一本要ります。
//: evidence chart
//: wrong List<String> chart = new ArrayList<>()
//: check chart.stream().mapToLong(bar -> bar.chars().filter(c -> c == '#').count()).max().getAsLong() ==> 40
//: cause.en The longest bar should have 40 signs: the fastest speed / best is 1.
//: cause.ja 最も長い棒は 40 文字のはずです。最速の speed / best は 1 です。
//: evidence chart
//: wrong List<String> chart = new ArrayList<>(results.keySet())
//: hint.en How long is a bar, if the fastest has 40?
//: hint.ja 最速を 40 とすると、棒の長さはいくつでしょう。
//: hint.en "#".repeat(n), with n = (int) (speed / best * 40).
//: hint.ja "#".repeat(n)、n = (int) (speed / best * 40) です。
//: hint.en results.forEach((design, speed) -> chart.add(...))
//: hint.ja results.forEach((design, speed) -> chart.add(...))
//: why.en One run on one machine: look at the order, not at the figures. Run it again and see what moves.
//: why.ja 一台の計算機での一回の結果です。数字ではなく順番を見てください。もう一度測って、何が変わるかも見てみましょう。

//: step price
//: goal.en Speed is not all. Write childrenFor(design, atLeast), which waits for that many children and counts them, and put into the map `price`, how many processes "fork", "prefork" and "thread" have while three clients are connected.
//: goal.ja 速さだけではありません。childrenFor(設計, 最低数) を書きます。それだけの子を待ってから数えます。三人がつながっている間に fork、prefork、thread がいくつのプロセスを持つかを price に入れます。
//: predict.en How many children has "fork" then?
//: predict.ja そのとき fork の子はいくつでしょう。
//: answer 3
int childrenFor(String design, int atLeast) {
    Listener listener = listen(0);
    AcceptLoop loop = acceptLoop(listener, lectureA().model(ServerModels.named(design)));
    List<Client> clients = Stream.generate(() -> connect(listener.port())).limit(3).toList();
    clients.forEach(client -> client.say("hello"));
    until(() -> children().size() >= atLeast);
    int count = children().size();
    clients.forEach(Client::close);
    loop.stop();
    listener.close();
    ignoreChildExit();
    until(() -> reap().isEmpty() && children().isEmpty());
    return count;
}
Map<String, Integer> price = new LinkedHashMap<>()
price.put("fork", childrenFor("fork", 3))
price.put("prefork", childrenFor("prefork", 4))
price.put("thread", childrenFor("thread", 0))
System.out.println(price)
//: check price.get("fork") ==> 3
//: cause.en fork has a child for each of the three clients.
//: cause.ja fork には三人それぞれの子があります。
//: evidence price
//: wrong Map<String, Integer> price = new LinkedHashMap<>(); price.put("fork", 1)
//: check price.get("thread") ==> 0
//: cause.en thread has no children.
//: cause.ja thread に子はありません。
//: evidence price
//: wrong Map<String, Integer> price = new LinkedHashMap<>(); price.put("fork", 3); price.put("thread", 3)
//: check price.get("prefork") > 3 ==> true
//: cause.en prefork has its workers, whether clients come or not.
//: cause.ja prefork には、クライアントがいてもいなくてもワーカーがあります。
//: evidence price
//: wrong Map<String, Integer> price = new LinkedHashMap<>(); price.put("fork", 3); price.put("thread", 0); price.put("prefork", 3)
//: check alive() + zombies() ==> 0
//: cause.en Children are left: stop the loop, close the clients, reap.
//: cause.ja 子が残っています。ループを止め、クライアントを閉じ、回収します。
//: evidence ps()
//: hint.en When must you count: before or after the clients leave?
//: hint.ja 数えるのは、クライアントが去る前でしょうか、後でしょうか。
//: hint.en children().size() while three clients have each said something.
//: hint.ja 三人がそれぞれ何か言った後の children().size() です。
//: hint.en price.put("fork", childrenFor("fork", 3))
//: hint.ja price.put("fork", childrenFor("fork", 3))
//: why.en A process for each client isolates best and costs most; workers bound the cost; threads give up the walls. Choose by what you have to protect. You have now built all of them.
//: why.ja クライアントごとのプロセスは最もよく隔離し、最も費用がかかります。ワーカーは費用に上限を与え、スレッドは壁を捨てます。何を守るべきかで選んでください。あなたはいま、そのすべてを作りました。

//: end
belongings().end()
System.out.println("children left: " + children().size())
/exit
