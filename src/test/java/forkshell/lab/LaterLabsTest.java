package forkshell.lab;

/** The second half of the labs. */
class LaterLabsTest extends LabProofs {
    LaterLabsTest() {
        super(number -> number > LAST_EARLY);
    }
}
