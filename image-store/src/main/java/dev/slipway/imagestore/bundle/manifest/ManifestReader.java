package dev.slipway.imagestore.bundle.manifest;

import static dev.slipway.imagestore.errors.StoreError.INVALID_MANIFEST;

import dev.slipway.host.errors.SlipwayException;
import dev.slipway.host.machine.Architecture;
import dev.slipway.imagestore.errors.Quoted;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.mapping.BlockDevice;
import dev.slipway.imagestore.mapping.BlockDeviceMapping;
import dev.slipway.imagestore.mapping.BlockDeviceRequest;
import dev.slipway.imagestore.product.ProductCode;
import dev.slipway.imagestore.registry.Images;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;

/**
 * Reads a manifest that anybody may have written: whatever it says is checked before it is believed. Its sizes become
 * limits for what is read and written, its file names must be those the location gives.
 */
public final class ManifestReader {

    private static final int SECTOR_BYTES = 512;
    private static final int DIGEST_DIGITS = 64;
    private static final int LONGEST_TEXT = 2047;

    private final BundleLocation location;

    /** Reads what lies at a location. */
    public ManifestReader(BundleLocation location) {
        this.location = location;
    }

    /** The manifest in this content. Throws INVALID_MANIFEST. */
    public BundleManifest read(byte[] content) {
        Element manifest = ManifestXml.parse(content, this::refuse);
        if (!manifest.getTagName().equals("manifest")
                || !ManifestXml.text(manifest, "version").equals(ManifestWriter.VERSION)) {
            throw refuse("is no manifest of version " + ManifestWriter.VERSION, null);
        }
        Element image = required(manifest, "image");
        if (ManifestXml.first(image, "ec2_encrypted_key") != null) {
            throw refuse("was encrypted for EC2, and only EC2 can read it", null);
        }
        try {
            long size = diskSize(number(image, "size"));
            List<BundlePart> parts = parts(required(image, "parts"));
            long bundledSize = bundledSize(number(image, "bundled_size"), size, parts.size());
            return new BundleManifest(plain(image, "name"), new AccountId(ManifestXml.text(image, "user")),
                    machine(required(manifest, "machine_configuration")), size, bundledSize, digest(image), parts);
        } catch (SlipwayException e) {
            // An id, an account or a device name that is none.
            throw e.code() == INVALID_MANIFEST ? e : refuse("cannot be used: " + e.getMessage(), e);
        }
    }

    private BundledMachine machine(Element machine) {
        String name = ManifestXml.text(machine, "architecture");
        Architecture architecture = Architecture.named(name).orElseThrow(
                () -> refuse("has the unknown architecture " + Quoted.of(name), null));
        String root = "";
        List<BlockDeviceMapping> mappings = new ArrayList<>();
        Element devices = ManifestXml.first(machine, "block_device_mapping");
        if (devices != null) {
            for (Element entry : ManifestXml.children(devices, "mapping")) {
                String virtual = ManifestXml.text(entry, "virtual");
                String device = ManifestXml.text(entry, "device");
                if (virtual.equals(ManifestWriter.ROOT_DEVICE)) {
                    root = device;
                } else if (virtual.startsWith(BlockDevice.EPHEMERAL_PREFIX)) {
                    mappings.add(BlockDeviceMapping.of(new BlockDeviceRequest(device, Optional.empty(),
                            Optional.of(virtual), Optional.empty())));
                }
            }
        }
        // Checks the name too: it reaches the guest.
        String rootDevice = new BlockDeviceMapping(root.isEmpty() ? Images.DEFAULT_ROOT_DEVICE : root,
                new BlockDevice.NoDevice()).deviceName();
        return new BundledMachine(architecture, imageId(machine, "kernel_id"), imageId(machine, "ramdisk_id"),
                optional(machine, "kernel_command_line"), rootDevice, mappings, productCodes(machine));
    }

    private Optional<ImageId> imageId(Element machine, String name) {
        return optional(machine, name).map(ImageId::new);
    }

    private List<ProductCode> productCodes(Element machine) {
        List<ProductCode> codes = new ArrayList<>();
        Element list = ManifestXml.first(machine, "product_codes");
        if (list != null) {
            for (Element code : ManifestXml.children(list, "product_code")) {
                codes.add(new ProductCode(code.getTextContent().strip()));
            }
        }
        return codes;
    }

    private List<BundlePart> parts(Element list) {
        List<BundlePart> parts = new ArrayList<>();
        for (Element part : ManifestXml.children(list, "part")) {
            String expected = StoreLayout.bundlePartName(location.name(), parts.size());
            String filename = ManifestXml.text(part, "filename");
            if (!part.getAttribute("index").equals(Integer.toString(parts.size())) || !filename.equals(expected)) {
                throw refuse("names " + Quoted.of(filename) + " as part " + parts.size() + ", which must be '" + expected
                        + "'", null);
            }
            parts.add(new BundlePart(filename, digest(part)));
        }
        if (parts.isEmpty() || !list.getAttribute("count").equals(Integer.toString(parts.size()))) {
            throw refuse("lists " + parts.size() + " parts where it counts " + Quoted.of(list.getAttribute("count")),
                    null);
        }
        return parts;
    }

    private long diskSize(long size) {
        if (size <= 0 || size % SECTOR_BYTES != 0 || size > BundleManifest.LARGEST_DISK_BYTES) {
            throw refuse("describes a disk of " + size + " bytes; it has to be whole sectors of " + SECTOR_BYTES
                    + " bytes, and at most " + BundleManifest.LARGEST_DISK_BYTES, null);
        }
        return size;
    }

    private long bundledSize(long bundled, long size, int parts) {
        // What cannot be compressed grows by a little.
        long most = size + size / 64 + BundleManifest.PART_BYTES;
        if (bundled <= 0 || bundled > most || bundled > (long) parts * BundleManifest.PART_BYTES) {
            throw refuse("says that its " + parts + " parts have " + bundled + " bytes, which cannot be", null);
        }
        return bundled;
    }

    private String digest(Element parent) {
        Element digest = required(parent, "digest");
        String hex = digest.getTextContent().strip();
        boolean sound = digest.getAttribute("algorithm").equals(ManifestWriter.DIGEST) && hex.length() == DIGEST_DIGITS;
        for (int i = 0; sound && i < hex.length(); i++) {
            char c = hex.charAt(i);
            sound = c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
        }
        if (!sound) {
            throw refuse("has a digest that is no SHA-256", null);
        }
        return hex;
    }

    private long number(Element parent, String name) {
        String text = ManifestXml.text(parent, name);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw refuse("has " + Quoted.of(text) + " for its " + name, e);
        }
    }

    private Optional<String> optional(Element parent, String name) {
        return Optional.of(ManifestXml.text(parent, name)).filter(text -> !text.isEmpty())
                .map(text -> plain(text, name));
    }

    private String plain(Element parent, String name) {
        return plain(ManifestXml.text(parent, name), name);
    }

    private String plain(String text, String name) {
        if (text.isEmpty() || text.length() > LONGEST_TEXT || text.chars().anyMatch(Character::isISOControl)) {
            throw refuse("has " + Quoted.of(text) + " for its " + name, null);
        }
        return text;
    }

    private Element required(Element parent, String name) {
        Element found = ManifestXml.first(parent, name);
        if (found == null) {
            throw refuse("has no " + name, null);
        }
        return found;
    }

    private StoreException refuse(String why, Exception cause) {
        return new StoreException(INVALID_MANIFEST,
                "The manifest '" + location.imageLocation() + "' " + why + ".", null, cause);
    }
}
