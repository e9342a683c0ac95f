package forkshell.check;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** A report as JSON, one object for each program. */
public final class JsonReport {
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create();

    private JsonReport() {}

    public static String of(Report report) {
        return GSON.toJson(object(report)) + "\n";
    }

    private static JsonObject object(Report report) {
        JsonObject object = new JsonObject();
        object.addProperty("program", report.program());
        object.addProperty(
                "lecture", report.lecture() == null ? null : report.lecture().toString());
        object.addProperty("passed", report.count(Verdict.PASSED));
        object.addProperty("failed", report.count(Verdict.FAILED));
        JsonArray cases = new JsonArray();
        report.findings().forEach(finding -> cases.add(object(report, finding)));
        object.add("cases", cases);
        return object;
    }

    private static JsonObject object(Report report, Finding finding) {
        JsonObject object = new JsonObject();
        object.addProperty("id", finding.of().id());
        object.addProperty("verdict", finding.verdict().toString());
        object.addProperty("expected", finding.expected());
        object.addProperty("found", finding.found());
        object.addProperty("cause", finding.cause());
        object.add("evidence", GSON.toJsonTree(finding.evidence()));
        object.addProperty("lecture", finding.of().line(report.lecture()));
        object.addProperty("lab", finding.of().lab());
        return object;
    }
}
