package dev.slipway.launcher.instance.template;

import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.errors.Quoted;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.util.List;
import java.util.Optional;

/** Finds an account's launch templates by name or id, and their versions by number or by EC2's words for two of them. */
final class TemplateLookup {

    /** EC2's word for the version that is meant where none is named. */
    static final String DEFAULT = "$Default";
    private static final String LATEST = "$Latest";

    private final AccountId account;

    TemplateLookup(AccountId account) {
        this.account = account;
    }

    Optional<Stored<LaunchTemplate>> named(Reader reader, String name) {
        List<Stored<LaunchTemplate>> found =
                reader.list(LaunchTemplate.TABLE, Query.all().where("owner", account).where("name", name));
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
    }

    /** Throws TEMPLATE_NAME_NOT_FOUND, TEMPLATE_ID_NOT_FOUND, TEMPLATE_ID_MALFORMED. */
    Stored<LaunchTemplate> require(Reader reader, String reference) {
        if (!LaunchTemplateId.isMeant(reference)) {
            return named(reader, reference).orElseThrow(() -> new LauncherException(LauncherError.TEMPLATE_NAME_NOT_FOUND,
                    "The launch template named " + Quoted.of(reference) + " does not exist.", "slipway template list"));
        }
        LaunchTemplateId id = new LaunchTemplateId(reference);
        return reader.find(LaunchTemplate.TABLE, id.value())
                .filter(stored -> stored.document().ownerId().equals(account))
                .orElseThrow(() -> notFound(id.value()));
    }

    /** The refusal that names one by its id. */
    static LauncherException notFound(String id) {
        return new LauncherException(LauncherError.TEMPLATE_ID_NOT_FOUND,
                "The launch template '" + id + "' does not exist.", "slipway template list");
    }

    /** Throws TEMPLATE_VERSION_NOT_FOUND. */
    LaunchTemplateVersion version(LaunchTemplate template, String version) {
        return number(template, version).flatMap(template::version).orElseThrow(() -> new LauncherException(
                LauncherError.TEMPLATE_VERSION_NOT_FOUND, "The launch template '" + template.launchTemplateName()
                        + "' has no version " + Quoted.of(version) + ".",
                "slipway template versions " + template.launchTemplateName()));
    }

    private static Optional<Integer> number(LaunchTemplate template, String version) {
        if (version.equals(DEFAULT)) {
            return Optional.of(template.defaultVersion());
        }
        if (version.equals(LATEST)) {
            return Optional.of(template.latestVersion());
        }
        try {
            return Optional.of(Integer.parseInt(version));
        } catch (NumberFormatException e) {
            // Whoever typed it is told that there is no such version.
            return Optional.empty();
        }
    }
}
