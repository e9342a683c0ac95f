package forkshell.check;

import java.util.List;

/**
 * What one case found of one program.
 *
 * @param expected what holds for a right program
 * @param found what was found; for a case that is not applicable, why
 * @param cause the probable cause, empty unless it failed
 * @param evidence what the kernel shows: processes, sockets, strace's lines; compiler's warnings
 * @param picture the lives of the program's children as SVG; empty without strace
 */
public record Finding(
        Case of,
        Verdict verdict,
        String expected,
        String found,
        String cause,
        List<String> evidence,
        String picture) {}
