package dev.slipway.launcher.cli.command;

import dev.slipway.host.machine.Architecture;
import dev.slipway.host.qemu.DiskFormat;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.image.BootMode;
import dev.slipway.imagestore.image.ImdsSupport;
import dev.slipway.imagestore.image.VirtualizationType;
import dev.slipway.imagestore.product.ProductCode;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.imagestore.transfer.archive.ExportFormat;
import dev.slipway.launcher.cli.syntax.ValueReader;
import dev.slipway.launcher.cli.syntax.Values;
import java.util.List;

/** The kinds of value that name things of the image store. */
public final class StoreValues {

    /** {@code ami-...}, {@code aki-...} or {@code ari-...}. */
    public static final ValueReader<ImageId> IMAGE_ID = ImageId::new;
    /** {@code snap-...}. */
    public static final ValueReader<SnapshotId> SNAPSHOT_ID = SnapshotId::new;
    /** {@code vol-...}. */
    public static final ValueReader<VolumeId> VOLUME_ID = VolumeId::new;
    /** A product code. */
    public static final ValueReader<ProductCode> PRODUCT_CODE = ProductCode::new;
    /** {@code Key=Value}; the value may be empty and may have further equals signs. */
    public static final ValueReader<Tag> TAG = StoreValues::tag;
    /** {@code x86_64}, {@code i386}, {@code arm64}, and what others call them. */
    public static final ValueReader<Architecture> ARCHITECTURE = text -> Architecture.named(text).orElseThrow(
            () -> new IllegalArgumentException("'" + text + "' is none of x86_64, i386, arm64"));
    /** {@code hvm} or {@code paravirtual}. */
    public static final ValueReader<VirtualizationType> VIRTUALIZATION_TYPE =
            Values.oneOf(List.of(VirtualizationType.values()), VirtualizationType::word);
    /** {@code legacy-bios}, {@code uefi} or {@code uefi-preferred}. */
    public static final ValueReader<BootMode> BOOT_MODE = Values.oneOf(List.of(BootMode.values()), BootMode::word);
    /** {@code v2.0}. */
    public static final ValueReader<ImdsSupport> IMDS_SUPPORT =
            Values.oneOf(List.of(ImdsSupport.values()), ImdsSupport::word);
    /** {@code qcow2}, {@code raw} and the other formats, by QEMU's names. */
    public static final ValueReader<DiskFormat> DISK_FORMAT =
            Values.oneOf(List.of(DiskFormat.values()), DiskFormat::qemuName);

    /** {@code slipway}, {@code qcow2}, {@code raw}, {@code vmdk} or {@code vhd}; few commands have to load these. */
    public static final ValueReader<ExportFormat> EXPORT_FORMAT =
            text -> Values.oneOf(List.of(ExportFormat.values()), ExportFormat::toString).read(text);

    private StoreValues() {
    }

    private static Tag tag(String text) {
        int equals = text.indexOf('=');
        if (equals <= 0) {
            throw new IllegalArgumentException("'" + text + "' is no KEY=VALUE");
        }
        return new Tag(text.substring(0, equals), text.substring(equals + 1));
    }
}
