package dev.slipway.launcher.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One process of Debian's AWS CLI that is given command after command. */
final class AwsConversation implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** For all that a test asks of it; whoever hangs is ended, and what was asked fails. */
    private static final int MINUTES_UNTIL_HUNG = 15;

    private final Process process;
    private final OutputStream commands;
    private final BufferedReader answers;

    /**
     * @param prefix what stands before the program
     * @param environment what it finds in its own, beside ours without what other clients of AWS read
     */
    AwsConversation(List<String> prefix, Map<String, String> environment) {
        try {
            List<String> program = new ArrayList<>(prefix);
            program.addAll(List.of("timeout", TimeUnit.MINUTES.toSeconds(MINUTES_UNTIL_HUNG) + "s", "/usr/bin/python3",
                    Scripts.of("aws-cli.py").toString()));
            ProcessBuilder builder = new ProcessBuilder(program).redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
            builder.environment().putAll(environment);
            process = builder.start();
            commands = process.getOutputStream();
            answers = process.inputReader(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command that signs with this secret. */
    synchronized AwsCli.Said ask(String secret, List<String> words) {
        try {
            commands.write(JSON.writeValueAsBytes(Map.of("Secret", secret, "Words", words)));
            commands.write('\n');
            commands.flush();
            String answer = answers.readLine();
            if (answer == null) {
                throw new AssertionError("the AWS CLI ended at: " + words);
            }
            JsonNode said = JSON.readTree(answer);
            return new AwsCli.Said(said.path("Exit").asInt(), said.path("Text").asText());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            commands.close();
            process.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
