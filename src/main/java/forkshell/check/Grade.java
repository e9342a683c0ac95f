package forkshell.check;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The row of one submission in the table of a class.
 *
 * @param name the file or folder
 * @param verdicts by the id of the case; empty when it could not be checked
 * @param remark why it could not be checked, otherwise empty
 * @param json the report, {@code null} when it could not be checked
 */
public record Grade(String name, Map<String, String> verdicts, String remark, JsonObject json) {

    /** Reads the report of {@code name}; without one, {@code errors} say why. */
    static Grade of(String name, String report, String errors) {
        try {
            JsonObject json = JsonParser.parseString(report).getAsJsonObject();
            Map<String, String> verdicts = new LinkedHashMap<>();
            for (JsonElement one : json.getAsJsonArray("cases")) {
                JsonObject finding = one.getAsJsonObject();
                verdicts.put(finding.get("id").getAsString(), finding.get("verdict").getAsString());
            }
            json.addProperty("program", name);
            return new Grade(name, verdicts, "", json);
        } catch (JsonParseException | IllegalStateException noReport) {
            return new Grade(name, Map.of(), errors.strip(), null);
        }
    }

    /** Returns whether it could be checked and no case failed. */
    public boolean passed() {
        return json != null && count(Verdict.FAILED) == 0;
    }

    public long count(Verdict verdict) {
        return verdicts.values().stream().filter(verdict.toString()::equals).count();
    }

    /** Returns the points of the cases that passed. */
    public int points(Map<String, Integer> rubric) {
        return rubric.entrySet().stream()
                .filter(e -> Verdict.PASSED.toString().equals(verdicts.get(e.getKey())))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }
}
