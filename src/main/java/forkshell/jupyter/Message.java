package forkshell.jupyter;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A message of the protocol. A field that is missing or of another type counts as not given.
 *
 * @param header its type, its id, and the session that it belongs to
 * @param parent the header of the message that this one is a consequence of
 */
record Message(JsonObject header, JsonObject parent, JsonObject content) {
    private static final byte[] DELIMITER = bytes("<IDS|MSG>");
    private static final int PARTS = 4;
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    /**
     * Reads one; empty when it has no signature that fits: then nothing in it was looked at.
     *
     * @throws IllegalArgumentException with a sentence, when it is signed and is none
     */
    static Optional<Message> of(List<byte[]> frames, Signature signature) {
        int at = 0;
        while (at < frames.size() && !Arrays.equals(frames.get(at), DELIMITER)) {
            at++;
        }
        if (frames.size() < at + 2 + PARTS) {
            return Optional.empty();
        }
        List<byte[]> parts = frames.subList(at + 2, at + 2 + PARTS);
        return signature.fits(frames.get(at + 1), parts)
                ? Optional.of(new Message(json(parts, 0), json(parts, 1), json(parts, 3)))
                : Optional.empty();
    }

    private static JsonObject json(List<byte[]> parts, int index) {
        String text = new String(parts.get(index), StandardCharsets.UTF_8);
        try {
            return JsonParser.parseString(text).getAsJsonObject();
        } catch (JsonParseException | IllegalStateException | StackOverflowError none) {
            throw new IllegalArgumentException("a part of it is no JSON object", none);
        }
    }

    /** Returns the frames of an outgoing message. */
    static List<byte[]> frames(
            Map<String, ?> header, JsonObject parent, Map<String, ?> content, Signature signature) {
        List<byte[]> parts = List.of(json(header), json(parent), bytes("{}"), json(content));
        List<byte[]> frames = new ArrayList<>(List.of(DELIMITER, signature.of(parts)));
        frames.addAll(parts);
        return frames;
    }

    private static byte[] json(Object value) {
        return bytes(GSON.toJson(value));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** For instance {@code execute_request}. */
    String type() {
        return text(header, "msg_type", "");
    }

    String session() {
        return text(header, "session", "");
    }

    /** Returns a text of the content. */
    String text(String name) {
        return text(content, name, "");
    }

    private static String text(JsonObject object, String name, String otherwise) {
        JsonElement value = object.get(name);
        return value != null && value.isJsonPrimitive() ? value.getAsString() : otherwise;
    }

    /** Returns a truth value of the content. */
    boolean flag(String name, boolean otherwise) {
        JsonElement value = content.get(name);
        return value != null && value.isJsonPrimitive() ? value.getAsBoolean() : otherwise;
    }

    /** Returns a number of the content. */
    int number(String name, int otherwise) {
        JsonElement value = content.get(name);
        boolean given = value instanceof JsonPrimitive primitive && primitive.isNumber();
        return given ? value.getAsInt() : otherwise;
    }

    /** Returns an object of the content; an empty one when it has none of that name. */
    JsonObject object(String name) {
        return content.get(name) instanceof JsonObject object ? object : new JsonObject();
    }
}
