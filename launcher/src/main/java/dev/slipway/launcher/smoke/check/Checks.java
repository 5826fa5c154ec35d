package dev.slipway.launcher.smoke.check;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.access.CommandOutcome;
import dev.slipway.launcher.instance.access.CommandRequest;
import dev.slipway.launcher.instance.access.GuestAccess;
import dev.slipway.launcher.instance.access.GuestPorts;
import dev.slipway.launcher.instance.access.SshRequest;
import dev.slipway.launcher.instance.access.Way;
import dev.slipway.launcher.instance.record.InstanceId;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks a guest. Services come up after the guest has, so ports and answers are asked for until there is no time left. */
public final class Checks {

    private static final long PAUSE_MILLIS = 200;
    private static final int ANSWER_MILLIS = 5000;
    private static final int FIRST_BAD_STATUS = 400;
    private static final int LONGEST_WORDS = 400;
    /** What ssh ends with where it could not log in. */
    private static final int SSH_FAILED = 255;

    private final GuestAccess access;
    private final SshRequest ssh;

    /** @param ssh how to log in, where a command comes to that */
    public Checks(GuestAccess access, SshRequest ssh) {
        this.access = access;
        this.ssh = ssh;
    }

    /**
     * Returns once a check holds. Throws CHECK_FAILED when it does not in time, INCORRECT_INSTANCE_STATE when the guest goes off
     * meanwhile, NOT_REACHABLE where no way leads to a port.
     */
    public void require(InstanceId id, Check check, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        Optional<String> trouble = look(id, check, end);
        while (trouble.isPresent()) {
            if (System.nanoTime() >= end) {
                throw failed(id, check, trouble.get(), null);
            }
            sleep();
            trouble = look(id, check, end);
        }
    }

    /** What is wrong now, if anything is. */
    private Optional<String> look(InstanceId id, Check check, long end) {
        if (check instanceof Check.Command command) {
            return run(id, command, Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        }
        if (check instanceof Check.Http http) {
            return get(access.port(id, http.port()), http);
        }
        int port = ((Check.Tcp) check).port();
        access.port(id, port);
        return access.isOpen(id, port) ? Optional.empty() : Optional.of("it takes no connection");
    }

    private static Optional<String> get(GuestPorts.Place place, Check.Http http) {
        try {
            HttpURLConnection connection = (HttpURLConnection) new URL("http", place.host(), place.port(), http.path())
                    .openConnection(Proxy.NO_PROXY);
            connection.setInstanceFollowRedirects(false);
            connection.setConnectTimeout(ANSWER_MILLIS);
            connection.setReadTimeout(ANSWER_MILLIS);
            int status = connection.getResponseCode();
            connection.disconnect();
            // -1 is an answer that is no HTTP.
            return status > 0 && status < FIRST_BAD_STATUS ? Optional.empty()
                    : Optional.of(status > 0 ? "it answers with status " + status : "its answer is no HTTP");
        } catch (IOException e) {
            return Optional.of("it does not answer (" + e.getMessage() + ")");
        }
    }

    /** Why it could not be run yet, if so; agent and ssh server come up one after the other, and only one of them may do. */
    private Optional<String> run(InstanceId id, Check.Command command, Duration patience) {
        CommandOutcome outcome;
        try {
            outcome = access.exec(id, new CommandRequest(List.of("/bin/sh", "-c", command.line()), Optional.empty(), ssh,
                    Optional.empty(), true, patience));
        } catch (HostException e) {
            if (e.kind() == HostError.PROGRAM_TIMED_OUT) {
                throw failed(id, command, "it goes on after " + patience.toSeconds() + " s", e);
            }
            if (e.kind() == HostError.AGENT_UNAVAILABLE) {
                return Optional.of("the guest's agent does not answer");
            }
            throw e;
        }
        String said = lastWords(outcome);
        if (outcome.way() == Way.SSH && outcome.exit() == SSH_FAILED) {
            return Optional.of("it could not be run by ssh" + said);
        }
        if (outcome.exit() != 0) {
            throw failed(id, command, "it ended with " + outcome.exit() + said, null);
        }
        return Optional.empty();
    }

    private static String lastWords(CommandOutcome outcome) {
        String words = (outcome.stderrText().isBlank() ? outcome.stdoutText() : outcome.stderrText()).strip();
        if (words.isEmpty()) {
            return "";
        }
        String end = words.length() > LONGEST_WORDS ? words.substring(words.length() - LONGEST_WORDS) : words;
        return " and said: " + (end.endsWith(".") ? end.substring(0, end.length() - 1) : end);
    }

    private static LauncherException failed(InstanceId id, Check check, String why, Throwable cause) {
        return new LauncherException(LauncherError.CHECK_FAILED,
                "The instance '" + id + "' came up, and the check '" + check + "' failed: " + why + ".", null, cause);
    }

    private static void sleep() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HostException(HostError.INTERRUPTED, "Interrupted while waiting for a check.", e);
        }
    }
}
