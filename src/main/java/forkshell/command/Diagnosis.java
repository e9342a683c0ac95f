package forkshell.command;

import forkshell.display.Messages;

/**
 * What a check of this computer found.
 *
 * @param needed whether nothing works without it
 * @param fact in a line
 * @param remedy what to do where it is not good
 */
record Diagnosis(boolean good, boolean needed, String fact, String remedy) {
    private static final Messages MESSAGES = Messages.of(Diagnosis.class);

    /** Makes one of the texts {@code doctor.NAME} and {@code doctor.NAME.remedy}. */
    static Diagnosis of(String name, boolean good, boolean needed, Object value) {
        return new Diagnosis(
                good,
                needed,
                MESSAGES.get("doctor." + name, value),
                MESSAGES.get("doctor." + name + ".remedy"));
    }

    boolean failed() {
        return needed && !good;
    }

    @Override
    public String toString() {
        String mark = good ? "ok    " : needed ? "FAIL  " : "note  ";
        return mark + fact + (good ? "" : "\n      " + remedy);
    }
}
