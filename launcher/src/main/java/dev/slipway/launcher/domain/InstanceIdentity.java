package dev.slipway.launcher.domain;

/**
 * Who a domain is, carried in libvirt's {@code <metadata>}, so that a lost catalogue can be rebuilt from the domains
 * and a leftover domain tells whose it was.
 */
public record InstanceIdentity(String instanceId, String imageId, String ownerId, String region, String reservationId) {

    /** The namespace of our metadata element; its last part is the version of the shape. */
    public static final String NAMESPACE = "https://slipway.dev/xmlns/instance/1";

    public InstanceIdentity {
        XmlText.required(instanceId, "instance id");
        XmlText.required(imageId, "image id");
        XmlText.required(ownerId, "owner id");
        XmlText.required(region, "region");
        XmlText.required(reservationId, "reservation id");
    }

    void write(Elements xml) {
        xml.start("metadata");
        xml.start("slipway:instance").namespace("slipway", NAMESPACE);
        xml.text("slipway:instance-id", instanceId);
        xml.text("slipway:image-id", imageId);
        xml.text("slipway:owner-id", ownerId);
        xml.text("slipway:region", region);
        xml.text("slipway:reservation-id", reservationId);
        xml.end();
        xml.end();
    }
}
