package dev.slipway.host.libvirt.disk;

/** How far a block job has come; units are QEMU's own, comparable to each other only. */
public record BlockJobProgress(BlockJobKind kind, long done, long total) {

    /** Whether a copy or an active commit has caught up with the guest, so that it can be pivoted. libvirt keeps {@code done} below until then. */
    public boolean isReady() {
        return total > 0 && done >= total;
    }
}
