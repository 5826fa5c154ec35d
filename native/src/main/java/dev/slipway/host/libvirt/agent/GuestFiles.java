package dev.slipway.host.libvirt.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Base64;

/**
 * Reads and writes files in a guest through its agent, piece by piece. Lives as long as the domain's handle. Throws as
 * {@link GuestAgent} does: a file that is not there, and the like, is HYPERVISOR_FAILED with the agent's own words.
 */
public final class GuestFiles {

    /** As base64 in JSON this is 64 KiB and a little. A guest that is emulated did not take a message of ten times that within a minute. */
    private static final int PIECE_BYTES = 48 * 1024;
    private static final int ANSWER_SECONDS = 60;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String domain;
    private final AgentLine line;

    GuestFiles(String domain, AgentLine line) {
        this.domain = domain;
        this.line = line;
    }

    /** Told how many bytes went through since the last call. */
    @FunctionalInterface
    public interface Moved {
        void bytes(int more);
    }

    /** Copies a file of the guest's to a stream. */
    public void read(String path, OutputStream target, Moved moved) throws IOException {
        long handle = open(path, "r");
        try {
            boolean more = true;
            while (more) {
                JsonNode answer = call("guest-file-read", arguments(handle).put("count", PIECE_BYTES));
                byte[] piece = Base64.getDecoder().decode(answer.path("buf-b64").asText(""));
                target.write(piece);
                moved.bytes(piece.length);
                more = piece.length > 0 && !answer.path("eof").asBoolean();
            }
        } finally {
            call("guest-file-close", arguments(handle));
        }
    }

    /** Writes a file in the guest, in place of the one there may be. */
    public void write(String path, InputStream source, Moved moved) throws IOException {
        long handle = open(path, "w");
        try {
            byte[] piece = source.readNBytes(PIECE_BYTES);
            while (piece.length > 0) {
                writeAll(handle, piece, path);
                moved.bytes(piece.length);
                piece = source.readNBytes(PIECE_BYTES);
            }
            call("guest-file-flush", arguments(handle));
        } finally {
            call("guest-file-close", arguments(handle));
        }
    }

    /** The agent may write less than it was given, and says how much. */
    private void writeAll(long handle, byte[] piece, String path) {
        int done = 0;
        while (done < piece.length) {
            byte[] rest = done == 0 ? piece : Arrays.copyOfRange(piece, done, piece.length);
            int count = call("guest-file-write",
                    arguments(handle).put("buf-b64", Base64.getEncoder().encodeToString(rest))).path("count").asInt();
            if (count <= 0) {
                throw new HostException(HostError.HYPERVISOR_FAILED,
                        "The guest agent of the domain '" + domain + "' writes no more to '" + path + "'.");
            }
            done += count;
        }
    }

    private long open(String path, String mode) {
        return call("guest-file-open", JSON.createObjectNode().put("path", path).put("mode", mode)).asLong();
    }

    private static ObjectNode arguments(long handle) {
        return JSON.createObjectNode().put("handle", handle);
    }

    private JsonNode call(String name, ObjectNode arguments) {
        ObjectNode command = JSON.createObjectNode().put("execute", name);
        command.set("arguments", arguments);
        String answer = line.send(command.toString(), ANSWER_SECONDS);
        try {
            return JSON.readTree(answer).path("return");
        } catch (JsonProcessingException e) {
            throw new HostException(HostError.HYPERVISOR_FAILED,
                    "The guest agent of the domain '" + domain + "' answered " + name + " with broken JSON.", e);
        }
    }
}
