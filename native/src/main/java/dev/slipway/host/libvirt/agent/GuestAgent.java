package dev.slipway.host.libvirt.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.libvirt.binding.NativeHandle;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The QEMU guest agent of a running domain. Lives as long as the domain's handle. Every method may throw AGENT_UNAVAILABLE when the
 * agent is not configured, not running or not answering, and HYPERVISOR_FAILED when it answers with an error.
 * What is frozen and known through libvirt rather than the agent itself is in {@link GuestFileSystems} and {@link GuestInfo}.
 */
public final class GuestAgent {

    /** How long the agent may take to answer; what a command in the guest takes is apart from that. */
    private static final int ANSWER_SECONDS = 5;
    private static final int SIGNALLED = 128;
    private static final long FIRST_PAUSE_MILLIS = 10;
    private static final long LONGEST_PAUSE_MILLIS = 500;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String domain;
    private final AgentLine line;

    GuestAgent(String domain, AgentLine line) {
        this.domain = domain;
        this.line = line;
    }

    /** Made by {@code GuestDomain.agent()}. */
    public static GuestAgent of(String domain, NativeHandle handle) {
        return new GuestAgent(domain, new LibvirtAgentLine(domain, handle));
    }

    /** Returns when the agent answers. */
    public void ping() {
        call("guest-ping", JSON.createObjectNode(), ANSWER_SECONDS);
    }

    /** The agent's own version. */
    public String version() {
        return call("guest-info", JSON.createObjectNode(), ANSWER_SECONDS).path("version").asText();
    }

    /** The guest's system in one word, as its {@code /etc/os-release} has it: {@code debian}; empty where it does not say. */
    public Optional<String> osId() {
        String id = call("guest-get-osinfo", JSON.createObjectNode(), ANSWER_SECONDS).path("id").asText("");
        return id.isEmpty() ? Optional.empty() : Optional.of(id);
    }

    /** The guest's files. */
    public GuestFiles files() {
        return new GuestFiles(domain, line);
    }

    /**
     * Sends any command of the agent's protocol.
     *
     * @param json the whole command: {@code {"execute":"guest-get-time"}}
     * @return the whole answer: {@code {"return":…}}
     */
    public String command(String json, Duration timeout) {
        return line.send(json, seconds(timeout));
    }

    /**
     * Runs a program in the guest, as the agent's user (root), without a shell, and waits for its end.
     * Throws PROGRAM_TIMED_OUT at the deadline and INTERRUPTED when interrupted; the program runs on in both cases.
     *
     * @param command the program, by its path or by name, and its arguments
     * @param input what it reads from stdin
     */
    public CommandResult exec(List<String> command, byte[] input, Duration timeout) {
        ObjectNode arguments = JSON.createObjectNode().put("path", command.get(0)).put("capture-output", true);
        ArrayNode list = arguments.putArray("arg");
        command.subList(1, command.size()).forEach(list::add);
        if (input.length > 0) {
            arguments.put("input-data", Base64.getEncoder().encodeToString(input));
        }
        long deadline = System.nanoTime() + timeout.toNanos();
        long process = call("guest-exec", arguments, ANSWER_SECONDS).path("pid").asLong();
        ObjectNode which = JSON.createObjectNode().put("pid", process);
        long pause = FIRST_PAUSE_MILLIS;
        while (true) {
            JsonNode status = call("guest-exec-status", which, ANSWER_SECONDS);
            if (status.path("exited").asBoolean()) {
                return result(status);
            }
            if (System.nanoTime() > deadline) {
                throw new HostException(HostError.PROGRAM_TIMED_OUT, "The program " + command.get(0) + " in the domain '"
                        + domain + "' did not end within " + timeout.toSeconds() + " s.");
            }
            pause(pause, command.get(0));
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
    }

    private void pause(long millis, String program) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new HostException(HostError.INTERRUPTED,
                    "Interrupted while " + program + " ran in the domain '" + domain + "'.", e);
        }
    }

    private static CommandResult result(JsonNode status) {
        int exit = status.has("signal") ? SIGNALLED + status.path("signal").asInt() : status.path("exitcode").asInt();
        return new CommandResult(exit, decoded(status.path("out-data")), decoded(status.path("err-data")),
                status.path("out-truncated").asBoolean() || status.path("err-truncated").asBoolean());
    }

    private static byte[] decoded(JsonNode text) {
        return Base64.getDecoder().decode(text.asText(""));
    }

    private JsonNode call(String name, ObjectNode arguments, int seconds) {
        ObjectNode command = JSON.createObjectNode().put("execute", name);
        if (!arguments.isEmpty()) {
            command.set("arguments", arguments);
        }
        String answer = line.send(command.toString(), seconds);
        try {
            return JSON.readTree(answer).path("return");
        } catch (JsonProcessingException e) {
            throw new HostException(HostError.HYPERVISOR_FAILED,
                    "The guest agent of the domain '" + domain + "' answered " + name + " with broken JSON.", e);
        }
    }

    private static int seconds(Duration timeout) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, timeout.toSeconds()));
    }
}
