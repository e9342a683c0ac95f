// What parent and child share after a fork, and what only looks shared: memory, file offsets,
// buffers, descriptors.

//: lab
//: title.en What is copied and what is shared
//: title.ja 写されるもの、共有されるもの
//: lecture B | if ((processID = fork()) < 0)

//: step shared-pages
//: goal.en Make an array of eight megabytes, then fork a child `writer` that waits for a byte in the pipe `go`. Keep its Private_Dirty memory as `before`.
//: goal.ja 八メガバイトの配列を作ってから、パイプ go の一バイトを待つ子 writer を fork します。その Private_Dirty を before に取っておきます。
//: predict.en Does the fork copy the eight megabytes at once: yes or no?
//: predict.ja fork はその八メガバイトをすぐに写すでしょうか：yes か no
//: answer no
//: show
List<byte[]> big = List.of(new byte[8_000_000])
void writeToEachPage(byte[] bytes) {
    for (int i = 0; i < bytes.length; i += 4096) {
        bytes[i] = 2;
    }
}
Pipe go = pipe()
Child writer = forkChild(() -> { go.read(1); writeToEachPage(big.get(0)); pause(); })
long before = memory(writer.pid()).privateDirty()
memory(writer.pid())
//: check memory(writer.pid()).sharedDirty() > 8_000_000 ==> true
//: cause.en The pages are not shared: the array was not there before the fork, or one of you has written since.
//: cause.ja ページが共有されていません。fork の前に配列がなかったか、その後どちらかが書き込みました。
//: evidence memory(writer.pid())
//: wrong List<byte[]> big = List.of(new byte[10]); Pipe go = pipe(); long before = 0; Child writer = forkChild(() -> { go.read(1); exit(0); }); go.write("!"); waitFor(writer)
//: check before > 0 ==> true
//: cause.en The figure was taken after the child's end: a process that has ended has no memory.
//: cause.ja 子が終わった後の値です。終わったプロセスにメモリはありません。
//: hint.en Where does the kernel tell which pages are shared?
//: hint.ja どのページが共有されているか、カーネルはどこで教えているでしょう。
//: hint.en memory(PID) reads /proc/PID/smaps_rollup; privateDirty() is one of its lines.
//: hint.ja memory(PID) が /proc/PID/smaps_rollup を読みます。privateDirty() はその一行です。
//: hint.en long before = memory(writer.pid()).privateDirty()
//: hint.ja long before = memory(writer.pid()).privateDirty()
//: why.en fork copies page tables, not pages: both processes see the same pages, marked read-only. That is why a fork of a big process is fast.
//: why.ja fork が写すのはページではなくページテーブルです。両方のプロセスが同じページを読み出し専用で見ています。大きなプロセスの fork が速いのはこのためです。

//: step copy-on-write
//: goal.en Let the child write to each page: send it a byte. Wait until its Private_Dirty has grown by the size of the array.
//: goal.ja 子に全ページへ書かせます。一バイト送り、Private_Dirty が配列の大きさだけ増えるまで待ちます。
//: predict.en By how many megabytes does the child's Private_Dirty grow, roughly?
//: predict.ja 子の Private_Dirty は、およそ何メガバイト増えるでしょう。
//: answer 8
go.write("!")
until(() -> memory(writer.pid()).privateDirty() - before > 7_900_000)
memory(writer.pid())
//: check memory(writer.pid()).privateDirty() - before > 7_900_000 ==> true
//: cause.en The child still waits in read: nobody has written to the pipe.
//: cause.ja 子はまだ read で待っています。誰もパイプに書いていません。
//: evidence memory(writer.pid())
//: wrong big.get(0)[0] = 3
//: check big.get(0)[0] ==> 0
//: cause.en The parent has written to the array, too; the child's writes never show here.
//: cause.ja 親も配列に書きました。子の書き込みがここに見えることはありません。
//: hint.en What is the child waiting for?
//: hint.ja 子は何を待っているでしょう。
//: hint.en A byte in the pipe lets it go on: go.write(...)
//: hint.ja パイプに一バイト書けば進みます：go.write(...)
//: hint.en go.write("!"), then until(() -> memory(writer.pid()).privateDirty() - before > 7_900_000)
//: hint.ja go.write("!")、それから until(() -> memory(writer.pid()).privateDirty() - before > 7_900_000)
//: why.en Copy on write: each page was copied at the child's first write to it. The parent's array still holds zeros.
//: why.ja コピーオンライトです。子が初めて書いたときに、ページごとに写されました。親の配列は 0 のままです。

//: step file-offset
//: goal.en Write "abcdef" to a file, go back to its beginning, and let a child read three bytes. Then read the parent's position as `offset`.
//: goal.ja ファイルに "abcdef" と書いて先頭へ戻り、子に三バイト読ませます。それから親の位置を offset に取っておきます。
//: predict.en The parent has read nothing. What is its position in the file?
//: predict.ja 親は何も読んでいません。親のファイル位置はいくつでしょう。
//: answer 3
RandomAccessFile file = scratchFile()
file.writeBytes("abcdef")
file.seek(0)
waitFor(forkChild(() -> file.readFully(new byte[3])))
long offset = file.getFilePointer()
//: check offset ==> 3
//: cause.en The child did not read three bytes from the file that it inherited.
//: cause.ja 子が、受け継いだファイルから三バイト読んでいません。
//: evidence fds()
//: wrong RandomAccessFile file = scratchFile(); long offset = file.getFilePointer()
//: hint.en Is the position part of the process or of the open file?
//: hint.ja 位置はプロセスのものでしょうか、開いたファイルのものでしょうか。
//: hint.en The child inherits the descriptor, and with it the open file. getFilePointer() asks the kernel.
//: hint.ja 子はディスクリプタと一緒に、開いたファイルそのものを受け継ぎます。getFilePointer() はカーネルに尋ねます。
//: hint.en waitFor(forkChild(() -> file.readFully(new byte[3]))), then long offset = file.getFilePointer()
//: hint.ja waitFor(forkChild(() -> file.readFully(new byte[3])))、それから long offset = file.getFilePointer()
//: why.en Descriptors are copied, but both copies mean the same open file, and the offset belongs to that. So two processes can append to one log, and so they can also steal each other's input.
//: why.ja ディスクリプタは写されますが、どちらも同じ「開いたファイル」を指し、位置はそちらに属します。だから二つのプロセスが一つのログに書き足せますし、互いの入力を横取りすることもあります。

//: step printed-twice
//: goal.en Break it on purpose: put six bytes into a buffer, fork, and let the child and then the parent flush. Keep the file's length as `length`.
//: goal.ja わざと壊します。バッファに六バイト入れてから fork し、子と親が順に flush します。ファイルの長さを length に取っておきます。
//: predict.en How long is the file?
//: predict.ja ファイルの長さはいくつでしょう。
//: answer 12
RandomAccessFile out = scratchFile()
BufferedOutputStream text = new BufferedOutputStream(new FileOutputStream(out.getFD()))
text.write("once! ".getBytes())
waitFor(forkChild(() -> text.flush()))
text.flush()
long length = out.length()
//: check length ==> 12
//: cause.en The text was not in the buffer at the fork, or one of you did not flush.
//: cause.ja fork のときに文字列がバッファになかったか、どちらかが flush していません。
//: evidence length
//: wrong RandomAccessFile out = scratchFile(); out.writeBytes("once! "); long length = out.length()
//: hint.en Where is the text at the instant of the fork: in memory, or with the kernel?
//: hint.ja fork の瞬間、文字列はどこにあるでしょう。メモリの中か、カーネルの側か。
//: hint.en BufferedOutputStream keeps it in memory, as C's stdio does, and memory is copied.
//: hint.ja BufferedOutputStream は C の stdio と同じくメモリに持ち、メモリは写されます。
//: hint.en text.write(...), then waitFor(forkChild(() -> text.flush())), then text.flush()
//: hint.ja text.write(...)、waitFor(forkChild(() -> text.flush()))、text.flush() の順です。
//: why.en Both processes had the six bytes in their buffer. In C the same happens with printf before fork, and it is why lecture A's child leaves with _exit, which flushes nothing.
//: why.ja 両方のプロセスのバッファに六バイトがありました。C でも fork の前の printf で同じことが起こります。講義 A の子が、何も flush しない _exit で終わるのはこのためです。

//: step flushed
//: goal.en Mend it: the same with a file `clean`, flushed before the fork.
//: goal.ja 直します。同じことをファイル clean で行い、fork の前に flush します。
RandomAccessFile clean = scratchFile()
BufferedOutputStream flushed = new BufferedOutputStream(new FileOutputStream(clean.getFD()))
flushed.write("once! ".getBytes())
flushed.flush()
waitFor(forkChild(() -> flushed.flush()))
flushed.flush()
//: check clean.length() ==> 6
//: cause.en The text was still in the buffer at the fork, so both wrote it: flush before you fork.
//: cause.ja fork のとき文字列がまだバッファにあったので、両方が書きました。fork の前に flush してください。
//: evidence clean.length()
//: wrong RandomAccessFile clean = scratchFile(); BufferedOutputStream flushed = new BufferedOutputStream(new FileOutputStream(clean.getFD())); flushed.write("once! ".getBytes()); waitFor(forkChild(() -> flushed.flush())); flushed.flush()
//: hint.en What must be empty when the memory is copied?
//: hint.ja メモリが写されるとき、何が空でなければならないでしょう。
//: hint.en One more flush, in the right place.
//: hint.ja flush をもう一つ、正しい場所に。
//: hint.en flushed.write(...), flushed.flush(), and only then forkChild
//: hint.ja flushed.write(...)、flushed.flush()、それから forkChild です。
//: why.en Empty your buffers before you fork, or leave the child with _exit. Both are rules of every forking program.
//: why.ja fork の前にバッファを空にするか、子を _exit で終わらせる。fork するプログラムの決まりです。

//: step pipe-ends
//: goal.en A child `speaker` says hello through the pipe `talk`, closes both ends and lives on. Close the parent's writing end, with fds(getpid(), speaker.pid()) before and after, then read the rest up to the end as `rest`.
//: goal.ja 子 speaker がパイプ talk に hello と書き、両端を閉じて生き続けます。fds(getpid(), speaker.pid()) を前後に見ながら親の書き込み側を閉じ、残りを終わりまで rest に読みます。
//: predict.en Without closing the parent's writing end, the last read would: (a) return at once, (b) wait for ever?
//: predict.ja 親の書き込み側を閉じなければ、最後の read は：(a) すぐ返る (b) 永久に待つ
//: answer b
Pipe talk = pipe()
Child speaker = forkChild(() -> { talk.closeRead(); talk.write("hello"); talk.closeWrite(); pause(); })
String heard = talk.read(5)
fds(getpid(), speaker.pid())
talk.closeWrite()
fds(getpid(), speaker.pid())
String rest = talk.read(1)
//: check heard ==> "hello"
//: cause.en The child has not written hello, or somebody else read it.
//: cause.ja 子が hello と書いていないか、ほかの誰かが読みました。
//: evidence heard
//: wrong Pipe talk = pipe(); Child speaker = forkChild(() -> { talk.closeRead(); talk.write("hallo"); talk.closeWrite(); pause(); }); String heard = talk.read(5); String rest = ""
//: check rest ==> ""
//: cause.en There was more in the pipe than hello.
//: cause.ja パイプに hello よりも多く入っていました。
//: evidence rest
//: check alive() > 0 && stateOf(speaker.pid()).equals("S") ==> true
//: cause.en The speaker has ended: the end of a stream must come from closing, not from dying.
//: cause.ja speaker が終わっています。終わりは、死ぬことではなく閉じることで伝えます。
//: evidence ps()
//: hint.en Who holds a writing end after the fork?
//: hint.ja fork の後、書き込み側を持っているのは誰でしょう。
//: hint.en Parent and child both do. A reader sees the end when the last of them has closed.
//: hint.ja 親と子の両方です。最後の一つが閉じられたとき、読み手は終わりを見ます。
//: hint.en talk.closeWrite(), then String rest = talk.read(1)
//: hint.ja talk.closeWrite()、それから String rest = talk.read(1)
//: why.en The tables showed the descriptors of both processes side by side, before and after. A stream ends when nobody holds its writing end any more; the same rule makes a client wait when a server's parent forgets close(acc).
//: why.ja 表には両方のプロセスのディスクリプタが並び、前後の違いが見えました。書き込み側を誰も持たなくなったとき、ストリームは終わります。サーバの親が close(acc) を忘れるとクライアントが待ち続けるのも、同じ規則です。

//: end
kill(writer, SIGKILL)
kill(speaker, SIGKILL)
waitFor(writer)
waitFor(speaker)
belongings().end()
System.out.println("children left: " + children().size())
/exit
