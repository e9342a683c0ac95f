package forkshell.check;

import java.io.IOException;

/**
 * One row of the table of cases. Its texts stand in the messages under its id.
 *
 * @param id the name, which JSON, rubrics and {@code --case} use
 * @param lectureA the line of the first lecture's program that it is about, or {@code null}
 * @param lectureB the line of the second lecture's program, or {@code null}
 * @param lab the lab and the step where it can be practised, or {@code null}
 * @param judge plays the clients and looks at the facts
 */
public record Case(String id, String lectureA, String lectureB, String lab, Judge judge) {

    /** Returns when the case holds; throws {@link Disproof} or {@link NotApplicable} otherwise. */
    interface Judge {
        void judge(Trial trial) throws IOException;
    }

    /** Returns the line of {@code lecture}'s program; without a lecture the first one's. */
    public String line(Lecture lecture) {
        return lecture == Lecture.B ? lectureB : lectureA;
    }
}
