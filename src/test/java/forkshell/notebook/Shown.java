package forkshell.notebook;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What an executed notebook shows, without what differs from run to run: pids, ports and other
 * numbers, the columns of a table, the shape of a picture, and who of two was first.
 *
 * @param cells for each cell of code what it printed itself, in order, and what its value was
 * @param background the kinds of line that children and handlers printed, whenever they came
 * @param failures errors, and checks of labs that did not hold
 */
record Shown(List<String> cells, SortedSet<String> background, List<String> failures) {
    private static final Pattern BACKGROUND =
            Pattern.compile("\\[N] .*|accept:.*|with child process.*");

    /** Who reaps which child, and whether anybody tells, depends on how signals coalesce. */
    private static final Pattern REAPING = Pattern.compile("sig_chld_handler:.*| *WIFEXITED:.*");

    static Shown in(String notebook) {
        Shown shown = new Shown(new ArrayList<>(), new TreeSet<>(), new ArrayList<>());
        JsonObject root = JsonParser.parseString(notebook).getAsJsonObject();
        for (JsonElement each : root.getAsJsonArray("cells")) {
            JsonObject cell = each.getAsJsonObject();
            if (cell.get("cell_type").getAsString().equals("code")) {
                shown.add(text(cell.get("source")), cell.getAsJsonArray("outputs"));
            }
        }
        return shown;
    }

    private void add(String source, JsonArray outputs) {
        StringBuilder printed = new StringBuilder();
        StringBuilder values = new StringBuilder();
        for (JsonElement each : outputs) {
            JsonObject output = each.getAsJsonObject();
            switch (output.get("output_type").getAsString()) {
                case "stream" -> printed.append(text(output.get("text")));
                case "error" -> failures.add(source + "\n" + output);
                default -> values.append("\n").append(value(output.getAsJsonObject("data")));
            }
        }
        if (printed.indexOf("\u2717") >= 0) {
            failures.add(source + "\n" + printed);
        }
        cells.add("cell " + (cells.size() + 1) + foreground(printed.toString()) + values);
    }

    private String foreground(String printed) {
        StringBuilder own = new StringBuilder();
        for (String line : withoutChance(printed).lines().filter(l -> !l.isBlank()).toList()) {
            if (BACKGROUND.matcher(line).matches()) {
                background.add(line);
            } else if (!REAPING.matcher(line).matches()) {
                own.append("\n").append(line);
            }
        }
        return own.toString();
    }

    /** Of what has more forms than text, the forms; the text counts where there is nothing else. */
    private static String value(JsonObject data) {
        return data.size() > 1
                ? new TreeSet<>(data.keySet()).toString()
                : withoutChance(text(data.get("text/plain")));
    }

    private static String withoutChance(String text) {
        return text.replaceAll("@[0-9a-f]+", "@N")
                .replaceAll("\\d+([.,]\\d+)*", "N")
                .replaceAll("#+", "#")
                .replaceAll("\\b(cp|pc)\\b", "cp")
                .replaceAll("\\b(running|sleeping)\\b", "alive")
                .replaceAll("[ \\t]+", " ");
    }

    private static String text(JsonElement element) {
        if (!element.isJsonArray()) {
            return element.getAsString();
        }
        StringBuilder text = new StringBuilder();
        element.getAsJsonArray().forEach(line -> text.append(line.getAsString()));
        return text.toString();
    }
}
