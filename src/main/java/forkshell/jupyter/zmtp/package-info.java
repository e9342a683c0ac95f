/**
 * The serving side of ZMTP 3.0, ZeroMQ's protocol, as far as a Jupyter kernel needs it: ROUTER, PUB
 * and REP sockets over TCP and Unix sockets, without encryption.
 *
 * <p>The central type is {@link forkshell.jupyter.zmtp.Reactor}: one thread that serves all
 * sockets. Anybody on the computer can connect, so there are rules: only whole messages are handed
 * on; what a peer sends, or does not read, takes a bounded amount of memory, and a peer that wants
 * more is disconnected; nobody's slowness holds up another.
 *
 * <pre>{@code
 * Reactor reactor = new Reactor(System.err::println);
 * reactor.bind(SocketType.REP, new InetSocketAddress("127.0.0.1", 0), Peer::send);
 * reactor.start();
 * reactor.close();
 * }</pre>
 *
 * @see <a href="https://rfc.zeromq.org/spec/23/">the protocol</a>
 */
package forkshell.jupyter.zmtp;
