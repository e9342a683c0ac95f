/**
 * What the tests share. {@link forkshell.testing.LeavesNothingBehind} holds every test to leaving
 * no descriptor and no child; {@link forkshell.testing.Eventually} waits for conditions, {@link
 * forkshell.testing.Command} runs programs, {@link forkshell.testing.CProgram} asks C, and {@link
 * forkshell.testing.JavaProgram} runs a JVM of its own.
 *
 * <p>Rules: whatever waits has a deadline; whatever is started is ended; a tool that is missing
 * fails the test and is named.
 *
 * <pre>{@code
 * @ExtendWith(LeavesNothingBehind.class)
 * class PipeTest {
 *     @Test
 *     void trueEndsWithZero() {
 *         assertEquals(0, Command.of("true").run().status());
 *     }
 * }
 * }</pre>
 */
package forkshell.testing;
