package dev.slipway.imagestore.source.ova;

import static dev.slipway.imagestore.errors.StoreError.OVA_FOREIGN_FILE;
import static dev.slipway.imagestore.errors.StoreError.OVA_INVALID;

import dev.slipway.imagestore.errors.Quoted;
import dev.slipway.imagestore.errors.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * Reads a descriptor: <a href="https://www.dmtf.org/sites/default/files/standards/documents/DSP0243_2.1.1.pdf">DSP0243</a>,
 * versions 1 and 2, and what VMware and VirtualBox add to it.
 */
final class OvfReader {

    private static final int MOST_DISKS = 12;
    private static final Pattern UNITS = Pattern.compile("byte(?:\\s*\\*\\s*(?:2\\^(\\d{1,2})|(\\d{1,15})))?");
    private static final Map<String, Long> OLD_UNITS =
            Map.of("KiloBytes", 1L << 10, "MegaBytes", 1L << 20, "GigaBytes", 1L << 30);

    private final Path name;
    private final Element envelope;

    private OvfReader(Path name, Element envelope) {
        this.name = name;
        this.envelope = envelope;
    }

    /** Reads a descriptor; throws OVA_INVALID, OVA_FOREIGN_FILE. {@code name} is what the user calls the archive. */
    static OvfDescriptor read(byte[] xml, Path name) {
        try {
            return new OvfReader(name, OvfXml.parse(xml)).descriptor();
        } catch (SAXException | IOException e) {
            throw new StoreException(OVA_INVALID, "The descriptor in '" + name + "' cannot be read: "
                    + Quoted.of(String.valueOf(e.getMessage())) + ".", null, e);
        }
    }

    private OvfDescriptor descriptor() {
        if (!"Envelope".equals(envelope.getLocalName())) {
            throw invalid("is no OVF descriptor");
        }
        List<Element> systems = OvfXml.all(envelope, "VirtualSystem");
        if (systems.size() != 1) {
            throw invalid("describes " + systems.size() + " machines; an image is one");
        }
        Element system = systems.get(0);
        Optional<Element> os = OvfXml.all(system, "OperatingSystemSection").stream().findFirst();
        return new OvfDescriptor(disks(system),
                OvfXml.text(system, "Name").or(() -> OvfXml.attribute(system, "id")),
                os.map(this::systemWords).orElse(""),
                os.flatMap(section -> OvfXml.attribute(section, "id")).flatMap(OvfReader::number).map(Long::intValue),
                efi(system));
    }

    /** What VMware writes as an attribute, VirtualBox as an element, and everybody as a description. */
    private String systemWords(Element section) {
        return OvfXml.attribute(section, "osType").or(() -> OvfXml.text(section, "OSType"))
                .or(() -> OvfXml.text(section, "Description")).orElse("");
    }

    private static Optional<Boolean> efi(Element system) {
        for (Element config : OvfXml.all(system, "Config")) {
            if (OvfXml.attribute(config, "key").orElse("").equals("firmware")) {
                return OvfXml.attribute(config, "value").map(value -> value.equalsIgnoreCase("efi"));
            }
        }
        return OvfXml.all(system, "Firmware").stream().findFirst()
                .flatMap(firmware -> OvfXml.attribute(firmware, "type")).map(type -> type.startsWith("EFI"));
    }

    private List<OvfDisk> disks(Element system) {
        Map<String, String> files = files();
        Map<String, OvfDisk> disks = new LinkedHashMap<>();
        for (Element section : OvfXml.all(envelope, "DiskSection")) {
            for (Element disk : OvfXml.children(section, "Disk")) {
                String id = OvfXml.attribute(disk, "diskId").orElseThrow(() -> invalid("has a disk without an id"));
                if (disks.put(id, disk(disk, files)) != null) {
                    throw invalid("has two disks " + Quoted.of(id));
                }
            }
        }
        Set<String> order = new LinkedHashSet<>(new OvfHardware(system).diskOrder());
        order.retainAll(disks.keySet());
        // What no controller has comes last: it was packed, so it is wanted.
        order.addAll(disks.keySet());
        List<OvfDisk> ordered = new ArrayList<>();
        order.forEach(id -> ordered.add(disks.get(id)));
        if (ordered.isEmpty() || ordered.size() > MOST_DISKS) {
            throw invalid("describes " + ordered.size() + " disks; an image has 1 to " + MOST_DISKS);
        }
        if (ordered.get(0).file().isEmpty()) {
            throw invalid("begins with a disk that has no content");
        }
        return ordered;
    }

    private OvfDisk disk(Element disk, Map<String, String> files) {
        if (OvfXml.attribute(disk, "parentRef").isPresent()) {
            throw invalid("has a disk that is only a difference to another");
        }
        Optional<String> reference = OvfXml.attribute(disk, "fileRef").filter(text -> !text.isEmpty());
        if (reference.isPresent()) {
            String file = files.get(reference.get());
            if (file == null) {
                throw invalid("has a disk of a file " + Quoted.of(reference.get()) + " that it does not list");
            }
            return new OvfDisk(Optional.of(file), 0);
        }
        String units = OvfXml.attribute(disk, "capacityAllocationUnits").orElse("byte").strip();
        long capacity = OvfXml.attribute(disk, "capacity").flatMap(OvfReader::number)
                .orElseThrow(() -> invalid("has a disk whose size is no number"));
        try {
            return new OvfDisk(Optional.empty(), Math.multiplyExact(capacity, unit(units)));
        } catch (ArithmeticException e) {
            throw invalid("has a disk beyond all sizes");
        }
    }

    private long unit(String text) {
        Matcher units = UNITS.matcher(text);
        if (units.matches() && units.group(1) != null && Integer.parseInt(units.group(1)) < Long.SIZE - 1) {
            return 1L << Integer.parseInt(units.group(1));
        }
        if (units.matches() && units.group(1) == null) {
            return units.group(2) == null ? 1 : Long.parseLong(units.group(2));
        }
        if (OLD_UNITS.containsKey(text)) {
            return OLD_UNITS.get(text);
        }
        throw invalid("counts a disk in units that are not known");
    }

    /** The names of the listed files by their ids. Only files of the archive itself are let through. */
    private Map<String, String> files() {
        Map<String, String> files = new HashMap<>();
        for (Element references : OvfXml.children(envelope, "References")) {
            for (Element file : OvfXml.children(references, "File")) {
                String id = OvfXml.attribute(file, "id").orElseThrow(() -> invalid("lists a file without an id"));
                String href = OvfXml.attribute(file, "href").orElse("");
                if (!OvaArchive.isPlain(href)) {
                    throw new StoreException(OVA_FOREIGN_FILE, "The descriptor in '" + name + "' names the file "
                            + Quoted.of(href) + ", which is not in it.");
                }
                if (OvfXml.attribute(file, "chunkSize").isPresent()) {
                    throw invalid("has a file in chunks, which are not read here");
                }
                if (files.put(id, href) != null) {
                    throw invalid("lists two files " + Quoted.of(id));
                }
            }
        }
        return files;
    }

    private static Optional<Long> number(String text) {
        return text.matches("\\d{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    private StoreException invalid(String why) {
        return new StoreException(OVA_INVALID, "The descriptor in '" + name + "' " + why + ".");
    }
}
