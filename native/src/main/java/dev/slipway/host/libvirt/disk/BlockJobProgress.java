package dev.slipway.host.libvirt.disk;

/**
 * How far a block job has come; units are QEMU's own, comparable to each other only. A copy or an active commit whose {@code done} has
 * reached {@code total} need not be ready for a pivot yet: {@link BlockJob#isReady} tells.
 */
public record BlockJobProgress(BlockJobKind kind, long done, long total) {
}
