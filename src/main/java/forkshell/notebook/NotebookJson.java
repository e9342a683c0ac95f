package forkshell.notebook;

import com.google.gson.FormattingStyle;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import forkshell.display.Bundle;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The file format of notebooks, version 4.5, written with the indentation and the order of keys
 * that Jupyter writes.
 *
 * @see <a href="https://nbformat.readthedocs.io/en/latest/format_description.html">nbformat</a>
 */
final class NotebookJson {
    private static final int FORMAT = 4;
    private static final String LANGUAGE = "java";
    private static final String JUPYTER = "jupyter";
    private static final JsonElement FOLDED = JsonParser.parseString("{\"source_hidden\": true}");
    private static final Gson GSON =
            new GsonBuilder()
                    .disableHtmlEscaping()
                    .serializeNulls()
                    .setFormattingStyle(FormattingStyle.PRETTY.withIndent(" "))
                    .create();

    private NotebookJson() {}

    static Notebook read(Path file) throws NotebookException {
        try {
            JsonObject root = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
            check(file, root);
            List<Cell> cells = new ArrayList<>();
            for (JsonElement each : root.getAsJsonArray("cells")) {
                cells.add(cell(each.getAsJsonObject()));
            }
            return new Notebook(cells);
        } catch (NoSuchFileException missing) {
            throw new NotebookException("There is no notebook " + file + ".");
        } catch (MalformedInputException none) {
            throw notOne(file);
        } catch (IOException unreadable) {
            throw new NotebookException(file + " cannot be read: " + unreadable.getMessage());
        } catch (JsonParseException
                | IllegalStateException
                | ClassCastException
                | NullPointerException
                | IllegalArgumentException
                | UnsupportedOperationException none) {
            throw notOne(file);
        }
    }

    private static NotebookException notOne(Path file) {
        return new NotebookException(
                file + " is no notebook: a notebook is a JSON file of Jupyter's, *.ipynb.");
    }

    private static void check(Path file, JsonObject root) throws NotebookException {
        int format = root.has("nbformat") ? root.get("nbformat").getAsInt() : 0;
        if (format != 0 && format != FORMAT) {
            throw new NotebookException(
                    file
                            + " has format "
                            + format
                            + ", 4 is needed: jupyter nbconvert --to notebook converts it.");
        }
        JsonObject metadata = root.getAsJsonObject("metadata");
        String language = language(metadata);
        if (!language.equals(LANGUAGE)) {
            throw new NotebookException(
                    file + " is a notebook in " + language + "; forkshell runs java.");
        }
    }

    private static String language(JsonObject metadata) {
        for (Map.Entry<String, String> place :
                Map.of("kernelspec", "language", "language_info", "name").entrySet()) {
            JsonObject part = metadata.getAsJsonObject(place.getKey());
            if (part != null && part.has(place.getValue())) {
                return part.get(place.getValue()).getAsString().toLowerCase(Locale.ROOT);
            }
        }
        return LANGUAGE;
    }

    private static Cell cell(JsonObject json) {
        String type = json.get("cell_type").getAsString().toUpperCase(Locale.ROOT);
        JsonElement source = json.get("source");
        StringBuilder text = new StringBuilder();
        if (source.isJsonArray()) {
            source.getAsJsonArray().forEach(line -> text.append(line.getAsString()));
        } else {
            text.append(source.getAsString());
        }
        return new Cell(Cell.Kind.valueOf(type), text.toString(), isFolded(json));
    }

    private static boolean isFolded(JsonObject cell) {
        JsonObject metadata = cell.getAsJsonObject("metadata");
        return metadata != null && FOLDED.equals(metadata.get(JUPYTER));
    }

    static String text(List<Notebook.Executed> cells) {
        JsonArray array = new JsonArray();
        for (Notebook.Executed each : cells) {
            array.add(GSON.toJsonTree(json(each, array.size())));
        }
        Map<String, Object> root = new TreeMap<>();
        root.put("cells", array);
        root.put("metadata", metadata());
        root.put("nbformat", FORMAT);
        root.put("nbformat_minor", 5);
        return GSON.toJson(root) + "\n";
    }

    private static Map<String, ?> metadata() {
        return new TreeMap<>(
                Map.of(
                        "kernelspec",
                        new TreeMap<>(
                                Map.of(
                                        "display_name", "forkshell",
                                        "language", LANGUAGE,
                                        "name", "forkshell")),
                        "language_info",
                        new TreeMap<>(Map.of("name", LANGUAGE, "pygments_lexer", LANGUAGE))));
    }

    private static Map<String, Object> json(Notebook.Executed executed, int index) {
        Map<String, Object> json = new TreeMap<>();
        json.put("cell_type", executed.cell().kind().name().toLowerCase(Locale.ROOT));
        json.put("id", "cell-" + index);
        json.put("metadata", executed.cell().folded() ? Map.of(JUPYTER, FOLDED) : Map.of());
        json.put("source", lines(executed.cell().source()));
        if (executed.cell().isCode()) {
            json.put("execution_count", executed.number() == 0 ? null : executed.number());
            json.put("outputs", executed.outputs().stream().map(NotebookJson::json).toList());
        }
        return json;
    }

    private static Map<String, ?> json(Output output) {
        Map<String, Object> json = new TreeMap<>();
        if (output instanceof Output.Printed printed) {
            json.put("output_type", "stream");
            json.put("name", printed.error() ? "stderr" : "stdout");
            json.put("text", lines(printed.text()));
        } else if (output instanceof Output.Failed failed) {
            json.put("output_type", "error");
            json.put("ename", failed.failure().kind());
            json.put("evalue", failed.failure().message());
            json.put("traceback", failed.failure().lines());
        } else if (output instanceof Output.Value value) {
            json.put("output_type", "execute_result");
            json.put("execution_count", value.number());
            putForms(value.bundle(), json);
        } else if (output instanceof Output.Shown shown) {
            json.put("output_type", "display_data");
            putForms(shown.bundle(), json);
        }
        return json;
    }

    private static void putForms(Bundle bundle, Map<String, Object> json) {
        Map<String, Object> data = new TreeMap<>();
        bundle.forms().forEach((type, content) -> data.put(type, lines(content)));
        json.put("data", data);
        json.put("metadata", Map.of());
    }

    private static List<String> lines(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split("(?<=\n)"));
    }
}
