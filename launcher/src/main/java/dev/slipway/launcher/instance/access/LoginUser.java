package dev.slipway.launcher.instance.access;

import dev.slipway.host.errors.HostException;
import dev.slipway.host.libvirt.GuestDomain;
import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.launcher.instance.record.Instance;
import java.util.List;
import java.util.Optional;

/**
 * As whom to log in where nobody says. A tag knows best, the instance's before its image's; else the guest's agent says
 * which system it is, and the user that system's images have for keys is tried; else it is root.
 */
final class LoginUser {

    /** The tag of an instance or an image that says who its user is. */
    static final String TAG = "slipway:user";

    private static final String ROOT = "root";

    private LoginUser() {
    }

    static String of(Instance instance, Catalogue catalogue, GuestDomain domain) {
        Optional<String> tagged = tagged(instance.tags()).or(() -> tagged(catalogue.read(reader ->
                reader.find(Image.TABLE, instance.imageId().value())).map(Stored::document).map(Image::tags).orElse(List.of())));
        if (tagged.isPresent()) {
            return tagged.get();
        }
        return instance.platform().isPresent() ? "Administrator" : system(domain).map(LoginUser::usual).orElse(ROOT);
    }

    private static Optional<String> tagged(List<Tag> tags) {
        for (Tag tag : tags) {
            if (tag.key().equals(TAG) && !tag.value().isEmpty()) {
                return Optional.of(tag.value());
            }
        }
        return Optional.empty();
    }

    private static Optional<String> system(GuestDomain domain) {
        try {
            return domain.agent().osId();
        } catch (HostException e) {
            // No agent, or one that does not tell: many guests have none, and root is right for some of them.
            return Optional.empty();
        }
    }

    /** The user that cloud images of a system let in by key, by the system's id in os-release. */
    private static String usual(String system) {
        return switch (system) {
            case "debian", "ubuntu", "fedora", "alpine", "arch", "freebsd", "rocky" -> system;
            case "almalinux", "amzn", "rhel", "sles", "opensuse-leap", "opensuse-tumbleweed" -> "ec2-user";
            case "centos" -> "cloud-user";
            case "ol" -> "opc";
            default -> ROOT;
        };
    }
}
