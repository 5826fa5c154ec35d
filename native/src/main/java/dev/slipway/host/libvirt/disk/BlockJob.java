package dev.slipway.host.libvirt.disk;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.libvirt.binding.LibvirtError;
import dev.slipway.host.libvirt.binding.LibvirtJava;
import dev.slipway.host.libvirt.binding.LibvirtLibrary;
import dev.slipway.host.libvirt.binding.NativeHandle;
import dev.slipway.host.progress.Progress;
import java.time.Duration;
import java.util.Optional;
import org.libvirt.jna.virDomainBlockJobInfo;

/**
 * The job at work on one disk of a running domain. QEMU runs it; nothing here holds it, and a process that ends leaves it running.
 * Waiting reacts to an interrupt with INTERRUPTED and leaves the job to the caller.
 */
public final class BlockJob {

    private static final int ABORT_PIVOT = 2;
    private static final long FIRST_PAUSE_MILLIS = 5;
    private static final long LONGEST_PAUSE_MILLIS = 200;

    private final String domain;
    private final NativeHandle handle;
    private final String target;

    BlockJob(String domain, NativeHandle handle, String target) {
        this.domain = domain;
        this.handle = handle;
        this.target = target;
    }

    /** How far it has come; empty when no job is at work (any more). */
    public Optional<BlockJobProgress> progress() {
        virDomainBlockJobInfo info = new virDomainBlockJobInfo();
        int found;
        try (NativeHandle.Use use = handle.use()) {
            found = LibvirtJava.calls().virDomainGetBlockJobInfo(LibvirtJava.domain(use), target, info, 0);
        }
        if (found < 0) {
            throw LibvirtError.last().ofDomain(domain, "has no readable job on the disk " + target);
        }
        return found == 0 ? Optional.empty()
                : Optional.of(new BlockJobProgress(BlockJobKind.of(info.type), info.cur, info.end));
    }

    /** Whether a copy or an active commit has caught up with the guest, so that it can be pivoted. */
    public boolean isReady() {
        try (NativeHandle.Use use = handle.use()) {
            String xml = LibvirtLibrary.takeText(LibvirtLibrary.calls().virDomainGetXMLDesc(use.pointer(), 0));
            if (xml == null) {
                throw LibvirtError.last().ofDomain(domain, "has no readable disks");
            }
            return DiskChains.isMirrorReady(xml, target);
        }
    }

    /** Waits until a copy or an active commit can be pivoted. Throws HYPERVISOR_FAILED when it ended before, TIMED_OUT at the deadline. */
    public void awaitReady(Duration timeout, Progress progress) {
        if (!await(timeout, progress, true)) {
            throw new HostException(HostError.HYPERVISOR_FAILED,
                    "The job on the disk " + target + " of the domain '" + domain + "' failed.");
        }
    }

    /**
     * Waits until no job is at work. QEMU does not say here whether it succeeded: the disk's chain does
     * ({@link DomainDisks#chain}). Throws TIMED_OUT at the deadline.
     */
    public void awaitEnd(Duration timeout, Progress progress) {
        await(timeout, progress, false);
    }

    private boolean await(Duration timeout, Progress progress, boolean untilReady) {
        long deadline = System.nanoTime() + timeout.toNanos();
        long pause = FIRST_PAUSE_MILLIS;
        while (true) {
            Optional<BlockJobProgress> at = progress();
            if (at.isEmpty()) {
                return false;
            }
            if (at.get().total() > 0) {
                progress.at("disk " + target, at.get().done(), at.get().total());
            }
            if (untilReady && at.get().done() >= at.get().total() && isReady()) {
                return true;
            }
            if (System.nanoTime() > deadline) {
                throw new HostException(HostError.TIMED_OUT, "The job on the disk " + target + " of the domain '" + domain
                        + "' did not finish within " + timeout.toSeconds() + " s.");
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                throw new HostException(HostError.INTERRUPTED, "Interrupted while a job was at work on the disk " + target
                        + " of the domain '" + domain + "'.", e);
            }
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
    }

    /** Ends a copy or an active commit that is ready by letting the guest go on in the new place. */
    public void pivot() {
        end(ABORT_PIVOT, "does not pivot");
    }

    /** Ends the job; a copy or an active commit leaves the guest where it was. Does nothing when none is at work. */
    public void cancel() {
        if (progress().isPresent()) {
            end(0, "does not end its job");
        }
    }

    private void end(int flags, String failure) {
        try (NativeHandle.Use use = handle.use()) {
            if (LibvirtJava.calls().virDomainBlockJobAbort(LibvirtJava.domain(use), target, flags) < 0) {
                throw LibvirtError.last().ofDomain(domain, failure + " on the disk " + target);
            }
        }
    }
}
