package dev.slipway.imagestore.source.ova;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.w3c.dom.Element;

/** The devices of a described machine, as far as they say in which order it has its disks. */
final class OvfHardware {

    /** CIM's number for a disk. */
    private static final String DISK = "17";
    private static final String DISK_PATH = "/disk/";

    /** A disk at its place: the controllers count in the order in which they are described. */
    private record Place(String diskId, int controller, int address) {
    }

    private final List<Element> items = new ArrayList<>();

    OvfHardware(Element system) {
        for (Element section : OvfXml.all(system, "VirtualHardwareSection")) {
            items.addAll(OvfXml.children(section, "Item"));
            items.addAll(OvfXml.children(section, "StorageItem"));
        }
    }

    /** The ids of the disks it has, in its order; ids of disks that there are none of may be among them. */
    List<String> diskOrder() {
        Map<String, Integer> controllers = new HashMap<>();
        for (Element item : items) {
            OvfXml.text(item, "InstanceID").ifPresent(id -> controllers.putIfAbsent(id, controllers.size()));
        }
        List<Place> places = new ArrayList<>();
        for (Element item : items) {
            if (OvfXml.text(item, "ResourceType").orElse("").equals(DISK)) {
                int controller = OvfXml.text(item, "Parent").map(controllers::get).orElse(Integer.MAX_VALUE);
                int address = OvfXml.text(item, "AddressOnParent").filter(text -> text.matches("\\d{1,6}"))
                        .map(Integer::parseInt).orElse(Integer.MAX_VALUE);
                for (Element resource : OvfXml.children(item, "HostResource")) {
                    String path = OvfXml.text(resource);
                    int at = path.indexOf(DISK_PATH);
                    if (at >= 0) {
                        places.add(new Place(path.substring(at + DISK_PATH.length()), controller, address));
                    }
                }
            }
        }
        // Stable: what says no place keeps the order of the document.
        places.sort(Comparator.comparingInt(Place::controller).thenComparingInt(Place::address));
        return places.stream().map(Place::diskId).toList();
    }
}
