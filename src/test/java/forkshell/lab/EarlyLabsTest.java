package forkshell.lab;

/** The first half of the labs. */
class EarlyLabsTest extends LabProofs {
    EarlyLabsTest() {
        super(number -> number <= LAST_EARLY);
    }
}
