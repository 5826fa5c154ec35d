package dev.slipway.launcher.instance.template;

import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.errors.Quoted;
import dev.slipway.imagestore.filter.Filter;
import dev.slipway.imagestore.filter.Listing;
import dev.slipway.imagestore.filter.Page;
import dev.slipway.imagestore.filter.PageRequest;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.json.Json;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.record.Recorded;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.imagestore.tag.TaggedKind;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.record.LaunchTemplateUse;
import dev.slipway.launcher.instance.request.LaunchSpec;
import dev.slipway.launcher.instance.request.TemplateReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The launch templates of one account in one region. */
public final class LaunchTemplates {

    private final Catalogue catalogue;
    private final AccountId account;
    private final TemplateLookup lookup;
    private final TemplateTokens tokens;

    /** The launch templates of the account that {@code store} is open for. */
    public LaunchTemplates(ImageStore store) {
        this.catalogue = store.catalogue();
        this.account = store.account();
        this.lookup = new TemplateLookup(account);
        this.tokens = new TemplateTokens(account);
    }

    /** What is recorded beside, so that it comes back when the catalogue is lost. */
    public static Recorded<LaunchTemplate> recorded(StoreLayout layout) {
        return Recorded.in(layout.launchTemplates(), LaunchTemplate.TABLE).late();
    }

    /** The tags of the account's launch templates. */
    public TaggedKind tags() {
        return new LaunchTemplateTags(account, lookup);
    }

    /**
     * Makes a template with its first version: EC2's
     * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateLaunchTemplate.html">CreateLaunchTemplate</a>.
     * Throws TEMPLATE_EXISTS, TEMPLATE_NAME_MALFORMED, MISSING_PARAMETER when {@code data} says nothing, and what tags throw.
     */
    public LaunchTemplate create(String name, Optional<String> description, LaunchSpec data, List<Tag> tags) {
        return create(name, description, data, tags, Optional.empty());
    }

    /**
     * The same; asked for again with the same token it returns what it made. Throws IDEMPOTENT_PARAMETER_MISMATCH where the token
     * was used for something else.
     */
    public LaunchTemplate create(String name, Optional<String> description, LaunchSpec data, List<Tag> tags, Optional<String> token) {
        requireSomething(data);
        TemplateToken.check(token);
        LaunchTemplate template = new LaunchTemplate(LaunchTemplateId.next(), account, name, Timestamp.now(), 1, 1,
                List.of(new LaunchTemplateVersion(1, description, Timestamp.now(), data)), Tag.checked(tags), token,
                List.of());
        return catalogue.change(change -> {
            Optional<LaunchTemplate> earlier = token.flatMap(used -> tokens.created(change, used, template));
            if (earlier.isPresent()) {
                return earlier.get();
            }
            if (lookup.named(change, name).isPresent()) {
                throw new LauncherException(LauncherError.TEMPLATE_EXISTS,
                        "The launch template name " + Quoted.of(name) + " is already in use.", "slipway template list");
            }
            return change.insert(LaunchTemplate.TABLE, template).document();
        });
    }

    /**
     * Those that are looked for, by names or ids, in the order of their names. Throws as {@link #describe}, PARAMETER_VALUE for a
     * filter that is none.
     */
    public Page<LaunchTemplate> search(List<String> references, List<Filter> filters, PageRequest page) {
        List<LaunchTemplate> templates = new ArrayList<>(references.isEmpty() ? list() : describe(references));
        templates.sort(Comparator.comparing(LaunchTemplate::launchTemplateName));
        return Listing.pageOf(Listing.wanted(templates, filters, new TemplateFilters()), LaunchTemplate::launchTemplateName,
                references.toString() + filters, page);
    }

    /** The versions between two numbers, both included, the newest first as EC2 has them. */
    public List<LaunchTemplateVersion> between(LaunchTemplate template, int first, int last) {
        List<LaunchTemplateVersion> found = new ArrayList<>();
        for (LaunchTemplateVersion version : template.versions()) {
            if (version.versionNumber() >= first && version.versionNumber() <= last) {
                found.add(0, version);
            }
        }
        return found;
    }

    /** All of them, the oldest first. */
    public List<LaunchTemplate> list() {
        List<LaunchTemplate> templates = new ArrayList<>();
        Query own = Query.all().where("owner", account).orderBy("created");
        for (Stored<LaunchTemplate> stored : catalogue.read(reader -> reader.list(LaunchTemplate.TABLE, own))) {
            templates.add(stored.document());
        }
        return templates;
    }

    /** These, by names or ids, in this order. Throws TEMPLATE_NAME_NOT_FOUND, TEMPLATE_ID_NOT_FOUND, TEMPLATE_ID_MALFORMED. */
    public List<LaunchTemplate> describe(List<String> references) {
        return catalogue.read(reader -> {
            List<LaunchTemplate> found = new ArrayList<>();
            for (String reference : references) {
                found.add(lookup.require(reader, reference).document());
            }
            return found;
        });
    }

    /**
     * Adds a version: EC2's
     * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateLaunchTemplateVersion.html">CreateLaunchTemplateVersion</a>.
     * Throws as {@link #describe}, TEMPLATE_VERSION_NOT_FOUND, MISSING_PARAMETER.
     *
     * @param source the version whose word counts where {@code data} says nothing
     * @return the version, and the template with it
     */
    public AddedVersion addVersion(
            String reference, Optional<String> source, Optional<String> description, LaunchSpec data) {
        return addVersion(reference, source, description, data, Optional.empty());
    }

    /**
     * The same; asked for again with the same token it returns the version that it made, unless that was deleted since. Throws
     * IDEMPOTENT_PARAMETER_MISMATCH where the token was used for something else, INVALID_PARAMETER_VALUE for a token that is none.
     */
    public AddedVersion addVersion(String reference, Optional<String> source, Optional<String> description, LaunchSpec data,
            Optional<String> token) {
        TemplateToken.check(token);
        return catalogue.change(change -> {
            Stored<LaunchTemplate> stored = lookup.require(change, reference);
            LaunchTemplate template = stored.document();
            String request = Json.write(new VersionAsked(template.launchTemplateId(), source, description, data));
            Optional<Integer> number =
                    token.flatMap(used -> tokens.earlier(change, TemplateToken.Kind.CREATE_VERSION, used, request));
            Optional<LaunchTemplateVersion> earlier = number.flatMap(template::version);
            if (earlier.isPresent()) {
                return new AddedVersion(template, earlier.get());
            }
            LaunchSpec whole = source.isEmpty() ? data
                    : data.over(lookup.version(template, source.get()).launchTemplateData());
            requireSomething(whole);
            LaunchTemplateVersion added =
                    new LaunchTemplateVersion(template.versionsMade() + 1, description, Timestamp.now(), whole);
            List<LaunchTemplateVersion> versions = new ArrayList<>(template.versions());
            versions.add(added);
            return new AddedVersion(store(change, stored, template.withVersions(versions, added.versionNumber()),
                    token.map(used -> new TemplateToken(TemplateToken.Kind.CREATE_VERSION, used, request, added.versionNumber(),
                            Timestamp.now()))), added);
        });
    }

    /** What tells requests for a version apart. */
    private record VersionAsked(LaunchTemplateId template, Optional<String> source, Optional<String> description, LaunchSpec data) {
    }

    private static LaunchTemplate store(
            Change change, Stored<LaunchTemplate> stored, LaunchTemplate next, Optional<TemplateToken> token) {
        LaunchTemplate changed = token.isEmpty() ? next : next.with(token.get());
        return change.update(LaunchTemplate.TABLE, changed, stored.version()).document();
    }

    /** These versions of a template, each once: numbers, {@code $Latest}, {@code $Default}; throws TEMPLATE_VERSION_NOT_FOUND. */
    public List<LaunchTemplateVersion> versions(LaunchTemplate template, List<String> versions) {
        List<LaunchTemplateVersion> found = new ArrayList<>();
        for (String version : versions) {
            LaunchTemplateVersion each = lookup.version(template, version);
            if (!found.contains(each)) {
                found.add(each);
            }
        }
        return found;
    }

    /** Changes the version that is meant where none is named: EC2's ModifyLaunchTemplate. Throws as {@link #addVersion}. */
    public LaunchTemplate setDefault(String reference, String version) {
        return setDefault(reference, version, Optional.empty());
    }

    /**
     * The same; asked for again with the same token it changes nothing, whatever the default version has become since. Throws
     * IDEMPOTENT_PARAMETER_MISMATCH, INVALID_PARAMETER_VALUE as for versions.
     */
    public LaunchTemplate setDefault(String reference, String version, Optional<String> token) {
        TemplateToken.check(token);
        return catalogue.change(change -> {
            Stored<LaunchTemplate> stored = lookup.require(change, reference);
            LaunchTemplate template = stored.document();
            String request = template.launchTemplateId() + " " + version;
            if (token.flatMap(used -> tokens.earlier(change, TemplateToken.Kind.SET_DEFAULT, used, request)).isPresent()) {
                return template;
            }
            int number = lookup.version(template, version).versionNumber();
            return store(change, stored, template.withDefaultVersion(number), token.map(used ->
                    new TemplateToken(TemplateToken.Kind.SET_DEFAULT, used, request, number, Timestamp.now())));
        });
    }

    /** Deletes a template with all its versions, and returns it; instances that were launched by it stay. */
    public LaunchTemplate delete(String reference) {
        return catalogue.change(change -> {
            LaunchTemplate template = lookup.require(change, reference).document();
            change.delete(LaunchTemplate.TABLE, template.launchTemplateId().value());
            return template;
        });
    }

    /**
     * Deletes versions of a template, all or none. Throws as {@link #addVersion}, and INVALID_PARAMETER_VALUE for the
     * default version, which cannot be deleted.
     *
     * @return the template as it was before
     */
    public LaunchTemplate deleteVersions(String reference, List<String> versions) {
        return catalogue.change(change -> {
            Stored<LaunchTemplate> stored = lookup.require(change, reference);
            LaunchTemplate template = stored.document();
            List<LaunchTemplateVersion> left = new ArrayList<>(template.versions());
            for (LaunchTemplateVersion version : versions(template, versions)) {
                if (version.versionNumber() == template.defaultVersion()) {
                    throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE, "The version " + version.versionNumber()
                            + " is the default version of the launch template '" + template.launchTemplateName()
                            + "' and cannot be deleted.", "slipway template set-default "
                            + template.launchTemplateName() + " VERSION");
                }
                left.remove(version);
            }
            change.update(LaunchTemplate.TABLE, template.withVersions(left, template.versionsMade()), stored.version());
            return template;
        });
    }

    /** What a launch begins with. Throws as {@link #addVersion}. */
    public Resolved resolve(TemplateReference reference) {
        return catalogue.read(reader -> {
            LaunchTemplate template = lookup.require(reader, reference.nameOrId()).document();
            LaunchTemplateVersion version =
                    lookup.version(template, reference.version().orElse(TemplateLookup.DEFAULT));
            return new Resolved(new LaunchTemplateUse(template.launchTemplateId().value(), version.versionNumber()),
                    version.launchTemplateData());
        });
    }

    /** A template's version, and what it says. */
    public record Resolved(LaunchTemplateUse use, LaunchSpec spec) {
    }

    /** A page of versions, in the order they are in. */
    public static Page<LaunchTemplateVersion> page(List<LaunchTemplateVersion> versions, PageRequest page) {
        List<LaunchTemplateVersion> sorted = new ArrayList<>(versions);
        sorted.sort(Comparator.comparing(LaunchTemplates::place));
        return page.maxResults().isEmpty() ? new Page<>(versions, Optional.empty())
                : Listing.pageOf(sorted, LaunchTemplates::place, "versions", page);
    }

    private static String place(LaunchTemplateVersion version) {
        return String.format(Locale.ROOT, "%010d", Integer.MAX_VALUE - version.versionNumber());
    }

    private static void requireSomething(LaunchSpec data) {
        if (data.equals(LaunchSpec.NOTHING)) {
            throw new LauncherException(LauncherError.MISSING_PARAMETER,
                    "The request must contain the parameter LaunchTemplateData, and it must say something.");
        }
    }
}
