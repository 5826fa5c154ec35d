package dev.slipway.imagestore.bundle.manifest;

import dev.slipway.imagestore.mapping.BlockDevice;
import dev.slipway.imagestore.mapping.BlockDeviceMapping;
import dev.slipway.imagestore.product.ProductCode;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes a manifest in the form of EC2's bundling tools, without what they encrypt and sign. */
public final class ManifestWriter {

    /** The form of EC2's manifests, by its date. */
    static final String VERSION = "2007-10-10";
    static final String ROOT_DEVICE = "root";
    /** Names the partition to EC2's first guests; its readers expect it beside {@code root}. */
    static final String MACHINE_DEVICE = "ami";
    static final String DIGEST = "SHA256";

    private final XMLStreamWriter xml;
    private int depth;

    private ManifestWriter(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /** The content of a manifest's file. */
    public static byte[] write(BundleManifest manifest) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            new ManifestWriter(xml).manifest(manifest);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a manifest cannot be written", e);
        }
        return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    private void manifest(BundleManifest manifest) throws XMLStreamException {
        start("manifest");
        text("version", VERSION);
        start("bundler");
        text("name", "slipway");
        end();
        machine(manifest.machine());
        start("image");
        text("name", manifest.name());
        text("user", manifest.ownerId().value());
        text("type", "machine");
        digest(manifest.sha256());
        text("size", Long.toString(manifest.sizeBytes()));
        text("bundled_size", Long.toString(manifest.bundledSizeBytes()));
        parts(manifest.parts());
        end();
        end();
    }

    private void machine(BundledMachine machine) throws XMLStreamException {
        start("machine_configuration");
        text("architecture", machine.architecture().ec2Name());
        if (machine.kernelId().isPresent()) {
            text("kernel_id", machine.kernelId().get().value());
        }
        if (machine.ramdiskId().isPresent()) {
            text("ramdisk_id", machine.ramdiskId().get().value());
        }
        if (machine.kernelCommandLine().isPresent()) {
            text("kernel_command_line", machine.kernelCommandLine().get());
        }
        start("block_device_mapping");
        mapping(MACHINE_DEVICE, machine.rootDeviceName());
        mapping(ROOT_DEVICE, machine.rootDeviceName());
        for (BlockDeviceMapping mapping : machine.mappings()) {
            mapping(((BlockDevice.Ephemeral) mapping.device()).virtualName(), mapping.deviceName());
        }
        end();
        if (!machine.productCodes().isEmpty()) {
            start("product_codes");
            for (ProductCode code : machine.productCodes()) {
                text("product_code", code.value());
            }
            end();
        }
        end();
    }

    private void mapping(String virtual, String device) throws XMLStreamException {
        start("mapping");
        text("virtual", virtual);
        text("device", device);
        end();
    }

    private void parts(List<BundlePart> parts) throws XMLStreamException {
        start("parts");
        xml.writeAttribute("count", Integer.toString(parts.size()));
        for (int i = 0; i < parts.size(); i++) {
            start("part");
            xml.writeAttribute("index", Integer.toString(i));
            text("filename", parts.get(i).filename());
            digest(parts.get(i).sha256());
            end();
        }
        end();
    }

    private void digest(String sha256) throws XMLStreamException {
        line();
        xml.writeStartElement("digest");
        xml.writeAttribute("algorithm", DIGEST);
        xml.writeCharacters(sha256);
        xml.writeEndElement();
    }

    private void start(String name) throws XMLStreamException {
        line();
        xml.writeStartElement(name);
        depth++;
    }

    private void end() throws XMLStreamException {
        depth--;
        line();
        xml.writeEndElement();
    }

    private void text(String name, String content) throws XMLStreamException {
        line();
        xml.writeStartElement(name);
        xml.writeCharacters(content);
        xml.writeEndElement();
    }

    private void line() throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }
}
