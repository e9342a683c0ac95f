package forkshell.jupyter;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;

/**
 * What Jupyter tells a kernel at its start: five ports, an address and a key.
 *
 * @param path where it was read
 */
public record ConnectionFile(Path path, KernelConnectionProperties properties) {
    private static final List<String> PORTS =
            List.of("shell_port", "iopub_port", "stdin_port", "control_port", "hb_port");

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException with a sentence, when it is none
     */
    public static ConnectionFile read(Path path) {
        try {
            String text = Files.readString(path);
            check(JsonParser.parseString(text).getAsJsonObject());
            return new ConnectionFile(path, KernelConnectionProperties.parse(text));
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    "The connection file " + path + " cannot be read. Jupyter writes it.");
        } catch (JsonParseException | IllegalStateException | ClassCastException none) {
            throw new IllegalArgumentException(
                    path + " is no connection file of Jupyter: it is not a JSON object.");
        } catch (UnsupportedOperationException | NumberFormatException wrong) {
            throw new IllegalArgumentException(
                    path + " is no connection file of Jupyter: a port in it is no number.");
        } catch (IncompleteException wrong) {
            throw new IllegalArgumentException(
                    path + " is no connection file of Jupyter: " + wrong.getMessage());
        }
    }

    /** The five ports of a kernel. */
    List<Integer> ports() {
        return List.of(
                properties.getShellPort(),
                properties.getIopubPort(),
                properties.getStdinPort(),
                properties.getControlPort(),
                properties.getHbPort());
    }

    private static void check(JsonObject file) {
        for (String name : PORTS) {
            if (!file.has(name)) {
                throw new IncompleteException(name + " is missing.");
            }
            int port = file.get(name).getAsInt();
            if (port < 1 || port > 65535) {
                throw new IncompleteException(name + " is " + port + ", a port is 1 to 65535.");
            }
        }
        for (String name : List.of("ip", "transport", "signature_scheme", "key")) {
            if (!file.has(name)) {
                throw new IncompleteException(name + " is missing.");
            }
        }
    }

    private static final class IncompleteException extends RuntimeException {
        private static final long serialVersionUID = 1;

        IncompleteException(String sentence) {
            super(sentence);
        }
    }
}
