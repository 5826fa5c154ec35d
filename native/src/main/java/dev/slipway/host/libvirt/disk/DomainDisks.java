package dev.slipway.host.libvirt.disk;

import com.sun.jna.NativeLong;
import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.libvirt.binding.LibvirtError;
import dev.slipway.host.libvirt.binding.LibvirtJava;
import dev.slipway.host.libvirt.binding.LibvirtLibrary;
import dev.slipway.host.libvirt.binding.NativeHandle;
import dev.slipway.host.libvirt.binding.UnboundCalls;
import dev.slipway.host.qemu.DiskFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.libvirt.jna.DomainSnapshotPointer;
import org.libvirt.jna.virTypedParameter;

/** The disks of a running domain, each named by its target ({@code vda}). Lives as long as the domain's handle. */
public final class DomainDisks {

    private static final int SNAPSHOT_NO_METADATA = 4;
    private static final int SNAPSHOT_DISK_ONLY = 16;
    private static final int SNAPSHOT_ATOMIC = 128;
    private static final int COMMIT_ACTIVE = 4;
    private static final int COPY_TRANSIENT_JOB = 4;
    private static final int RESIZE_BYTES = 1;
    private static final NativeLong UNLIMITED = new NativeLong(0);

    private final String domain;
    private final NativeHandle handle;

    /** Made by {@code GuestDomain.disks()}. */
    public DomainDisks(String domain, NativeHandle handle) {
        this.domain = domain;
        this.handle = handle;
    }

    /** The files behind a disk: the one the guest writes first, the lowest layer last. */
    public List<Path> chain(String target) {
        List<Path> chain = chains().get(target);
        if (chain == null) {
            throw new HostException(HostError.HYPERVISOR_FAILED, "The domain '" + domain + "' has no disk " + target + ".");
        }
        return chain;
    }

    /** The files behind every disk, by target; an empty drive has none. */
    public Map<String, List<Path>> chains() {
        return DiskChains.of(xml());
    }

    /** Those that do not work, and why, by target ({@code virDomainGetDiskErrors}); the domain is paused for each. */
    public Map<String, DiskFault> faults() {
        return DiskFaults.of(domain, handle);
    }

    private String xml() {
        try (NativeHandle.Use use = handle.use()) {
            String xml = LibvirtLibrary.takeText(LibvirtLibrary.calls().virDomainGetXMLDesc(use.pointer(), 0));
            if (xml == null) {
                throw LibvirtError.last().ofDomain(domain, "has no readable disks");
            }
            return xml;
        }
    }

    /**
     * Takes an external snapshot of some disks at one moment, all or none ({@code virDomainSnapshotCreateXML}); the domain goes on.
     * libvirt keeps no record of it: the files are the caller's from here on.
     */
    public void snapshot(List<DiskSnapshot> snapshots, Set<SnapshotOption> options) {
        int flags = SNAPSHOT_DISK_ONLY | SNAPSHOT_NO_METADATA | SNAPSHOT_ATOMIC;
        for (SnapshotOption option : options) {
            flags |= option.flag();
        }
        String xml = SnapshotXml.write(snapshots, chains().keySet());
        try (NativeHandle.Use use = handle.use()) {
            DomainSnapshotPointer snapshot =
                    LibvirtJava.calls().virDomainSnapshotCreateXML(LibvirtJava.domain(use), xml, flags);
            if (snapshot == null) {
                throw LibvirtError.last().ofDomain(domain, "cannot be snapshot");
            }
            LibvirtJava.calls().virDomainSnapshotFree(snapshot);
        }
    }

    /** Writes what the files from {@code top} down to above {@code base} hold into {@code base}; the job ends by itself. */
    public BlockJob commit(String target, Path top, Path base) {
        return commit(target, top.toString(), base, 0);
    }

    /**
     * Writes all that is above {@code base} into it, what the guest writes meanwhile included. Once it is ready,
     * {@link BlockJob#pivot()} lets the guest go on in {@code base}.
     */
    public BlockJob commitActive(String target, Path base) {
        return commit(target, null, base, COMMIT_ACTIVE);
    }

    private BlockJob commit(String target, String top, Path base, int flags) {
        try (NativeHandle.Use use = handle.use()) {
            if (LibvirtJava.calls().virDomainBlockCommit(LibvirtJava.domain(use), target, base.toString(), top, UNLIMITED, flags) < 0) {
                throw LibvirtError.last().ofDomain(domain, "cannot commit the disk " + target);
            }
        }
        return job(target);
    }

    /** Copies everything from the backing files into the uppermost one, which then needs none; the job ends by itself. */
    public BlockJob pull(String target) {
        try (NativeHandle.Use use = handle.use()) {
            if (UnboundCalls.get().virDomainBlockPull(use.pointer(), target, UNLIMITED, 0) < 0) {
                throw LibvirtError.last().ofDomain(domain, "cannot flatten the disk " + target);
            }
        }
        return job(target);
    }

    /**
     * Copies the disk, what the guest writes meanwhile included. Once it is ready, {@link BlockJob#pivot()} lets the guest go on
     * in the copy and {@link BlockJob#cancel()} leaves a copy of that moment behind.
     */
    public BlockJob copy(String target, Path destination, DiskFormat format, Set<CopyOption> options) {
        // A persistent domain's copy must be declared as not surviving the end of QEMU.
        int flags = COPY_TRANSIENT_JOB;
        for (CopyOption option : options) {
            flags |= option.flag();
        }
        try (NativeHandle.Use use = handle.use()) {
            if (LibvirtJava.calls().virDomainBlockCopy(LibvirtJava.domain(use), target, CopyXml.write(destination, format),
                    (virTypedParameter[]) null, 0, flags) < 0) {
                throw LibvirtError.last().ofDomain(domain, "cannot copy the disk " + target);
            }
        }
        return job(target);
    }

    /** The files that copies under way write, by target. */
    public Map<String, Path> mirrors() {
        return DiskChains.mirrors(xml());
    }

    /** The job at work on a disk, whoever began it. */
    public BlockJob job(String target) {
        return new BlockJob(domain, handle, target);
    }

    /** Grows a disk while the guest runs; the guest is told. */
    public void resize(String target, long sizeBytes) {
        try (NativeHandle.Use use = handle.use()) {
            if (LibvirtJava.calls().virDomainBlockResize(LibvirtJava.domain(use), target, sizeBytes, RESIZE_BYTES) < 0) {
                throw LibvirtError.last().ofDomain(domain, "cannot resize the disk " + target);
            }
        }
    }
}
