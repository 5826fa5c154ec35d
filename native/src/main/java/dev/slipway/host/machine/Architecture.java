package dev.slipway.host.machine;

import java.util.Locale;
import java.util.Optional;

/** A processor architecture: the one list for images, instance types, guests and the host. */
public enum Architecture {
    I386("i386", "i686"),
    X86_64("x86_64", "x86_64"),
    ARM64("arm64", "aarch64");

    private final String ec2Name;
    private final String libvirtName;

    Architecture(String ec2Name, String libvirtName) {
        this.ec2Name = ec2Name;
        this.libvirtName = libvirtName;
    }

    /** EC2's word, as in {@code Architecture} of DescribeImages. */
    public String ec2Name() {
        return ec2Name;
    }

    /** libvirt's word, as in {@code <type arch=…>}. */
    public String libvirtName() {
        return libvirtName;
    }

    /** The architecture that EC2, libvirt, the kernel or Java calls by this name; nothing for any other name. */
    public static Optional<Architecture> named(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "i386", "i486", "i586", "i686", "x86" -> Optional.of(I386);
            case "x86_64", "amd64" -> Optional.of(X86_64);
            case "arm64", "aarch64" -> Optional.of(ARM64);
            default -> Optional.empty();
        };
    }

    @Override
    public String toString() {
        return ec2Name;
    }
}
