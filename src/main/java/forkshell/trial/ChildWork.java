package forkshell.trial;

import java.util.Map;
import java.util.TreeMap;

/** What a learner's child may do: it takes memory, fills a map, formats text. */
final class ChildWork {
    private static final int ENTRIES = 50;
    private static final int BYTES = 1 << 18;

    private ChildWork() {}

    /** Works, and returns {@code status} if the work came out right; otherwise 255. */
    static int of(int status) {
        Map<String, byte[]> map = new TreeMap<>();
        for (int i = 0; i < ENTRIES; i++) {
            map.put(String.format("%03d-%s", i, status), new byte[BYTES / ENTRIES]);
        }
        return map.size() == ENTRIES && map.containsKey("049-" + status) ? status : 255;
    }
}
