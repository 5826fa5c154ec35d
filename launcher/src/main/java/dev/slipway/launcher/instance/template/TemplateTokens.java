package dev.slipway.launcher.instance.template;

import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.util.List;
import java.util.Optional;

/** What client tokens of one account have led to. All methods throw IDEMPOTENT_PARAMETER_MISMATCH for a token of another request. */
record TemplateTokens(AccountId account) {

    /** The template that this token has made, if it is still there. */
    Optional<LaunchTemplate> created(Reader reader, String token, LaunchTemplate wanted) {
        for (Stored<LaunchTemplate> stored : all(reader)) {
            if (stored.document().clientToken().filter(token::equals).isPresent()) {
                return Optional.of(requireSame(stored.document(), wanted));
            }
        }
        return Optional.empty();
    }

    /** The number of the version that this token has led to in its template. */
    Optional<Integer> earlier(Reader reader, TemplateToken.Kind kind, String token, String request) {
        for (Stored<LaunchTemplate> stored : all(reader)) {
            for (TemplateToken used : stored.document().tokens()) {
                if (used.kind() == kind && used.token().equals(token) && used.isKept(Timestamp.now())) {
                    used.requireSame(request, stored.document());
                    return Optional.of(used.version());
                }
            }
        }
        return Optional.empty();
    }

    private List<Stored<LaunchTemplate>> all(Reader reader) {
        return reader.list(LaunchTemplate.TABLE, Query.all().where("owner", account));
    }

    /** Versions may have come and gone since; the first says what was asked for. */
    private static LaunchTemplate requireSame(LaunchTemplate earlier, LaunchTemplate wanted) {
        boolean same = earlier.launchTemplateName().equals(wanted.launchTemplateName()) && earlier.version(1)
                .map(first -> first.launchTemplateData().equals(wanted.versions().get(0).launchTemplateData())).orElse(true);
        if (!same) {
            throw new LauncherException(LauncherError.IDEMPOTENT_PARAMETER_MISMATCH, "The client token '"
                    + wanted.clientToken().orElse("") + "' was used for the launch template '" + earlier.launchTemplateName()
                    + "', with other parameters.");
        }
        return earlier;
    }
}
