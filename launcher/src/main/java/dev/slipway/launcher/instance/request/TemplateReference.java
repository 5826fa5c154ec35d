package dev.slipway.launcher.instance.request;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A launch template that a launch begins with: EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_LaunchTemplateSpecification.html">LaunchTemplateSpecification</a>.
 *
 * @param nameOrId the template's name or id
 * @param version a number, {@code $Default} or {@code $Latest}; empty for the default one
 */
public record TemplateReference(String nameOrId, Optional<String> version) {

    public TemplateReference {
        requireNonNull(nameOrId, "nameOrId");
        requireNonNull(version, "version");
    }
}
