package forkshell.jupyter;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;

/**
 * What Jupyter tells a kernel at its start: five ports, an address and a key.
 *
 * @param path where it was read
 * @param fields as they stand in the file
 */
public record ConnectionFile(Path path, JsonObject fields) {
    private static final List<String> PORTS =
            List.of("shell_port", "iopub_port", "stdin_port", "control_port", "hb_port");

    private static final String IPC = "ipc";
    private static final String TCP = "tcp";

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException with a sentence, when it is none
     */
    public static ConnectionFile read(Path path) {
        try {
            JsonObject fields = JsonParser.parseString(Files.readString(path)).getAsJsonObject();
            check(fields);
            return new ConnectionFile(path, fields);
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
        String transport = file.get("transport").getAsString();
        if (!List.of(TCP, IPC).contains(transport)) {
            throw new IncompleteException("transport is " + transport + ", not tcp or ipc.");
        }
    }

    /** Returns the address of a socket: {@code "shell"}, {@code "hb"} and so on. */
    SocketAddress address(String socket) {
        int port = fields.get(socket + "_port").getAsInt();
        return isIpc() ? UnixDomainSocketAddress.of(ip() + "-" + port) : tcp(port);
    }

    /** Jupyter writes * for all addresses of this computer. */
    private InetSocketAddress tcp(int port) {
        return ip().equals("*") ? new InetSocketAddress(port) : new InetSocketAddress(ip(), port);
    }

    boolean isIpc() {
        return text("transport").equals(IPC);
    }

    /** Returns a host; with ipc, how the paths of the sockets begin. */
    String ip() {
        return text("ip");
    }

    Signature signature() throws GeneralSecurityException {
        return new Signature(text("signature_scheme"), text("key"));
    }

    private String text(String name) {
        return fields.get(name).getAsString();
    }

    private static final class IncompleteException extends RuntimeException {
        private static final long serialVersionUID = 1;

        IncompleteException(String sentence) {
            super(sentence);
        }
    }
}
