package dev.slipway.launcher.instance.launch;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.json.Json;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.LaunchToken;
import dev.slipway.launcher.instance.record.ReservationId;
import dev.slipway.launcher.instance.request.LaunchRequest;
import dev.slipway.launcher.instance.state.InstanceState;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The client tokens of one account's launches. */
public final class LaunchTokens {

    /** At least as long as EC2 remembers one. */
    private static final Duration KEPT = Duration.ofDays(1);

    private final Catalogue catalogue;
    private final AccountId account;

    /** The tokens of {@code account}. */
    public LaunchTokens(Catalogue catalogue, AccountId account) {
        this.catalogue = catalogue;
        this.account = account;
    }

    /** What a launch has for itself while it is in flight: of two with the same token one waits for the other. */
    Optional<String> claim(LaunchRequest request) {
        return request.clientToken().map(token -> LaunchToken.id(account, token));
    }

    /**
     * The instances that this launch has launched before, those that are left; nothing for one that is new. Throws
     * IDEMPOTENT_PARAMETER_MISMATCH when something else was asked for then, IDEMPOTENT_INSTANCE_TERMINATED when none of
     * them is left.
     */
    Optional<List<Instance>> earlier(LaunchRequest request) {
        return claim(request).flatMap(id -> catalogue.read(reader -> earlier(reader, request, id)));
    }

    private static Optional<List<Instance>> earlier(Reader reader, LaunchRequest request, String id) {
        Optional<LaunchToken> used = reader.find(LaunchToken.TABLE, id).map(Stored::document);
        if (used.isEmpty()) {
            return Optional.empty();
        }
        String token = used.get().token();
        if (!used.get().parameters().equals(parameters(request))) {
            throw new LauncherException(LauncherError.IDEMPOTENT_PARAMETER_MISMATCH, "The client token '" + token
                    + "' was used by a launch with other parameters, whose reservation is '" + used.get().reservationId() + "'.",
                    "Another launch needs another token.", null);
        }
        List<Instance> instances = new ArrayList<>();
        Query reserved = Query.all().where("reservation", used.get().reservationId());
        for (Stored<Instance> stored : reader.list(Instance.TABLE, reserved)) {
            instances.add(stored.document());
        }
        if (instances.stream().allMatch(instance -> instance.state() == InstanceState.TERMINATED)) {
            throw new LauncherException(LauncherError.IDEMPOTENT_INSTANCE_TERMINATED, "The instances that the client token '"
                    + token + "' launched, of the reservation '" + used.get().reservationId() + "', are terminated.",
                    "Another launch needs another token.", null);
        }
        return Optional.of(instances);
    }

    /** Records that a launch has used its token, in the transaction that says its instances run. */
    void record(Change change, LaunchRequest request, ReservationId reservation, Instant now) {
        request.clientToken().ifPresent(token -> change.insert(LaunchToken.TABLE,
                new LaunchToken(account, token, parameters(request), reservation, now)));
    }

    /** Forgets the tokens of all accounts whose day is over. Every launch asks, so the oldest is looked at alone first. */
    public void forgetExpired(Instant now) {
        if (!expired(Query.all().orderBy("created").limit(1), now).isEmpty()) {
            catalogue.change(change -> {
                for (LaunchToken token : expired(Query.all(), now)) {
                    change.delete(LaunchToken.TABLE, LaunchToken.id(token.ownerId(), token.token()));
                }
                return null;
            });
        }
    }

    private List<LaunchToken> expired(Query query, Instant now) {
        List<LaunchToken> expired = new ArrayList<>();
        for (Stored<LaunchToken> stored : catalogue.read(reader -> reader.list(LaunchToken.TABLE, query))) {
            if (stored.document().createTime().plus(KEPT).isBefore(now)) {
                expired.add(stored.document());
            }
        }
        return expired;
    }

    /** A digest, because user data hold secrets: they are in no row but that of their instance. */
    private static String parameters(LaunchRequest request) {
        String text = request.minCount() + ":" + request.maxCount() + " "
                + request.template().map(Json::write).orElse("-") + " " + Json.write(request.spec())
                + (request.members().isEmpty() ? "" : " " + Json.write(request.members()));
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
