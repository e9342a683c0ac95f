package forkshell.check;

import forkshell.strace.Call;
import forkshell.strace.ProgramFile;
import forkshell.strace.TraceLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Where in the source calls were made: what addr2line(1) says of their callers. */
final class SourceLines {
    private static final String ADDR2LINE = "addr2line";
    private static final Pattern CALLER = Pattern.compile("(.*)\\(.*\\) \\[0x([0-9a-f]+)\\]");

    private SourceLines() {}

    /** The places of those whose place is known: {@code " at server.c:42"}. */
    static Map<TraceLine, String> of(List<TraceLine> lines, Subject subject) {
        String program = subject.program().words().get(0);
        List<TraceLine> calls = new ArrayList<>();
        List<String> words = new ArrayList<>(List.of(ADDR2LINE, "-s", "-e", program));
        for (TraceLine line : lines) {
            long address = line instanceof Call call ? address(call, program) : 0;
            if (address > 0) {
                calls.add(line);
                words.add(Long.toHexString(address));
            }
        }
        return calls.isEmpty() || !ProgramFile.isInstalled(ADDR2LINE)
                ? Map.of()
                : places(calls, words);
    }

    /** That of the program's innermost call, which is before the address of return. */
    private static long address(Call call, String program) {
        return call.stack().stream()
                .map(CALLER::matcher)
                .filter(caller -> caller.matches() && caller.group(1).equals(program))
                .findFirst()
                .map(caller -> Long.parseLong(caller.group(2), 16) - 1)
                .orElse(0L);
    }

    private static Map<TraceLine, String> places(List<TraceLine> calls, List<String> words) {
        Map<TraceLine, String> places = new HashMap<>();
        try {
            Process process =
                    new ProcessBuilder(words)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            try (BufferedReader in = process.inputReader()) {
                for (TraceLine call : calls) {
                    String place = in.readLine();
                    if (place != null && !place.startsWith("??")) {
                        places.put(call, " at " + place.replaceFirst(" \\(discriminator .*", ""));
                    }
                }
            }
        } catch (IOException omitted) {
            return Map.of();
        }
        return places;
    }
}
