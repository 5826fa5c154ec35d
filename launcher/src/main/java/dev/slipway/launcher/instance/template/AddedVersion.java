package dev.slipway.launcher.instance.template;

/** A version that was added to a launch template, now or by the same request before. */
public record AddedVersion(LaunchTemplate template, LaunchTemplateVersion version) {
}
