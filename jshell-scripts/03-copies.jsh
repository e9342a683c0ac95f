// What parent and child share after a fork, and what only looks shared: memory, file offsets,
// buffers, descriptors.

//: lab
//: title.en What is copied and what is shared
//: title.ja コピーされるもの、共有されるもの
//: minutes 30
//: builds 2
//: c.en The same fork(); stdio keeps text in a FILE, the kernel keeps the offset.
//: c.ja 同じ fork() です。stdio は文字列を FILE に、カーネルはファイル位置を持ちます。
//: lecture B | if ((processID = fork()) < 0)

//: step shared-pages
//: goal.en Make an array of 8 MB, then fork a child `writer` that waits for a byte in the pipe `go`. Name its Private_Dirty memory `before`.
//: goal.ja 8 MB の配列を作ってから、パイプ go の 1 バイトを待つ子 writer を fork します。その Private_Dirty を変数 before に入れます。
//: predict.en Does the fork copy the 8 MB at once: yes or no?
//: predict.ja fork はその 8 MB をすぐにコピーするでしょうか：yes か no
//: answer no
//: show
byte[] big = new byte[8_000_000]
void writeToEachPage(byte[] bytes) {
    for (int i = 0; i < bytes.length; i += 4096) {
        bytes[i] = 2;
    }
}
Pipe go = pipe()
Child writer = forkChild(() -> { go.read(1); writeToEachPage(big); pause(); })
long before = memory(writer.pid()).privateDirty()
memory(writer.pid())
//: check sharedDirty(writer) > 8_000_000 ==> true
//: cause.en The pages are not shared: the array was not there before the fork, or one of you has written since.
//: cause.ja ページが共有されていません。fork の前に配列がなかったか、その後どちらかが書き込みました。
//: evidence memory(writer.pid())
//: wrong byte[] big = new byte[10]; Pipe go = pipe(); long before = 0; Child writer = forkChild(() -> { go.read(1); exit(0); }); go.write("!"); waitFor(writer)
//: check near(before, privateDirty(writer), 10) ==> true
//: cause.en That is not the child's Private_Dirty: memory(writer.pid()).privateDirty() tells it, in bytes.
//: cause.ja 子の Private_Dirty ではありません。memory(writer.pid()).privateDirty() がバイト単位で教えます。
//: evidence memory(writer.pid())
//: wrong byte[] big = new byte[8_000_000]; Pipe go = pipe(); Child writer = forkChild(() -> { go.read(1); pause(); }); long before = 1
//: right byte[][] big = {new byte[8_000_000]}; Pipe go = pipe(); Child writer = forkChild(() -> { go.read(1); for (int i = 0; i < big[0].length; i += 4096) { big[0][i] = 2; } pause(); }); var before = memory(writer.pid()).privateDirty()
//: right List<byte[]> big = List.of(new byte[9_000_000]); var go = pipe(); var writer = forkChild(() -> { go.read(1); Arrays.fill(big.get(0), (byte) 1); pause(); }); double before = memory(writer.pid()).privateDirty()
//: hint.en Where does the kernel tell which pages are shared?
//: hint.ja どのページが共有されているか、カーネルはどこで教えているでしょう。
//: hint.en memory(PID) reads /proc/PID/smaps_rollup; privateDirty() is one of its lines.
//: hint.ja memory(PID) が /proc/PID/smaps_rollup を読みます。privateDirty() はその 1 行です。
//: hint.en long before = memory(writer.pid()).privateDirty()
//: hint.ja long before = memory(writer.pid()).privateDirty()
//: why.en fork copies page tables, not pages: both processes see the same pages, marked read-only. That is why a fork of a big process is fast.
//: why.ja fork がコピーするのはページではなくページテーブルです。両方のプロセスが同じページを読み出し専用で見ています。大きなプロセスの fork が速いのはこのためです。

//: step copy-on-write
//: goal.en Let the child write to each page: send it a byte. Wait until its Private_Dirty has grown by the size of the array.
//: goal.ja 子に全ページへ書かせます。1 バイト送り、Private_Dirty が配列の大きさだけ増えるまで待ちます。
//: predict.en By how many megabytes does the child's Private_Dirty grow, roughly?
//: predict.ja 子の Private_Dirty は、およそ何 MB増えるでしょう。
//: answer 8
go.write("!")
until(() -> memory(writer.pid()).privateDirty() - before > 7_900_000)
memory(writer.pid())
//: check privateDirty(writer) - number(before) > 7_900_000 ==> true
//: cause.en The child still waits in read: nobody has written to the pipe.
//: cause.ja 子はまだ read で待っています。誰もパイプに書いていません。
//: evidence memory(writer.pid())
//: wrong big[0] = 3
//: check firstOf(big).toString() ==> "0"
//: cause.en The parent has written to the array, too; the child's writes never show here.
//: cause.ja 親も配列に書きました。子の書き込みがここに見えることはありません。
//: evidence firstOf(big)
//: check piped(getpid()) > 0 ==> true
//: cause.en You have not sent the byte in this step.
//: cause.ja このステップでまだバイトを送っていません。
//: right go.write("x")
//: right go.write("go on"); until(() -> memory(writer.pid()).privateDirty() > before + 7_900_000)
//: hint.en What is the child waiting for?
//: hint.ja 子は何を待っているでしょう。
//: hint.en A byte in the pipe lets it go on: go.write(...)
//: hint.ja パイプに 1 バイト書けば進みます：go.write(...)
//: hint.en go.write("!"), then until(() -> memory(writer.pid()).privateDirty() - before > 7_900_000)
//: hint.ja go.write("!")、それから until(() -> memory(writer.pid()).privateDirty() - before > 7_900_000)
//: why.en Copy on write: each page was copied at the child's first write to it. The parent's array still holds zeros.
//: why.ja コピーオンライトです。子が初めて書いたときに、ページごとにコピーされました。親の配列は 0 のままです。

//: step file-offset
//: goal.en scratchFile() gives a file. Write "abcdef" to it, go back to its beginning, and let a child read 3 bytes. Then name the position of the parent `offset`.
//: goal.ja scratchFile() でファイルを作ります。"abcdef" と書いて先頭へ戻り、子に 3 バイト読ませます。それから親の位置を変数 offset に入れます。
//: predict.en The parent has read nothing. What is its position in the file?
//: predict.ja 親は何も読んでいません。親のファイル位置はいくつでしょう。
//: answer 3
RandomAccessFile file = scratchFile()
file.writeBytes("abcdef")
file.seek(0)
waitFor(forkChild(() -> file.readFully(new byte[3])))
long offset = file.getFilePointer()
//: check number(offset) ==> 3
//: cause.en The child did not read three bytes from the file that it inherited.
//: cause.ja 子が、受け継いだファイルから 3 バイト読んでいません。
//: evidence fds()
//: wrong RandomAccessFile file = scratchFile(); long offset = file.getFilePointer()
//: check isAt(3) && ended() > 0 ==> true
//: cause.en No file of this process is at position 3, or no child has read from it.
//: cause.ja 位置が 3 のファイルがないか、子がそこから読んでいません。
//: evidence fds()
//: wrong RandomAccessFile file = scratchFile(); long offset = 3
//: right RandomAccessFile file = scratchFile(); file.writeBytes("abcdef"); file.seek(0); waitFor(forkChild(() -> file.read(new byte[3]))); int offset = (int) file.getFilePointer()
//: right var mine = scratchFile(); mine.writeBytes("abcdef"); mine.seek(0); waitFor(forkChild(() -> { mine.read(); mine.read(); mine.read(); })); var offset = mine.getFilePointer()
//: hint.en Is the position part of the process or of the open file?
//: hint.ja 位置はプロセスのものでしょうか、開いたファイルのものでしょうか。
//: hint.en The child inherits the descriptor, and with it the open file. getFilePointer() asks the kernel.
//: hint.ja 子はディスクリプタと一緒に、開いたファイルそのものを受け継ぎます。getFilePointer() はカーネルに尋ねます。
//: hint.en waitFor(forkChild(() -> file.readFully(new byte[3]))), then long offset = file.getFilePointer()
//: hint.ja waitFor(forkChild(() -> file.readFully(new byte[3])))、それから long offset = file.getFilePointer()
//: why.en Descriptors are copied, but both copies mean the same open file, and the offset belongs to that. So two processes can append to one log, and so they can also steal each other's input.
//: why.ja ディスクリプタはコピーされますが、どちらも同じ「開いたファイル」を指し、位置はそちらに属します。だから 2 つのプロセスが 1 つのログに書き足せますし、互いの入力を横取りすることもあります。

//: step printed-twice
//: goal.en Break it on purpose: put 6 bytes for a scratchFile() into a buffer, fork, and let the child and then the parent flush. Name the length of the file `length`.
//: goal.ja わざと壊します。scratchFile() に書く 6 バイトをバッファに入れてから fork し、子と親が順に flush します。ファイルの長さを変数 length に入れます。
//: predict.en How long is the file?
//: predict.ja ファイルの長さはいくつでしょう。
//: answer 12
RandomAccessFile out = scratchFile()
BufferedOutputStream text = new BufferedOutputStream(new FileOutputStream(out.getFD()))
text.write("once! ".getBytes())
waitFor(forkChild(() -> text.flush()))
text.flush()
long length = out.length()
//: check number(length) ==> 12
//: cause.en The text was not in the buffer at the fork, or one of you did not flush.
//: cause.ja fork のときに文字列がバッファになかったか、どちらかが flush していません。
//: evidence length
//: wrong RandomAccessFile out = scratchFile(); out.writeBytes("once! "); long length = out.length()
//: check hasFileOf(12) && ended() > 0 ==> true
//: cause.en No file of this process has 12 bytes, or no child has flushed.
//: cause.ja 12 バイトのファイルがないか、子が flush していません。
//: evidence fds()
//: wrong RandomAccessFile out = scratchFile(); long length = 12
//: right RandomAccessFile out = scratchFile(); PrintStream text = new PrintStream(new BufferedOutputStream(new FileOutputStream(out.getFD()))); text.print("once! "); waitFor(forkChild(() -> text.flush())); text.flush(); int length = (int) out.length()
//: right var out = scratchFile(); var text = new BufferedWriter(new FileWriter(out.getFD())); text.write("once! "); waitFor(forkChild(() -> text.flush())); text.flush(); var length = out.length()
//: hint.en Where is the text at the instant of the fork: in memory, or with the kernel?
//: hint.ja fork の瞬間、文字列はどこにあるでしょう。メモリの中か、カーネルの側か。
//: hint.en BufferedOutputStream keeps it in memory, as C's stdio does, and memory is copied.
//: hint.ja BufferedOutputStream は C の stdio と同じくメモリに持ち、メモリはコピーされます。
//: hint.en text.write(...), then waitFor(forkChild(() -> text.flush())), then text.flush()
//: hint.ja text.write(...)、waitFor(forkChild(() -> text.flush()))、text.flush() の順です。
//: why.en Both processes had the 6 bytes in their buffer. In C the same happens with printf before fork: _exit flushes nothing, exit flushes the child's copy, as lecture B does. On a terminal stdout is flushed at each line, in a file only when the buffer is full, so the lines repeat in the file alone. Lecture A prints on stderr, which is not buffered.
//: why.ja 両方のプロセスのバッファに 6 バイトがありました。C でも fork の前の printf で同じことが起こります。_exit は何も flush せず、講義 B の exit は子のコピーを flush します。端末への stdout は行ごとに、ファイルへの stdout はバッファが満ちたときに flush されるので、繰り返しはファイルにだけ現れます。講義 A が書く stderr はバッファされません。

//: step flushed
//: goal.en Mend it: the same with a file `clean`, flushed before the fork.
//: goal.ja 直します。同じことをファイル clean で行い、fork の前に flush します。
RandomAccessFile clean = scratchFile()
BufferedOutputStream flushed = new BufferedOutputStream(new FileOutputStream(clean.getFD()))
flushed.write("once! ".getBytes())
flushed.flush()
waitFor(forkChild(() -> flushed.flush()))
flushed.flush()
//: check lengthOf(clean) ==> 6
//: cause.en The text was still in the buffer at the fork, so both wrote it: flush before you fork.
//: cause.ja fork のとき文字列がまだバッファにあったので、両方が書きました。fork の前に flush してください。
//: evidence clean.length()
//: wrong RandomAccessFile clean = scratchFile(); BufferedOutputStream flushed = new BufferedOutputStream(new FileOutputStream(clean.getFD())); flushed.write("once! ".getBytes()); waitFor(forkChild(() -> flushed.flush())); flushed.flush()
//: check ended() > 0 ==> true
//: cause.en No child has been forked and flushed.
//: cause.ja flush する子が fork されていません。
//: evidence ps()
//: wrong RandomAccessFile clean = scratchFile(); clean.writeBytes("once! ")
//: right RandomAccessFile clean = scratchFile(); BufferedOutputStream text2 = new BufferedOutputStream(new FileOutputStream(clean.getFD())); text2.write("once! ".getBytes()); text2.flush(); waitFor(forkChild(() -> text2.flush()))
//: right var clean = scratchFile(); var text2 = new BufferedWriter(new FileWriter(clean.getFD())); text2.write("once! "); text2.flush(); waitFor(forkChild(() -> text2.flush())); text2.flush()
//: hint.en What must be empty when the memory is copied?
//: hint.ja メモリがコピーされるとき、何が空でなければならないでしょう。
//: hint.en One more flush, in the right place.
//: hint.ja flush をもう 1 つ、正しい場所に。
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
//: check text(heard) ==> "hello"
//: cause.en The child has not written hello, or somebody else read it.
//: cause.ja 子が hello と書いていないか、ほかの誰かが読みました。
//: evidence heard
//: wrong Pipe talk = pipe(); Child speaker = forkChild(() -> { talk.closeRead(); talk.write("hallo"); talk.closeWrite(); pause(); }); String heard = talk.read(5); talk.closeWrite(); String rest = talk.read(1)
//: check piped(speaker) ==> 5
//: cause.en The child speaker has to write hello into the pipe.
//: cause.ja 子の speaker がパイプに hello と書くはずです。
//: evidence ps()
//: wrong Pipe talk = pipe(); Child speaker = forkChild(() -> { talk.close(); pause(); }); String heard = "hello"; talk.closeWrite(); String rest = talk.read(1)
//: check text(rest) ==> ""
//: cause.en There was more in the pipe than hello.
//: cause.ja パイプに hello よりも多く入っていました。
//: evidence rest
//: check readEnd() ==> true
//: cause.en Nobody has read the end of the pipe: read once more after closeWrite().
//: cause.ja パイプの終わりがまだ読まれていません。closeWrite() の後にもう一度 read します。
//: evidence talk
//: wrong Pipe talk = pipe(); Child speaker = forkChild(() -> { talk.closeRead(); talk.write("hello"); talk.closeWrite(); pause(); }); String heard = talk.read(5); String rest = ""
//: check stateOf(speaker) ==> "S"
//: cause.en The speaker has ended: the end of a stream must come from closing, not from dying.
//: cause.ja speaker が終わっています。EOF は子の終了ではなく close で伝わることを確かめます。
//: evidence ps()
//: right Pipe talk = pipe(); Child speaker = forkChild(() -> { talk.write("hello"); talk.close(); pause(); }); talk.closeWrite(); String heard = talk.read(5); String rest = talk.read(1)
//: right Pipe talk = pipe(); var speaker = forkChild(() -> { talk.write("hello"); talk.close(); until(() -> false); }); byte[] heard = talk.read(5).getBytes(); talk.closeWrite(); var rest = talk.readLine()
//: hint.en Who holds a writing end after the fork?
//: hint.ja fork の後、書き込み側を持っているのは誰でしょう。
//: hint.en Parent and child both do. A reader sees the end when the last of them has closed.
//: hint.ja 親と子の両方です。最後の 1 つが閉じられたとき、読み手は終わりを見ます。
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
