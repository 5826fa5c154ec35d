package dev.slipway.launcher.cli.bundle;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.bundle.ListedBundle;
import dev.slipway.imagestore.bundle.manifest.Bundle;
import dev.slipway.imagestore.bundle.manifest.BundleManifest;
import dev.slipway.imagestore.bundle.manifest.BundlePart;
import dev.slipway.imagestore.bundle.manifest.BundledMachine;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.mapping.BlockDeviceMapping;
import dev.slipway.imagestore.mapping.BlockDeviceRequest;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.view.document.Answer;
import dev.slipway.launcher.view.document.Column;
import java.time.Instant;
import java.util.List;

/** Bundles: a shape of Slipway's own, in EC2's words, because in EC2 they are objects of S3. */
final class BundleView {

    private static final Column[] COLUMNS = {
        Column.id("LOCATION", "ImageLocation"),
        Column.at("STATE", "State"),
        Column.at("ARCH", "Architecture"),
        Column.at("BYTES", "Size"),
        Column.at("BUNDLED", "BundledSize"),
        Column.at("OWNER", "OwnerId"),
    };

    private BundleView() {
    }

    /** What lies in the buckets. */
    static Answer list(List<ListedBundle> bundles) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray("Bundles");
        for (ListedBundle listed : bundles) {
            ObjectNode json = list.addObject();
            if (listed.bundle().isPresent()) {
                put(json, listed.bundle().get());
            } else {
                json.put("ImageLocation", listed.location().imageLocation());
                json.put("State", "invalid");
                json.put("StateMessage", listed.trouble().orElse(""));
            }
        }
        return Answer.list(document, "Bundles", COLUMNS);
    }

    /** One bundle, with its parts and the images that are registered from it. */
    static Answer one(Bundle bundle, List<ImageId> images) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ObjectNode json = document.putArray("Bundles").addObject();
        put(json, bundle);
        ArrayNode parts = json.putArray("Parts");
        for (BundlePart part : bundle.manifest().parts()) {
            parts.addObject().put("Filename", part.filename()).put("Sha256", part.sha256());
        }
        ArrayNode users = json.putArray("Images");
        images.forEach(id -> users.add(id.value()));
        return Answer.list(document, "Bundles", COLUMNS);
    }

    /** EC2's answer to BundleInstance, when it is done already; there is no task behind it that could be asked for. */
    static Answer task(InstanceId instance, Instant begun, Bundle bundle) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ObjectNode task = document.putObject("BundleTask");
        task.put("InstanceId", instance.value());
        task.put("Progress", "100%");
        task.put("StartTime", Timestamp.format(begun));
        task.put("State", "complete");
        task.putObject("Storage").putObject("S3")
                .put("Bucket", bundle.location().bucket()).put("Prefix", bundle.location().prefix());
        task.put("UpdateTime", Timestamp.format(Timestamp.now()));
        ObjectNode own = task.putObject("Slipway");
        put(own, bundle);
        ArrayNode rows = JsonNodeFactory.instance.arrayNode().add(own);
        return new Answer(document, rows, List.of(COLUMNS));
    }

    private static void put(ObjectNode json, Bundle bundle) {
        BundleManifest manifest = bundle.manifest();
        BundledMachine machine = manifest.machine();
        json.put("ImageLocation", bundle.location().imageLocation());
        json.put("State", "complete");
        json.put("Bucket", bundle.location().bucket());
        json.put("Prefix", bundle.location().prefix());
        json.put("Name", manifest.name());
        json.put("OwnerId", manifest.ownerId().value());
        json.put("Architecture", machine.architecture().ec2Name());
        machine.kernelId().ifPresent(id -> json.put("KernelId", id.value()));
        machine.ramdiskId().ifPresent(id -> json.put("RamdiskId", id.value()));
        machine.kernelCommandLine().ifPresent(line -> json.put("KernelCommandLine", line));
        json.put("RootDeviceName", machine.rootDeviceName());
        ArrayNode mappings = json.putArray("BlockDeviceMappings");
        for (BlockDeviceMapping mapping : machine.mappings()) {
            BlockDeviceRequest form = mapping.form();
            mappings.addObject().put("DeviceName", form.deviceName())
                    .put("VirtualName", form.virtualName().orElse(""));
        }
        ArrayNode codes = json.putArray("ProductCodes");
        machine.productCodes().forEach(code -> codes.add(code.value()));
        json.put("Size", manifest.sizeBytes());
        json.put("BundledSize", manifest.bundledSizeBytes());
        json.put("Sha256", manifest.sha256());
    }
}
