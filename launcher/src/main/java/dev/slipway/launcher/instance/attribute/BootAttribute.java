package dev.slipway.launcher.instance.attribute;

import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.launcher.instance.record.BootSource;
import java.util.Optional;

/** The attributes that EC2's ResetInstanceAttribute knows and that have a meaning here. */
public enum BootAttribute {
    KERNEL("kernel"),
    RAMDISK("ramdisk");

    private final String ec2Name;

    BootAttribute(String ec2Name) {
        this.ec2Name = ec2Name;
    }

    /** EC2's word. */
    public String ec2Name() {
        return ec2Name;
    }

    Optional<ImageId> of(Image image) {
        return switch (this) {
            case KERNEL -> image.kernelId();
            case RAMDISK -> image.ramdiskId();
        };
    }

    BootSource in(BootSource boot, Optional<ImageId> id) {
        return new BootSource(boot.virtualizationType(), boot.bootMode(), boot.uefi(),
                this == KERNEL ? id : boot.kernelId(), this == RAMDISK ? id : boot.ramdiskId(), boot.kernelCommandLine());
    }
}
