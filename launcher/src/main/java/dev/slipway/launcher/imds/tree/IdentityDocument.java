package dev.slipway.launcher.imds.tree;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.launcher.imds.tree.Node.Leaf;
import dev.slipway.launcher.instance.metadata.MetadataSubject;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.view.document.JsonRendering;
import java.util.Optional;

/**
 * EC2's <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-identity-documents.html">instance identity document</a>.
 * The signatures that EC2 has beside it are absent: they prove something to whoever trusts AWS's certificates, and to nobody else.
 */
final class IdentityDocument {

    private IdentityDocument() {
    }

    static Leaf of(MetadataSubject subject) {
        Instance instance = subject.instance();
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("accountId", instance.ownerId().value());
        document.put("architecture", instance.hardware().architecture().ec2Name());
        document.put("availabilityZone", subject.placement().availabilityZone());
        document.putNull("billingProducts");
        if (instance.productCodes().isEmpty()) {
            document.putNull("devpayProductCodes");
            document.putNull("marketplaceProductCodes");
        } else {
            document.putNull("devpayProductCodes");
            ArrayNode codes = document.putArray("marketplaceProductCodes");
            instance.productCodes().forEach(code -> codes.add(code.value()));
        }
        document.put("imageId", instance.imageId().value());
        document.put("instanceId", instance.instanceId().value());
        document.put("instanceType", instance.instanceType());
        put(document, "kernelId", instance.boot().kernelId().map(id -> id.value()));
        document.put("pendingTime", Timestamp.format(instance.lifecycle().launchTime()));
        put(document, "privateIp", instance.interfaces().stream().findFirst().flatMap(NetworkLeaves::address));
        put(document, "ramdiskId", instance.boot().ramdiskId().map(id -> id.value()));
        document.put("region", subject.placement().region());
        document.put("version", "2017-09-30");
        return Leaf.of(JsonRendering.pretty(document));
    }

    private static void put(ObjectNode document, String name, Optional<String> value) {
        if (value.isPresent()) {
            document.put(name, value.get());
        } else {
            document.putNull(name);
        }
    }
}
