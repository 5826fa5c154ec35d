package dev.slipway.launcher.ec2.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.imagestore.id.AccountId;
import dev.slipway.launcher.ec2.credential.AccessKey;
import dev.slipway.launcher.ec2.signature.Signer;
import dev.slipway.launcher.ec2.signature.Verification;
import dev.slipway.launcher.service.KeptConnections;
import dev.slipway.launcher.service.Services;
import dev.slipway.launcher.settings.GivenSettings;
import dev.slipway.launcher.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An endpoint without a server, and a client of it that signs what it asks: all of a request but HTTP. */
final class InProcess implements AutoCloseable {

    final List<String> said = new CopyOnWriteArrayList<>();
    private final AccessKey key;
    private final KeptConnections kept = new KeptConnections();
    private final Endpoint endpoint;

    /** Serves a home; {@code settings} are variables besides. */
    InProcess(Path home, Map<String, String> settings) {
        this(home, settings, "111122223333");
    }

    InProcess(Path home, Map<String, String> settings, String account) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("SLIPWAY_HOME", home.toString());
        key = new AccessKey("AKIAIOSFODNN7EXAMPLE", "secret", new AccountId(account), Instant.EPOCH);
        Settings given = Settings.of(GivenSettings.gather(Map.of(), all), false);
        endpoint = new Endpoint(new Verification(id -> Optional.of(key), Clock.systemUTC()),
                (caller, action) -> new Services(given.asAccount(caller.account()), action, said::add, kept), said::add);
    }

    /** The answer, which must be none of an error. */
    String answered(String form) {
        Reply reply = asked(form);
        assertEquals(200, reply.status(), () -> text(reply));
        return text(reply);
    }

    /** Fails unless the answer is this error. */
    String refused(String code, String form) {
        Reply reply = asked(form);
        assertTrue(text(reply).contains("<Code>" + code + "</Code>"), () -> form + ": " + text(reply));
        return text(reply);
    }

    Reply asked(String form) {
        return endpoint.answer(new Signer(key, "local-1", "ec2").form(form + "&Version=2016-11-15", Instant.now()), "id");
    }

    /** Waits for what goes on behind answers. */
    void finish() {
        endpoint.finish(Duration.ofSeconds(60));
        assertEquals(List.of(), said);
    }

    @Override
    public void close() {
        finish();
        kept.close();
    }

    /** The content of the first element of a name. */
    static String first(String answer, String element) {
        Matcher found = Pattern.compile("<" + element + ">([^<]*)</" + element + ">").matcher(answer);
        assertTrue(found.find(), answer);
        return found.group(1);
    }

    private static String text(Reply reply) {
        return new String(reply.body().bytes(), StandardCharsets.UTF_8);
    }
}
