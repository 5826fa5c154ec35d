package dev.slipway.launcher.instance.template;

import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.catalogue.Table;
import dev.slipway.imagestore.errors.Quoted;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A launch template with its versions: EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_LaunchTemplate.html">LaunchTemplate</a>.
 *
 * @param launchTemplateName unique among its owner's
 * @param defaultVersion the version that is meant where none is named
 * @param versionsMade how many there ever were
 * @param versions those there are, the oldest first; never none
 * @param clientToken what it was asked for with
 * @param tokens what it was changed with, of late
 */
public record LaunchTemplate(
        LaunchTemplateId launchTemplateId,
        AccountId ownerId,
        String launchTemplateName,
        Instant createTime,
        int defaultVersion,
        int versionsMade,
        List<LaunchTemplateVersion> versions,
        List<Tag> tags,
        Optional<String> clientToken,
        List<TemplateToken> tokens) {

    /** Launch templates of all accounts. */
    public static final Table<LaunchTemplate> TABLE =
            Table.of("launch_templates", LaunchTemplate.class, 2, t -> t.launchTemplateId().value())
                    .text("owner", LaunchTemplate::ownerId)
                    .text("name", LaunchTemplate::launchTemplateName)
                    .number("created", t -> t.createTime().toEpochMilli())
                    .list("tag_key", t -> Tag.keys(t.tags()))
                    .unique("owner", "name");

    private static final int SHORTEST_NAME = 3;
    private static final int LONGEST_NAME = 128;

    /** Throws TEMPLATE_NAME_MALFORMED. */
    public LaunchTemplate {
        requireNonNull(launchTemplateId, "launchTemplateId");
        requireNonNull(ownerId, "ownerId");
        requireName(launchTemplateName);
        requireNonNull(createTime, "createTime");
        versions = List.copyOf(versions);
        tags = tags == null ? List.of() : List.copyOf(tags);
        clientToken = clientToken == null ? Optional.empty() : clientToken;
        tokens = tokens == null ? List.of() : List.copyOf(tokens);
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("a launch template has a version: " + launchTemplateId);
        }
    }

    /** EC2's rule; a name that begins like an id could not be told from one. */
    private static void requireName(String name) {
        boolean plain = name != null && name.length() >= SHORTEST_NAME && name.length() <= LONGEST_NAME
                && !LaunchTemplateId.isMeant(name);
        for (int i = 0; plain && i < name.length(); i++) {
            char c = name.charAt(i);
            plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "().-/_".indexOf(c) >= 0;
        }
        if (!plain) {
            throw new LauncherException(LauncherError.TEMPLATE_NAME_MALFORMED, "The launch template name "
                    + Quoted.of(name == null ? "" : name) + " is not valid.",
                    "Names have 3 to 128 letters, digits and ( ) . - / _, and do not begin with lt-.");
        }
    }

    /** The number of the newest version. */
    public int latestVersion() {
        return versions.get(versions.size() - 1).versionNumber();
    }

    /** A version by its number. */
    Optional<LaunchTemplateVersion> version(int number) {
        return versions.stream().filter(version -> version.versionNumber() == number).findFirst();
    }

    /** The same template with other versions. */
    LaunchTemplate withVersions(List<LaunchTemplateVersion> next, int made) {
        return new LaunchTemplate(
                launchTemplateId, ownerId, launchTemplateName, createTime, defaultVersion, made, next, tags, clientToken, tokens);
    }

    /** The same template with another default version. */
    LaunchTemplate withDefaultVersion(int next) {
        return new LaunchTemplate(
                launchTemplateId, ownerId, launchTemplateName, createTime, next, versionsMade, versions, tags, clientToken, tokens);
    }

    /** The same template with other tags. */
    LaunchTemplate withTags(List<Tag> next) {
        return new LaunchTemplate(
                launchTemplateId, ownerId, launchTemplateName, createTime, defaultVersion, versionsMade, versions, next, clientToken,
                tokens);
    }

    /** The same template, changed with a token; those of long ago are forgotten. */
    LaunchTemplate with(TemplateToken token) {
        List<TemplateToken> next = new ArrayList<>(tokens);
        next.removeIf(each -> !each.isKept(token.usedAt()) || each.kind() == token.kind() && each.token().equals(token.token()));
        next.add(token);
        return new LaunchTemplate(
                launchTemplateId, ownerId, launchTemplateName, createTime, defaultVersion, versionsMade, versions, tags, clientToken, next);
    }
}
