package dev.slipway.host.libvirt.disk;

import dev.slipway.host.libvirt.binding.LibvirtXml;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.w3c.dom.Element;

/** Which files are behind each disk of a domain's XML, and whether a job has made another ready to take over. */
final class DiskChains {

    private DiskChains() {
    }

    /** By target, the file the guest writes first and the lowest layer last; an empty drive has none. Backing files show only while the domain runs. */
    static Map<String, List<Path>> of(String domainXml) {
        Map<String, List<Path>> chains = new LinkedHashMap<>();
        Element devices = LibvirtXml.first(LibvirtXml.parse(domainXml), "devices");
        if (devices != null) {
            for (Element disk : LibvirtXml.children(devices, "disk")) {
                chains.put(LibvirtXml.first(disk, "target").getAttribute("dev"), chain(disk));
            }
        }
        return chains;
    }

    /** Whether the job on a disk can be pivoted: libvirt writes so beside the file that would take over. */
    static boolean isMirrorReady(String domainXml, String target) {
        Element devices = LibvirtXml.first(LibvirtXml.parse(domainXml), "devices");
        if (devices != null) {
            for (Element disk : LibvirtXml.children(devices, "disk")) {
                Element mirror = LibvirtXml.first(disk, "mirror");
                if (mirror != null && LibvirtXml.first(disk, "target").getAttribute("dev").equals(target)) {
                    return mirror.getAttribute("ready").equals("yes");
                }
            }
        }
        return false;
    }

    /** By target, the file that a copy under way writes. */
    static Map<String, Path> mirrors(String domainXml) {
        Map<String, Path> mirrors = new LinkedHashMap<>();
        Element devices = LibvirtXml.first(LibvirtXml.parse(domainXml), "devices");
        if (devices != null) {
            for (Element disk : LibvirtXml.children(devices, "disk")) {
                Element file = LibvirtXml.first(disk, "mirror", "source");
                if (file != null && file.hasAttribute("file")) {
                    mirrors.put(LibvirtXml.first(disk, "target").getAttribute("dev"),
                            Path.of(file.getAttribute("file")));
                }
            }
        }
        return mirrors;
    }

    private static List<Path> chain(Element disk) {
        List<Path> files = new ArrayList<>();
        for (Element at = disk; at != null; at = LibvirtXml.first(at, "backingStore")) {
            Element source = LibvirtXml.first(at, "source");
            if (source != null && source.hasAttribute("file")) {
                files.add(Path.of(source.getAttribute("file")));
            }
        }
        return files;
    }
}
