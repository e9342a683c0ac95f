// Lab 1. From an empty prompt to an echo server with two clients.
//
// Run it whole:  jshell --class-path target/forkshell.jar --startup DEFAULT \
//                       --startup jshell-scripts/startup.jsh jshell-scripts/01-first-server.jsh
// or type it line by line and look at each answer.

// 1. A listener: socket, SO_REUSEADDR, bind, listen. Port 0 means any that is free.
Listener server = listen(0)
System.out.println(server)

// 2. The accept loop of the first lecture, in the background: accept, fork, and the child echoes.
AcceptLoop loop = acceptLoop(server)

// 3. Two clients at once. Each is served by a child of its own.
Client alice = connect(server.port())
Client bob = connect(server.port())
System.out.println("alice hears " + alice.say("hello from alice"))
System.out.println("bob hears " + bob.say("hello from bob"))

// 4. The children: real processes with real pids, forked from this very JVM. ps shows them, too.
children().forEach(System.out::println)
System.out.println("this is " + getpid() + ", its children are " + children().stream().map(Child::pid).toList())

// 5. Alice leaves. Her child reads the end of the stream and exits; Bob's goes on.
Child ofAlice = children().get(0)
alice.close()
Exit exit = waitFor(ofAlice)
System.out.println(exit)
System.out.println("bob hears " + bob.say("still here?"))

// 6. Bob leaves, too, and the server ends. No child is left.
Child ofBob = children().get(0)
bob.close()
waitFor(ofBob)
loop.stop()
server.close()
System.out.println(loop.stats())
System.out.println("children left: " + children().size())
/exit
