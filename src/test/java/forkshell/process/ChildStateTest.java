package forkshell.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import forkshell.inspect.ProcessState;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("quick")
class ChildStateTest {
    @ParameterizedTest
    @ValueSource(chars = {'R', 'S', 'D', 'T', 't', 'Z'})
    void childrenAndPsCallAStateTheSame(char letter) {
        assertEquals(ProcessState.ofLetter(letter).toString(), ChildState.of(letter).toString());
    }
}
